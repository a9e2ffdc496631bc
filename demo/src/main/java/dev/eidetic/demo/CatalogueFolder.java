package dev.eidetic.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/// A catalogue as files: the pictures, a table of what they show, and a manifest.
///
/// The manifest is text: a line that names the drawing's version and size, then for each picture
/// its SHA-256 and its path, as `sha256sum` prints them. Pictures that agree with it are kept. It
/// is written anew after each picture drawn, so that an interrupted run goes on where it was.
final class CatalogueFolder {

  /// Counts changes of what is drawn; a folder of another version is drawn anew.
  private static final int DRAWING_VERSION = 2;

  private static final String MANIFEST = "catalogue.sha256";
  private static final String TABLE = "products.csv";
  private static final long LARGEST_FILE = 64 << 20;

  private final Catalogue catalogue;
  private final Path folder;
  private final Manifest before;

  /// SHA-256 by path of what is known to be there. Used by the calling thread only.
  private final Map<String, String> written = new HashMap<>();

  /// A picture on disk.
  private record Entry(String sha256, boolean drawn) {}

  CatalogueFolder(Catalogue catalogue, Path folder) {
    this.catalogue = catalogue;
    this.folder = folder;
    before = Manifest.read(folder.resolve(MANIFEST), heading(), LARGEST_FILE);
    written.putAll(before.hashes());
  }

  Written write(int threads, IntConsumer progress) throws IOException, InterruptedException {
    makeFolders();
    var views = catalogue.views();
    var tasks = new ArrayList<Future<Entry>>();
    int drawn = 0;
    try (var executor = Executors.newFixedThreadPool(threads)) {
      try {
        for (var view : views) {
          Callable<Entry> task = () -> picture(view);
          tasks.add(executor.submit(task));
        }
        for (int i = 0; i < tasks.size(); i++) {
          var entry = resultOf(tasks.get(i));
          written.put(catalogue.path(views.get(i)), entry.sha256());
          if (entry.drawn()) {
            drawn++;
            writeManifest(views);
          }
          progress.accept(i + 1);
        }
      } finally {
        executor.shutdownNow(); // after a failure, drops what has not begun
      }
    }
    replace(folder.resolve(TABLE), table(views).getBytes(UTF_8));
    writeManifest(views);
    return new Written(drawn, views.size() - drawn, folder.resolve(TABLE));
  }

  private void writeManifest(List<ProductView> views) throws IOException {
    var text = new StringBuilder(heading()).append('\n');
    for (var view : views) {
      String path = catalogue.path(view);
      var sha256 = written.get(path);
      if (sha256 != null) {
        text.append(sha256).append("  ").append(path).append('\n');
      }
    }
    replace(folder.resolve(MANIFEST), text.toString().getBytes(UTF_8));
  }

  private String heading() {
    return "# eidetic demo catalogue, drawing %d, %d pixels, quality %s"
        .formatted(DRAWING_VERSION, catalogue.size(), Jpeg.QUALITY);
  }

  private void makeFolders() throws IOException {
    try {
      for (var product : catalogue.products()) {
        Files.createDirectories(folder.resolve("images").resolve(product.category()));
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private Entry picture(ProductView view) throws IOException {
    String path = catalogue.path(view);
    var file = folder.resolve(path);
    var expected = before.sha256(path);
    if (expected.isPresent() && holds(file, expected.get())) {
      return new Entry(expected.get(), false);
    }
    byte[] bytes = Jpeg.encoded(catalogue.draw(view));
    replace(file, bytes);
    return new Entry(sha256(bytes), true);
  }

  private static boolean holds(Path file, String sha256) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) <= LARGEST_FILE
        && sha256(Files.readAllBytes(file)).equals(sha256);
  }

  private String table(List<ProductView> views) {
    var text = new StringBuilder("image,product,name,category,material,colour,price,view\n");
    for (var view : views) {
      var product = catalogue.products().get(view.product());
      var fields =
          List.of(
              catalogue.path(view),
              product.id(),
              product.name(),
              product.category(),
              product.material(),
              product.colour(),
              product.price(),
              Integer.toString(view.view()));
      text.append(String.join(",", fields)).append('\n'); // the names hold no commas or quotes
    }
    return text.toString();
  }

  /// Writes a file so that it is there whole or not at all.
  private static void replace(Path file, byte[] bytes) throws IOException {
    var name = file.getFileName();
    var unfinished = file.resolveSibling("." + name + ".part");
    try {
      Files.write(unfinished, bytes);
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      try {
        Files.deleteIfExists(unfinished);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw unwritable(file, e);
    }
  }

  private static IOException unwritable(Path path, IOException cause) {
    return new IOException(
        "%s cannot be written (%s); choose a folder that you may write to and that has 10 MB free"
            .formatted(path, cause),
        cause);
  }

  private static Entry resultOf(Future<Entry> task) throws IOException, InterruptedException {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException failure -> throw failure;
        case RuntimeException failure -> throw failure;
        case Error failure -> throw failure;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
