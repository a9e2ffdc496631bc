package dev.eidetic.server.collections;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.fields.NearNames;
import dev.eidetic.engine.opening.CollectionOpener;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// All collections by name: those named at the start, and those in the server's own folder, where
/// new ones are made. Safe for many threads.
public final class Catalogue implements AutoCloseable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{0,63}");
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final CollectionOpener opener;
  private final Optional<Path> data;
  private final ServerMetrics metrics;
  private final Map<String, ServedCollection> collections = new TreeMap<>();

  private Catalogue(CollectionOpener opener, Optional<Path> data, ServerMetrics metrics) {
    this.opener = opener;
    this.metrics = metrics;
    this.data = data;
  }

  /// Opens collections.
  ///
  /// @param folders of single collections; each is called like its folder, or the folder around it
  ///   if that is `.eidetic`
  /// @param data holds one collection per folder; made if absent. Empty if none shall be made
  /// @throws NotFoundException if a folder holds no collection
  public static Catalogue open(
      CollectionOpener opener, List<Path> folders, Optional<Path> data, ServerMetrics metrics)
      throws IOException {
    var catalogue = new Catalogue(opener, data, metrics);
    try {
      for (var folder : folders) {
        catalogue.add(catalogue.free(nameOf(folder)), folder, false);
      }
      if (data.isPresent()) {
        Files.createDirectories(data.get());
        for (var folder : subfolders(data.get())) {
          String name = String.valueOf(folder.getFileName());
          if (NAME.matcher(name).matches() && Collection.exists(folder)) {
            catalogue.add(catalogue.free(name), folder, true);
          }
        }
      }
      return catalogue;
    } catch (IOException | RuntimeException e) {
      catalogue.close();
      throw e;
    }
  }

  private static List<Path> subfolders(Path data) throws IOException {
    try (var entries = Files.list(data)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    }
  }

  static String nameOf(Path folder) {
    var absolute = folder.toAbsolutePath().normalize();
    var parent = absolute.getParent();
    boolean isHidden = String.valueOf(absolute.getFileName()).startsWith(".");
    String name =
        String.valueOf((isHidden && parent != null ? parent : absolute).getFileName())
            .replaceAll("[^A-Za-z0-9_-]+", "-")
            .replaceAll("^[^A-Za-z0-9]+", "");
    return name.isEmpty() ? "collection" : name.substring(0, Math.min(60, name.length()));
  }

  private String free(String name) {
    String candidate = name;
    for (int i = 2; collections.containsKey(candidate); i++) {
      candidate = name + "-" + i;
    }
    return candidate;
  }

  private ServedCollection add(String name, Path folder, boolean isOurs) throws IOException {
    var served = new ServedCollection(name, opener.open(folder), isOurs, metrics);
    collections.put(name, served);
    return served;
  }

  /// All, by name.
  public synchronized List<ServedCollection> all() {
    return List.copyOf(collections.values());
  }

  /// The collection of a name.
  ///
  /// @throws NotFoundException if there is none
  public synchronized ServedCollection get(String name) {
    @Nullable ServedCollection served = collections.get(name);
    if (served == null) {
      String meant =
          NearNames.nearest(name, collections.keySet())
              .map("; did you mean \"%s\"?"::formatted)
              .orElse("");
      throw new NotFoundException("collection \"%s\" does not exist%s".formatted(name, meant));
    }
    return served;
  }

  /// The same text with names of collections in place of their folders.
  public String hideFolders(String text) {
    String shown = text;
    for (var served : all()) {
      shown = shown.replace(served.folder().toString(), served.name());
    }
    return shown;
  }

  /// True if collections may be made here.
  public boolean isGrowing() {
    return data.isPresent();
  }

  /// Makes an empty collection.
  ///
  /// @param model a reference as [dev.eidetic.encode.lookup.Encoders] reads it
  /// @throws ConflictException if the name is taken
  /// @throws IOException if there is no such model
  public synchronized ServedCollection create(String name, Optional<String> model)
      throws IOException {
    if (!NAME.matcher(name).matches()) {
      throw ProblemException.unprocessable(
          "bad-name",
          "collection name \"%s\" cannot be used; take letters, digits, _ and -, at most 64"
              .formatted(name));
    }
    if (data.isEmpty()) {
      throw ProblemException.conflict(
          "this server makes no collections; start it with --data DIR, where they shall lie");
    }
    var folder = data.get().resolve(name);
    if (collections.containsKey(name) || Files.exists(folder)) {
      throw new ConflictException("collection \"%s\" exists already".formatted(name));
    }
    var served = new ServedCollection(name, opener.openOrCreate(folder, model), true, metrics);
    collections.put(name, served);
    return served;
  }

  /// Deletes a collection with all its files.
  ///
  /// @throws NotFoundException if there is none
  /// @throws ProblemException of status 409 if it is not ours to delete or in use
  public void delete(String name) throws IOException, InterruptedException {
    var served = get(name);
    if (!served.isOurs()) {
      throw ProblemException.conflict(
          "collection \"%s\" was named when the server was started; remove its folder by hand"
              .formatted(name));
    }
    if (!served.close(PATIENCE)) { // without the lock, so that others need not wait
      throw ProblemException.conflict(
          "collection \"%s\" is in use; cancel its jobs and try again".formatted(name));
    }
    synchronized (this) {
      collections.remove(name, served);
    }
    deleteTree(served.folder());
  }

  private static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(each);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /// Commits and closes all, waiting a little for those in use.
  @Override
  public synchronized void close() throws IOException {
    boolean wasInterrupted = false;
    for (var served : new ArrayList<>(collections.values())) {
      try {
        served.close(PATIENCE);
      } catch (InterruptedException _) {
        wasInterrupted = true;
      }
    }
    collections.clear();
    if (wasInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
