package dev.eidetic.index.ivf;

/// Learns a codec.
@FunctionalInterface
public interface ListCodecTrainer {

  /// @throws IllegalArgumentException if there are too few examples
  ListCodec train(ListExamples examples);
}
