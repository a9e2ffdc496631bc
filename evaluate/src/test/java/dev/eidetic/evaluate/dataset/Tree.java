package dev.eidetic.evaluate.dataset;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Tiny trees of files in a temporary folder; images are files of one byte.
record Tree(Path root) {

  Tree images(String... paths) throws IOException {
    for (String path : paths) {
      write(path, "x");
    }
    return this;
  }

  Tree file(String path, String... lines) throws IOException {
    write(path, String.join("\n", lines) + "\n");
    return this;
  }

  private void write(String path, String content) throws IOException {
    var file = root.resolve(path);
    var folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(file, content.getBytes(StandardCharsets.UTF_8));
  }
}
