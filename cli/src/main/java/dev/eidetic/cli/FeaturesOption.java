package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.lookup.FeatureExtractors;
import java.io.IOException;
import picocli.CommandLine.Option;

/// `--features`: what finds the details that pictures are compared by.
public final class FeaturesOption {

  @Option(
      names = "--features",
      paramLabel = "NAME|FILE",
      description = {
        "What finds the details that pictures are compared by: rootsift (the default), or an ONNX"
            + " graph such as an export of XFeat, SuperPoint, DISK, ALIKED or R2D2."
      })
  private String features = FeatureExtractors.DEFAULT;

  /// For picocli to fill.
  public FeaturesOption() {}

  /// @return for the caller to close
  public FeatureExtractor open(Terminal terminal) throws IOException {
    return FeatureExtractors.open(features, terminal.workingDirectory());
  }

  /// A name that means the same from any folder, of something that can be opened.
  String reference(Terminal terminal) throws IOException {
    open(terminal).close();
    return features.equals(FeatureExtractors.DEFAULT)
        ? features
        : terminal.workingDirectory().resolve(features).toString();
  }
}
