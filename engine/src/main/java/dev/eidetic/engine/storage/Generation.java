package dev.eidetic.engine.storage;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.engine.EngineException.DamagedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.store.FSDirectory;

/// A collection's index and what belongs to its vectors: the note of its encoder, the model of its
/// scores. A collection has one, and a second one while its vectors are replaced and until the
/// former ones are given up; a file says which one counts.
///
/// @param number 1 or 2
public record Generation(int number) {

  private static final String FILE = "current-index.txt";

  /// The one that counts, and the one that did before if it is kept.
  private static final Pattern TEXT = Pattern.compile("([12])( [12])?");

  public Generation {
    require(number == 1 || number == 2, "generation is %d; it must be 1 or 2", number);
  }

  /// The one that counts.
  ///
  /// @param folder of a collection
  public static Generation current(Path folder) throws IOException {
    return new Generation(Integer.parseInt(read(folder).substring(0, 1)));
  }

  /// The one that counted before, if it is kept.
  public static Optional<Generation> former(Path folder) throws IOException {
    String text = read(folder);
    return text.length() == 1
        ? Optional.empty()
        : Optional.of(new Generation(Integer.parseInt(text.substring(2))));
  }

  private static String read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.exists(
        file)) { // never migrated; asked for each search, so that no exception is made
      return "1";
    }
    String text = Files.readString(file).strip();
    if (!TEXT.matcher(text).matches()) {
      throw new DamagedException(
          "%s is damaged: it should say 1 or 2, for the index that counts, index or index-2"
              .formatted(file),
          null);
    }
    return text;
  }

  /// Makes this one count, in one step; the other one is the former.
  public void makeCurrent(Path folder) throws IOException {
    write(folder, "%d %d".formatted(number, other().number));
  }

  /// Forgets that there was a former one.
  public static void forgetFormer(Path folder) throws IOException {
    write(folder, Integer.toString(current(folder).number));
  }

  private static void write(Path folder, String text) throws IOException {
    WholeFile.write(folder.resolve(FILE), text + "\n");
  }

  public Generation other() {
    return new Generation(3 - number);
  }

  /// The folder of its Lucene index.
  public Path index(Path folder) {
    return folder.resolve(number == 1 ? "index" : "index-2");
  }

  /// Whether there is a Lucene index.
  boolean hasIndex(Path folder) throws IOException {
    if (!Files.isDirectory(index(folder))) {
      return false;
    }
    try (var directory = FSDirectory.open(index(folder))) {
      return DirectoryReader.indexExists(directory);
    }
  }

  /// A file that belongs to its vectors.
  ///
  /// @param name of the first generation's, with an ending
  public Path file(Path folder, String name) {
    int dot = name.lastIndexOf('.');
    return folder.resolve(
        number == 1 ? name : "%s-2%s".formatted(name.substring(0, dot), name.substring(dot)));
  }
}
