package dev.eidetic.engine.local;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.local.FeatureCodec;
import dev.eidetic.encode.local.FeaturePrecision;
import dev.eidetic.encode.local.LocalFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// Stored local features, one file per picture, named by the SHA-256 of the picture's own file:
/// features depend on nothing else, so that many processes may write at once, and a picture that
/// comes back finds its features again.
///
/// A file is written aside and moved into place; one that is damaged is as good as absent. Any
/// number of threads may use one.
public final class FeatureFolder {

  /// Below a collection's folder.
  public static final String NAME = "local-features";

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private final String kind;
  private final Path folder;
  private final FeatureCodec codec;

  /// @param collection its folder
  /// @param kind of features
  public FeatureFolder(Path collection, String kind, FeaturePrecision precision) {
    this.kind = kind;
    folder =
        collection.resolve(NAME).resolve(kind + "-" + precision.name().toLowerCase(Locale.ROOT));
    codec = new FeatureCodec(precision);
  }

  public FeatureCodec codec() {
    return codec;
  }

  /// @param sha256 of the picture's file, 64 hexadecimal digits
  /// @return nothing if none are stored, or what is stored is damaged
  public Optional<LocalFeatures> get(String sha256) {
    try {
      return Optional.of(codec.read(Files.readAllBytes(file(sha256))))
          .filter(features -> features.kind().equals(kind));
    } catch (IOException _) { // absent, damaged or not readable: found again
      return Optional.empty();
    }
  }

  /// @param features fresh ones
  public void put(String sha256, LocalFeatures features) throws IOException {
    var file = file(sha256);
    var parent = file.resolveSibling("");
    Files.createDirectories(parent);
    var aside = file.resolveSibling(UUID.randomUUID() + ".tmp"); // readable by whom the folder says
    try {
      Files.write(aside, codec.write(features));
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /// 256 folders, so that none gets too long.
  private Path file(String sha256) {
    require(
        HASH.matcher(sha256).matches(),
        "SHA-256 is \"%s\"; it must be 64 hexadecimal digits",
        sha256);
    return folder.resolve(sha256.substring(0, 2)).resolve(sha256 + ".lf");
  }
}
