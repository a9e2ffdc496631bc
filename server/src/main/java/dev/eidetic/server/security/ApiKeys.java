package dev.eidetic.server.security;

import dev.eidetic.server.http.Caller;
import java.io.IOException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys that are valid now. The file is read again when it has changed, so that a removed key
/// ends at once. Any number of threads may ask.
public final class ApiKeys {

  private final KeyFile file;
  private volatile Loaded loaded;

  private record Loaded(List<ApiKey> keys, Optional<Instant> modified) {}

  /// @throws IOException if the file is damaged
  public ApiKeys(KeyFile file) throws IOException {
    this.file = file;
    this.loaded = load(file);
  }

  private static Loaded load(KeyFile file) throws IOException {
    var modified = file.modified();
    return new Loaded(file.read(), modified);
  }

  /// How many keys there are, expired ones included.
  public int size() throws IOException {
    return current().keys().size();
  }

  /// The caller whose secret it is. Takes the same time whether and where it matches.
  public Optional<Caller> find(String secret) throws IOException {
    byte[] hash = KeyFile.sha256(secret);
    var now = Instant.now();
    Optional<Caller> found = Optional.empty();
    for (var key : current().keys()) {
      boolean isSame = MessageDigest.isEqual(hash, key.hash());
      boolean isExpired = key.isExpired(now);
      if (isSame && !isExpired) {
        found = Optional.of(new Caller(key.name(), key.access()));
      }
    }
    return found;
  }

  /// The caller whose key has a hash, with what the key may now.
  Optional<Caller> holderOf(String sha256) throws IOException {
    var now = Instant.now();
    return current().keys().stream()
        .filter(key -> key.sha256().equals(sha256) && !key.isExpired(now))
        .map(key -> new Caller(key.name(), key.access()))
        .findFirst();
  }

  private Loaded current() throws IOException {
    var latest = loaded;
    if (!file.modified().equals(latest.modified())) {
      latest = load(file);
      loaded = latest;
    }
    return latest;
  }
}
