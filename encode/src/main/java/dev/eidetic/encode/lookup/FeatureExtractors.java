package dev.eidetic.encode.lookup;

import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.encode.local.SiftExtractor;
import dev.eidetic.encode.local.onnx.OnnxExtractor;
import java.io.IOException;
import java.nio.file.Path;

/// Finds extractors of local features: RootSIFT, which comes with the program, and ONNX graphs.
public final class FeatureExtractors {

  /// What is taken unless another is asked for.
  public static final String DEFAULT = SiftExtractor.KIND;

  private FeatureExtractors() {}

  /// Loads an extractor with the usual limits; the caller closes it.
  ///
  /// @param reference `rootsift`, or the path of an ONNX graph
  /// @param workingDirectory what relative paths start from
  /// @throws IOException if the graph cannot be read or is none of local features
  /// @throws IllegalArgumentException if there is no such file
  public static FeatureExtractor open(String reference, Path workingDirectory) throws IOException {
    return reference.equals(SiftExtractor.KIND)
        ? new SiftExtractor(FeatureLimits.DEFAULT)
        : OnnxExtractor.open(workingDirectory.resolve(reference), FeatureLimits.DEFAULT);
  }
}
