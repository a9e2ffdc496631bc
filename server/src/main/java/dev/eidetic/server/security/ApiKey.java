package dev.eidetic.server.security;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.server.http.Access;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/// A key as it is stored: never the secret, only its hash.
///
/// @param name what people and logs call it: letters, digits, `.`, `_`, `-`, at most 64
/// @param access not [Access#OPEN]
/// @param sha256 of the secret, 64 lower-case hexadecimal digits. A fast hash is right here: the
///   secret is 256 random bits, which no guessing reaches
/// @param expires when it ends; empty for never
public record ApiKey(
    String name, Access access, String sha256, Instant created, Optional<Instant> expires) {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  public ApiKey {
    require(
        NAME.matcher(name).matches(),
        "key name \"%s\" cannot be used; take letters, digits, . _ and -, at most 64",
        name);
    require(access != Access.OPEN, "access of key \"%s\" must be read, write or admin", name);
    require(
        sha256.matches("[0-9a-f]{64}"), "key \"%s\" has no hash of 64 hexadecimal digits", name);
  }

  byte[] hash() {
    return HexFormat.of().parseHex(sha256);
  }

  /// True from the moment it expires on.
  public boolean isExpired(Instant now) {
    return expires.filter(end -> !now.isBefore(end)).isPresent();
  }
}
