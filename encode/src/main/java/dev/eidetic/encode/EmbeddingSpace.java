package dev.eidetic.encode;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.regex.Pattern;

/// Which vectors may be compared: those of one model with one preprocessing.
///
/// Two spaces are the same when their hashes are; the name is for people.
///
/// @param name of the encoder, such as `classic` or `mobilenet_v2_1.0_224`
/// @param dimension numbers per vector, 1 to 4096
/// @param sha256 64 lower-case hexadecimal digits over everything that shapes the vector: model
///   bytes, preprocessing, pooling, whitening
public record EmbeddingSpace(String name, int dimension, String sha256) {

  /// The longest vector that is stored.
  public static final int MAX_DIMENSION = 4096;

  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  public EmbeddingSpace {
    require(!name.isBlank(), "the name of an embedding space is blank");
    require(
        1 <= dimension && dimension <= MAX_DIMENSION,
        "dimension of space \"%s\" is %d; it must be 1 to %d",
        name,
        dimension,
        MAX_DIMENSION);
    require(
        HASH.matcher(sha256).matches(),
        "sha256 of space \"%s\" is \"%s\"; it must be 64 lower-case hexadecimal digits",
        name,
        sha256);
  }

  /// True when vectors of both may be compared.
  public boolean isSameAs(EmbeddingSpace other) {
    return dimension == other.dimension && sha256.equals(other.sha256);
  }

  /// Name, dimension and the first digits of the hash, as error messages show a space.
  @Override
  public String toString() {
    return "%s (%d numbers, %s)".formatted(name, dimension, sha256.substring(0, 12));
  }
}
