package dev.eidetic.server.security;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.http.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The keys of a server, in a JSON file that holds hashes only. One process at a time may change
/// it.
public final class KeyFile {

  private static final String PREFIX = "eid_";
  private static final int SECRET_BYTES = 32;

  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  /// All keys, in the order they were made; none if the file does not exist.
  ///
  /// @throws IOException if the file is damaged; the message names it
  public List<ApiKey> read() throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      var keys = new ArrayList<ApiKey>();
      if (JSON.std.mapFrom(Files.readString(file)).get("keys") instanceof List<?> list) {
        for (var entry : list) {
          keys.add(key(entry));
        }
      }
      return keys;
    } catch (IOException | RuntimeException e) {
      throw new IOException("%s cannot be read as keys: %s".formatted(file, e.getMessage()), e);
    }
  }

  private static ApiKey key(Object entry) {
    if (!(entry instanceof Map<?, ?> map)) {
      throw new IllegalArgumentException("an entry is no object");
    }
    return new ApiKey(
        String.valueOf(map.get("name")),
        Access.valueOf(String.valueOf(map.get("access")).toUpperCase(Locale.ROOT)),
        String.valueOf(map.get("sha256")),
        Instant.parse(String.valueOf(map.get("created"))),
        Optional.ofNullable(map.get("expires")).map(String::valueOf).map(Instant::parse));
  }

  /// Makes a key.
  ///
  /// @return the secret, which is nowhere kept: show it once
  /// @throws IllegalArgumentException if the name is taken
  public String add(String name, Access access, Optional<Instant> expires) throws IOException {
    var keys = new ArrayList<>(read());
    if (keys.stream().anyMatch(key -> key.name().equals(name))) {
      throw new IllegalArgumentException(
          "key \"%s\" exists already; remove it or choose another name".formatted(name));
    }
    var random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    keys.add(
        new ApiKey(name, access, HexFormat.of().formatHex(sha256(secret)), Instant.now(), expires));
    write(keys);
    return secret;
  }

  /// Removes a key.
  ///
  /// @return false if there was none of that name
  public boolean remove(String name) throws IOException {
    var keys = new ArrayList<>(read());
    boolean exists = keys.removeIf(key -> key.name().equals(name));
    if (exists) {
      write(keys);
    }
    return exists;
  }

  private void write(List<ApiKey> keys) throws IOException {
    var entries = new ArrayList<Map<String, Object>>();
    for (var key : keys) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("name", key.name());
      entry.put("access", key.access().label());
      entry.put("sha256", key.sha256());
      entry.put("created", key.created().toString());
      key.expires().ifPresent(end -> entry.put("expires", end.toString()));
      entries.add(entry);
    }
    var folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    var part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(
        part,
        JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(Map.of("keys", entries)) + "\n");
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /// When the file was last written; empty if it does not exist.
  Optional<Instant> modified() {
    try {
      return Optional.of(Files.getLastModifiedTime(file).toInstant());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  static byte[] sha256(String secret) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
