package dev.eidetic.server.security;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/// Tells addresses of the open internet from those that lead back into the operator's own network,
/// which a stranger must not make the server ask.
///
/// Source: the IANA registries of special-purpose addresses (RFC 6890 and later).
public final class PublicAddresses {

  private static final String[] PRIVATE_IPV4 = {
    "0.0.0.0/8", // this network
    "10.0.0.0/8",
    "100.64.0.0/10", // carrier-grade translation
    "127.0.0.0/8",
    "169.254.0.0/16", // link-local, with the clouds' metadata services
    "172.16.0.0/12",
    "192.0.0.0/24",
    "192.0.2.0/24", // documentation
    "192.88.99.0/24", // relays from IPv6
    "192.168.0.0/16",
    "198.18.0.0/15", // benchmarks
    "198.51.100.0/24", // documentation
    "203.0.113.0/24", // documentation
    "224.0.0.0/3", // multicast, reserved, broadcast
  };

  /// Within the one block of IPv6 that is handed out to the public, 2000::/3.
  private static final String[] PRIVATE_IPV6 = {
    "2001::/23", // protocols, Teredo among them, which hides an IPv4 address
    "2001:db8::/32", // documentation
    "2002::/16", // 6to4, which hides an IPv4 address
    "3fff::/20", // documentation
  };

  private PublicAddresses() {}

  /// True if the address is one of the open internet.
  public static boolean isPublic(InetAddress address) {
    return switch (address) {
      case Inet4Address old -> !isInAny(old.getAddress(), PRIVATE_IPV4);
      case Inet6Address modern -> {
        byte[] bytes = modern.getAddress();
        yield isIn(bytes, "2000::/3") && !isInAny(bytes, PRIVATE_IPV6);
      }
      default -> false;
    };
  }

  private static boolean isInAny(byte[] address, String[] blocks) {
    for (String block : blocks) {
      if (isIn(address, block)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(byte[] address, String block) {
    int slash = block.indexOf('/');
    byte[] prefix = InetAddress.ofLiteral(block.substring(0, slash)).getAddress();
    int bits = Integer.parseInt(block.substring(slash + 1));
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
