package dev.eidetic.server.security;

import dev.eidetic.server.problems.ProblemException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Which pages may make a browser ask. A browser sends cookies and reaches the loopback on behalf
/// of any page, so that other pages must be told apart from ours: by the `Origin` they come from,
/// and by the `Host` they believe to talk to (a foreign name that resolves to this machine is DNS
/// rebinding).
///
/// @param hosts that this server answers to, without ports; empty for any, where keys are needed
///   anyway
/// @param friends origins of other pages that may ask, such as `https://shop.example`, in lower
///   case
public record Origins(Set<String> hosts, Set<String> friends) {

  /// What loopback is called.
  public static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// An address cannot be made to point elsewhere, as a name can.
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[[0-9a-f:.]+]");

  public Origins {
    hosts = Set.copyOf(hosts);
    friends = Set.copyOf(friends);
  }

  /// @param host the header `Host`
  /// @throws ProblemException of status 421 if it is not one of ours
  public void requireOurs(String host) {
    boolean isOurs =
        hosts.contains(withoutPort(host)) || ADDRESS.matcher(withoutPort(host)).matches();
    if (!hosts.isEmpty() && !isOurs) {
      throw new ProblemException(
          421,
          "wrong-host",
          "host \"%s\" is not one of this server; it answers to %s, others are named with --public-host"
              .formatted(host, String.join(", ", hosts)));
    }
  }

  /// @param host the header `Host`
  /// @param origin the header `Origin`, if a browser sent one
  /// @param site the header `Sec-Fetch-Site`, if a browser sent one
  /// @throws ProblemException of status 403 if another page asks
  public void requireOwnPage(String host, Optional<String> origin, Optional<String> site) {
    boolean isForeign =
        origin.filter(from -> !isSame(from, host)).isPresent()
            || site.filter(from -> from.equals("cross-site")).isPresent();
    if (origin.filter(this::isFriend).isPresent()) {
      return;
    }
    if (isForeign) {
      throw ProblemException.forbidden(
          "the request comes from a page of another site; only this server's own page may ask, and those named with --cors-origin");
    }
  }

  /// Whether a page that is not ours may ask: with a key, never with the cookie of our page.
  public boolean isFriend(String origin) {
    return friends.contains(origin.toLowerCase(Locale.ROOT));
  }

  private static boolean isSame(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }

  private static String withoutPort(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    int colon = lower.lastIndexOf(':');
    return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
  }
}
