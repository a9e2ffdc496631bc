package dev.eidetic.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The photographs, protocols and weights that lie beside the checkout, outside the repository.
///
/// A test that needs them is skipped where they are absent:
/// `assumeThat(SharedData.find("neardup")).as(SharedData.REASON).isPresent()`.
public final class SharedData {

  /// What a skipped test says.
  public static final String REASON = "needs ../shared/data beside the checkout";

  private SharedData() {}

  /// @param name below the data folder, such as `caltech101` or `weights/mobilenet_v2_1.0_224`
  public static Optional<Path> find(String name) {
    var path = Path.of(System.getProperty("eidetic.shared", "../shared"), "data", name);
    return Files.exists(path) ? Optional.of(path.toAbsolutePath().normalize()) : Optional.empty();
  }
}
