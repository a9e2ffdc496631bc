package dev.eidetic.engine.duplicates;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Pairs of pictures of which a person has said that they are no copies of each other, whatever
/// they look like. Immutable; [#add] makes the next search see more.
///
/// Kept beside the collection, a line per pair with the SHA-256 of both files, so that a verdict
/// outlives the items. What a crash leaves of a line is passed over.
public final class NotCopies {

  /// Below a collection's folder.
  public static final String NAME = "not-copies.txt";

  private static final Pattern LINE = Pattern.compile("[0-9a-f]{64} [0-9a-f]{64}");

  /// A lock on a file holds against other processes, not within this one.
  private static final Object APPENDING = new Object();

  private final Set<String> pairs;

  private NotCopies(Set<String> pairs) {
    this.pairs = pairs;
  }

  /// @param collection its folder
  public static NotCopies read(Path collection) throws IOException {
    try {
      var pairs = new HashSet<String>();
      Files.readString(collection.resolve(NAME), StandardCharsets.ISO_8859_1)
          .lines()
          .filter(line -> LINE.matcher(line).matches())
          .forEach(pairs::add);
      return new NotCopies(pairs);
    } catch (NoSuchFileException _) { // no verdict yet
      return new NotCopies(Set.of());
    }
  }

  /// Remembers that one file is no copy of any of others.
  ///
  /// @param collection its folder
  /// @param one SHA-256 of a file, 64 hexadecimal digits
  /// @param others of other files; the same file is its own copy, whatever is said
  public static void add(Path collection, String one, List<String> others) throws IOException {
    var text = new StringBuilder("\n"); // ends what a crash has left of a line
    for (String other : others) {
      String line = line(one, other);
      require(
          LINE.matcher(line).matches(),
          "SHA-256 is \"%s\" and \"%s\"; each must be 64 hexadecimal digits",
          one,
          other);
      require(!one.equals(other), "both are of one file, which is always its own copy");
      text.append(line).append('\n');
    }
    var bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    synchronized (APPENDING) {
      try (var channel =
              FileChannel.open(
                  collection.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
          var _ = channel.lock()) {
        channel.position(channel.size());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    }
  }

  private static String line(String one, String other) {
    return one.compareTo(other) < 0 ? one + " " + other : other + " " + one;
  }

  /// Whether two files were said to be no copies of each other.
  public boolean has(String one, String other) {
    return !pairs.isEmpty() && pairs.contains(line(one, other));
  }
}
