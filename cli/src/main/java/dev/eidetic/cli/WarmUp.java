package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Runs the commands that people wait for once, in a temporary folder, so that the launcher can
/// record what they load in the AOT cache (JEP 514).
///
/// A graph of two nodes stands for the user's model: what takes time to load is the runtime.
final class WarmUp {

  private static final String GRAPH = "warm-up.onnx";
  private static final int SIDE = 64;

  private WarmUp() {}

  public static void main(String[] arguments) throws IOException {
    var folder = Files.createTempDirectory("eidetic-warm-up");
    try {
      run(folder);
    } finally {
      delete(folder);
    }
  }

  private static void run(Path folder) throws IOException {
    var photos = Files.createDirectory(folder.resolve("photos"));
    for (int i = 0; i < 3; i++) {
      Files.write(photos.resolve(i + ".jpg"), picture(i));
    }
    var graph = folder.resolve(GRAPH);
    try (var resource = WarmUp.class.getResourceAsStream(GRAPH)) {
      Files.write(graph, Objects.requireNonNull(resource).readAllBytes());
    }
    var terminal = silent(folder);
    var query = photos.resolve("0.jpg").toString();
    var collection = folder.resolve("collection").toString();
    Main.run(terminal, "model", "add", "warm-up", "--onnx", graph.toString(), "--preset", "raw");
    Main.run(
        terminal, "index", photos.toString(), "--collection", collection, "--model", "warm-up");
    Main.run(terminal, "search", "--collection", collection, query);
    Main.run(terminal, "search", "--collection", collection, "0.jpg", "--where", "width:64");
    Main.run(terminal, "search", "--collection", collection, query, "--json");
    Main.run(terminal, "stats", "--collection", collection);
    Main.run(terminal, "index", photos.toString());
    Main.run(terminal, "search", query);
    Main.run(terminal, "--help");
  }

  private static byte[] picture(int seed) {
    var rgb = new byte[3 * SIDE * SIDE];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (byte) (i * (seed + 3) / 7);
    }
    return JpegThumbnail.of(Pixels.of(SIDE, SIDE, rgb), SIDE, 90);
  }

  private static Terminal silent(Path folder) {
    return new Terminal(
        new PrintWriter(Writer.nullWriter()),
        new PrintWriter(Writer.nullWriter()),
        new BufferedReader(Reader.nullReader()),
        Optional.empty(),
        Optional.empty(),
        false,
        folder,
        Map.of("EIDETIC_HOME", folder.resolve("home").toString()));
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
