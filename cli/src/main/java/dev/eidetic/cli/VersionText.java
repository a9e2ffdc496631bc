package dev.eidetic.cli;

import java.io.IOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// What `--version` says: the versions of this build, written by Maven, and of what it runs on.
final class VersionText implements IVersionProvider {

  private static final String RESOURCE = "version.properties";

  @Override
  public String[] getVersion() throws IOException {
    var build = new Properties();
    try (var in = VersionText.class.getResourceAsStream(RESOURCE)) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {
      "eidetic " + build.getProperty("eidetic", "of unknown version"),
      "Lucene %s, ONNX Runtime %s, OpenCV %s"
          .formatted(
              build.getProperty("lucene"),
              build.getProperty("onnxruntime"),
              build.getProperty("opencv")),
      "Java %s (%s), %s %s"
          .formatted(
              System.getProperty("java.version"),
              System.getProperty("java.vendor"),
              System.getProperty("os.name"),
              System.getProperty("os.arch")),
    };
  }
}
