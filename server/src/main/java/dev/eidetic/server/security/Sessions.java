package dev.eidetic.server.security;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Browsers that have shown a key: they hold a random cookie instead of the key, because pictures
/// are loaded without headers. In memory only; a restart ends all. Safe for many threads.
public final class Sessions {

  /// The cookie's name.
  public static final String COOKIE = "eidetic-session";

  static final Duration LIFE = Duration.ofHours(12);

  private static final int MOST = 10_000;
  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  /// @param keySha256 of the key that was shown
  private record Session(String keySha256, Instant ends) {}

  /// No sessions yet.
  public Sessions() {}

  /// Begins a session.
  ///
  /// @param keySha256 of the key that was shown; the session may what the key may, and ends with it
  /// @return the cookie's value
  public synchronized String begin(String keySha256) {
    var now = Instant.now();
    sessions.values().removeIf(session -> now.isAfter(session.ends()));
    if (sessions.size() >= MOST) {
      var oldest = sessions.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    sessions.put(hash(token), new Session(keySha256, now.plus(LIFE)));
    return token;
  }

  /// The hash of the key that began it, if it lives.
  synchronized Optional<String> find(String token) {
    var session = sessions.get(hash(token));
    return session == null || Instant.now().isAfter(session.ends())
        ? Optional.empty()
        : Optional.of(session.keySha256());
  }

  /// Ends a session, if there is one.
  public synchronized void end(String token) {
    sessions.remove(hash(token));
  }

  /// Looking up the hash keeps the time of a comparison from telling anything of the token.
  private static String hash(String token) {
    return Base64.getEncoder().encodeToString(KeyFile.sha256(token));
  }
}
