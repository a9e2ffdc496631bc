package dev.eidetic.engine.query;

import static dev.eidetic.vectors.Preconditions.require;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/// Where the picture of an example lies.
public sealed interface ExampleSource {

  /// An image file.
  record OfFile(Path file) implements ExampleSource {}

  /// A picture on the web.
  record OfWeb(URI address) implements ExampleSource {}

  /// An item of the collection.
  record OfId(String id) implements ExampleSource {}

  /// Tells what a word means: `id:NAME` is an id, `file:NAME` a file, `http://…` and `https://…` a
  /// web address; anything else is a file if one of that name exists, and an id if not.
  ///
  /// @param workingDirectory what relative names of files start from
  /// @throws IllegalArgumentException if the word is empty or a web address is broken
  static ExampleSource of(String word, Path workingDirectory) {
    require(!word.isBlank(), "an example is empty; give a file, a web address or an id");
    if (word.startsWith("id:")) {
      return new OfId(word.substring("id:".length()));
    }
    if (word.startsWith("file:")) {
      return new OfFile(fileAfterPrefix(word, workingDirectory));
    }
    if (startsWithIgnoringCase(word, "http://") || startsWithIgnoringCase(word, "https://")) {
      return new OfWeb(address(word));
    }
    try {
      var file = workingDirectory.resolve(word);
      return Files.isRegularFile(file) ? new OfFile(file) : new OfId(word);
    } catch (InvalidPathException _) { // not even a file's name
      return new OfId(word);
    }
  }

  private static Path fileAfterPrefix(String word, Path workingDirectory) {
    try {
      return word.startsWith("file:///")
          ? Path.of(new URI(word))
          : workingDirectory.resolve(word.substring("file:".length()));
    } catch (URISyntaxException | IllegalArgumentException e) { // InvalidPathException is one
      throw new IllegalArgumentException(
          "\"%s\" names no file: %s".formatted(word, e.getMessage()), e);
    }
  }

  private static URI address(String word) {
    try {
      return new URI(word);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "\"%s\" is no web address: %s at character %d; write spaces as %%20"
              .formatted(word, e.getReason(), e.getIndex() + 1),
          e);
    }
  }

  private static boolean startsWithIgnoringCase(String word, String start) {
    return word.regionMatches(true, 0, start, 0, start.length());
  }
}
