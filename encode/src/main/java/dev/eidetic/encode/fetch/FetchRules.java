package dev.eidetic.encode.fetch;

import dev.eidetic.encode.fetch.FetchException.Kind;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Where a fetch may go; asked for the first address and for each one that it is redirected to.
///
/// Always: `http` or `https`, no user name in the address, never from `https` down to `http`.
public final class FetchRules {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

  private final boolean plainHttpAnywhere;
  private final @Nullable Predicate<InetAddress> addressRule;

  private FetchRules(boolean plainHttpAnywhere, @Nullable Predicate<InetAddress> addressRule) {
    this.plainHttpAnywhere = plainHttpAnywhere;
    this.addressRule = addressRule;
  }

  /// Only `https`; `http` is for this machine itself.
  public static FetchRules encrypted() {
    return new FetchRules(false, null);
  }

  /// `https` and `http`, for addresses that a person typed.
  public static FetchRules anyWeb() {
    return new FetchRules(true, null);
  }

  /// The same rules, and the host of every hop may only resolve to addresses that pass: what a
  /// server needs that fetches addresses given by strangers.
  ///
  /// All addresses of a host must pass. They are looked up before the connection and again before
  /// any content is handed out, so that a name that changes in between (DNS rebinding) yields
  /// nothing. This rests on the JVM's cache of look-ups (`networkaddress.cache.ttl`, 30 s unless
  /// changed; do not set it to 0). Not meant for use behind a web proxy, which resolves names
  /// itself.
  public FetchRules withAddressRule(Predicate<InetAddress> rule) {
    return new FetchRules(plainHttpAnywhere, rule);
  }

  /// An address for people: without query and fragment.
  static String show(URI uri) {
    var path = uri.getRawPath();
    return "%s://%s%s".formatted(uri.getScheme(), hostAndPort(uri), path == null ? "" : path);
  }

  /// True if both are served by the same scheme, host and port.
  static boolean isSameOrigin(URI a, URI b) {
    return scheme(a).equals(scheme(b)) && hostAndPort(a).equalsIgnoreCase(hostAndPort(b));
  }

  /// Refuses an address by its text.
  void check(URI uri) throws FetchException {
    var host = uri.getHost();
    if (host == null || uri.getRawUserInfo() != null) {
      throw new FetchException(
          Kind.REFUSED,
          "\"%s\" is no web address; it must look like https://host/path, without user name"
              .formatted(host == null ? uri.getScheme() + ":..." : show(uri)));
    }
    boolean allowed =
        switch (scheme(uri)) {
          case "https" -> true;
          case "http" -> plainHttpAnywhere || LOOPBACK.contains(host.toLowerCase(Locale.ROOT));
          default -> false;
        };
    if (!allowed) {
      throw new FetchException(
          Kind.REFUSED,
          "%s is refused; the scheme is \"%s\" and must be %s"
              .formatted(
                  show(uri), uri.getScheme(), plainHttpAnywhere ? "http or https" : "https"));
    }
  }

  /// Refuses a step of a redirect by its text.
  void checkRedirect(URI from, URI to) throws FetchException {
    check(to);
    if (scheme(from).equals("https") && !scheme(to).equals("https")) {
      throw new FetchException(
          Kind.REFUSED,
          "%s redirects to %s; redirects from https to http are refused"
              .formatted(show(from), show(to)));
    }
  }

  /// Refuses a host by what it resolves to; may wait for the look-up.
  void checkAddresses(URI uri) throws FetchException {
    var rule = addressRule;
    if (rule == null) {
      return;
    }
    try {
      for (var address : InetAddress.getAllByName(uri.getHost())) {
        if (!rule.test(address)) {
          throw new FetchException(
              Kind.REFUSED,
              "%s is refused; its host resolves to %s, which is not allowed here"
                  .formatted(show(uri), address.getHostAddress()));
        }
      }
    } catch (UnknownHostException e) {
      throw new FetchException(
          Kind.CONNECTION,
          "host %s is unknown; check the name and the network".formatted(uri.getHost()),
          e);
    }
  }

  private static String scheme(URI uri) {
    var scheme = uri.getScheme();
    return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
  }

  private static String hostAndPort(URI uri) {
    int standard = scheme(uri).equals("https") ? 443 : 80;
    int port = uri.getPort();
    return port < 0 || port == standard ? uri.getHost() : uri.getHost() + ":" + port;
  }
}
