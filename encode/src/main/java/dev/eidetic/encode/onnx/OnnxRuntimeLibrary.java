package dev.eidetic.encode.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import dev.eidetic.encode.EncodingException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Brings ONNX Runtime's native library into the process.
///
/// Left alone, ONNX Runtime unpacks its 24 MB from the jar into a new temporary folder at each
/// start. This class unpacks them once, into `eidetic/native` of the user's cache folder, and
/// points `onnxruntime.native.path` there. The folder's name holds the size and checksum that the
/// jar's directory records, so another version gets another folder. Where anything about this
/// fails, or where the user has set that property, ONNX Runtime does as it always did.
public final class OnnxRuntimeLibrary {

  /// ONNX Runtime's own property: the folder that its libraries are loaded from.
  public static final String PATH_PROPERTY = "onnxruntime.native.path";

  private static final System.Logger LOGGER = System.getLogger(OnnxRuntimeLibrary.class.getName());
  private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

  private OnnxRuntimeLibrary() {}

  /// The process's one environment: errors only in the log, no telemetry. The first call loads the
  /// native library.
  static OrtEnvironment environment() {
    synchronized (OnnxRuntimeLibrary.class) {
      if (System.getProperty(PATH_PROPERTY) == null) {
        unpack(cacheFolder()).ifPresent(path -> System.setProperty(PATH_PROPERTY, path.toString()));
      }
    }
    try {
      var environment =
          OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR, "eidetic");
      environment.setTelemetry(false);
      return environment;
    } catch (OrtException | LinkageError | IllegalStateException e) {
      throw new EncodingException(
          "ONNX Runtime cannot be loaded on %s %s: %s"
              .formatted(
                  System.getProperty("os.name"), System.getProperty("os.arch"), e.getMessage()),
          e);
    }
  }

  /// Unpacks the libraries below a folder, unless they are there.
  ///
  /// Many processes may do so at once: each library arrives by a rename.
  ///
  /// @return the folder that holds them; empty if it could not be done, which costs time only
  public static Optional<Path> unpack(Path cache) {
    try {
      Optional<Path> folder = Optional.empty();
      for (String library : LIBRARIES) {
        String fileName = System.mapLibraryName(library).replace("jnilib", "dylib");
        URL resource =
            OrtEnvironment.class.getResource(
                "/ai/onnxruntime/native/" + platform() + "/" + fileName);
        if (resource == null
            || !(resource.openConnection() instanceof JarURLConnection connection)) {
          return Optional.empty();
        }
        connection.setUseCaches(false);
        folder = Optional.of(folder.orElse(cache.resolve(nameFor(connection))));
        copyUnlessThere(connection, folder.get().resolve(fileName));
      }
      return folder;
    } catch (IOException | SecurityException e) {
      LOGGER.log(Level.DEBUG, "ONNX Runtime stays unpacked per process", e);
      return Optional.empty();
    }
  }

  private static String nameFor(JarURLConnection connection) throws IOException {
    try (var jar = connection.getJarFile()) {
      var entry = jar.getJarEntry(connection.getEntryName());
      return "onnxruntime-%s-%d-%08x".formatted(platform(), entry.getSize(), entry.getCrc());
    }
  }

  private static void copyUnlessThere(JarURLConnection connection, Path target) throws IOException {
    URL resource = connection.getURL();
    var fresh = (JarURLConnection) resource.openConnection();
    fresh.setUseCaches(false);
    try (var jar = fresh.getJarFile()) {
      var entry = jar.getJarEntry(fresh.getEntryName());
      if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
          && Files.size(target) == entry.getSize()) {
        return;
      }
      Files.createDirectories(target.getParent());
      Path unfinished = Files.createTempFile(target.getParent(), "unpacking", ".part");
      try (var bytes = jar.getInputStream(entry)) {
        Files.copy(bytes, unfinished, StandardCopyOption.REPLACE_EXISTING);
        moveInto(unfinished, target);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  private static void moveInto(Path unfinished, Path target) throws IOException {
    try {
      Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException _) {
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// Where the user's programs keep what can be made again.
  private static Path cacheFolder() {
    String home = System.getProperty("user.home", ".");
    String xdg = System.getenv("XDG_CACHE_HOME");
    String windows = System.getenv("LOCALAPPDATA");
    Path cache;
    if (xdg != null && !xdg.isBlank()) {
      cache = Path.of(xdg);
    } else if (platform().startsWith("osx")) {
      cache = Path.of(home, "Library", "Caches");
    } else if (platform().startsWith("win") && windows != null) {
      cache = Path.of(windows);
    } else {
      cache = Path.of(home, ".cache");
    }
    return cache.resolve("eidetic").resolve("native");
  }

  /// The name of the folder in the jar.
  private static String platform() {
    String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    boolean isArm = arch.startsWith("aarch64") || arch.startsWith("arm64");
    String system = os.contains("mac") ? "osx" : os.contains("win") ? "win" : "linux";
    return system + (isArm ? "-aarch64" : "-x64");
  }
}
