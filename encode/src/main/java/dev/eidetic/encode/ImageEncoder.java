package dev.eidetic.encode;

import dev.eidetic.encode.image.Pixels;
import java.util.List;

/// Turns pictures into vectors of one [EmbeddingSpace].
///
/// Any number of threads may encode at once; each call computes on the calling thread alone.
public interface ImageEncoder extends AutoCloseable {

  /// The space that the vectors belong to.
  EmbeddingSpace space();

  /// What the encoder wants of a picture, in pixels: a decoder may deliver a picture reduced as
  /// long as its shorter side is at least this, or its own if it is smaller.
  int wantedSide();

  /// How many pictures a call handles best; larger and smaller batches are right, too.
  int preferredBatch();

  /// Encodes pictures.
  ///
  /// @param pictures at least one; read during the call, never kept
  /// @return one vector of `space().dimension()` numbers per picture, in order, of Euclidean length
  ///   1
  /// @throws EncodingException if the model fails on this input
  List<float[]> encode(List<Pixels> pictures);

  /// Releases the model; call after the last encoding. Harmless when repeated.
  @Override
  void close();
}
