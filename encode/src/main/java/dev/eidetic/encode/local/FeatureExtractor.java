package dev.eidetic.encode.local;

import dev.eidetic.encode.image.Pixels;

/// Finds the local features of pictures. Thread-safe: any number of pictures at once.
public interface FeatureExtractor extends AutoCloseable {

  /// What makes features comparable: those of two kinds never match.
  String kind();

  /// @return the strongest features, perhaps none
  LocalFeatures extract(Pixels pixels);

  /// Frees what was loaded; call after the last picture. Harmless when repeated.
  @Override
  void close();
}
