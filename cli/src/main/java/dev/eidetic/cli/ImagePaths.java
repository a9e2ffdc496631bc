package dev.eidetic.cli;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.ingest.FileListSource;
import dev.eidetic.engine.ingest.FolderSource;
import dev.eidetic.engine.ingest.ImageSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `eidetic index` was given: one folder, or files and lists of files.
///
/// @param folder absolute, if it is a folder
/// @param files absolute, if it is files
record ImagePaths(Optional<Path> folder, List<Path> files) {

  private static final String LIST_MARK = "@";

  static ImagePaths of(List<String> words, Terminal terminal) throws IOException {
    if (words.size() == 1 && !words.getFirst().startsWith(LIST_MARK)) {
      var path = terminal.resolve(words.getFirst());
      if (!Files.isRegularFile(path)) {
        return new ImagePaths(Optional.of(path), List.of());
      }
    }
    var files = new ArrayList<Path>();
    for (String word : words) {
      if (word.startsWith(LIST_MARK) && !Files.exists(terminal.resolve(word))) {
        addListed(word.substring(LIST_MARK.length()), terminal, files);
      } else {
        var path = terminal.resolve(word);
        require(
            !Files.isDirectory(path),
            "%s is a folder; index one folder at a time, or files (the same --collection may take them all)",
            word);
        files.add(path);
      }
    }
    require(!files.isEmpty(), "the list names no files");
    return new ImagePaths(Optional.empty(), files);
  }

  private static void addListed(String list, Terminal terminal, List<Path> files)
      throws IOException {
    String text;
    try {
      text =
          list.equals("-")
              ? allOf(terminal)
              : Files.readString(terminal.resolve(list), StandardCharsets.UTF_8);
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("list %s is not UTF-8".formatted(list), e);
    } catch (NoSuchFileException e) {
      throw new IllegalArgumentException("list %s does not exist".formatted(list), e);
    }
    boolean isZeroSeparated = text.indexOf('\0') >= 0; // as of find -print0
    var names = isZeroSeparated ? List.of(text.split("\0", -1)) : text.lines().toList();
    for (String name : names) {
      if (!name.isBlank()) {
        files.add(terminal.resolve(name));
      }
    }
  }

  private static String allOf(Terminal terminal) throws IOException {
    var text = new StringBuilder();
    var buffer = new char[8192];
    for (int read = terminal.in().read(buffer); read >= 0; read = terminal.in().read(buffer)) {
      text.append(buffer, 0, read);
    }
    return text.toString();
  }

  /// The source for a collection. Ids of files are relative to the folder that holds the
  /// collection's `.eidetic`, or to the working directory, or to what the files have in common:
  /// whichever is the first that holds them all.
  ImageSource source(Path collection, Terminal terminal) throws IOException {
    if (folder.isPresent()) {
      return new FolderSource(folder.get());
    }
    var candidates = new ArrayList<Path>();
    var home = collection.getParent();
    if (collection.endsWith(CollectionOption.DEFAULT_NAME) && home != null) {
      candidates.add(home);
    }
    candidates.add(terminal.workingDirectory());
    for (var candidate : candidates) {
      if (files.stream().allMatch(file -> file.startsWith(candidate))) {
        return new FileListSource(candidate, files);
      }
    }
    return new FileListSource(common(), files);
  }

  private Path common() {
    Path common = parent(files.getFirst());
    for (var file : files) {
      while (!file.startsWith(common)) {
        common = parent(common);
      }
    }
    return common;
  }

  private static Path parent(Path path) {
    var parent = path.getParent();
    return parent == null ? path : parent;
  }
}
