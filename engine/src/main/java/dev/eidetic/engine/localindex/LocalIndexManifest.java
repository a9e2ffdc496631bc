package dev.eidetic.engine.localindex;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.engine.storage.WholeFile;
import dev.eidetic.index.CorruptFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which files make up a local index. Files that it does not name are left over and count for
/// nothing.
///
/// @param codebook name of its file
/// @param learnedFrom how many pictures the collection had when the codebook was learned
/// @param segments names of [IndexedPictures]
record LocalIndexManifest(String codebook, int learnedFrom, List<String> segments) {

  private static final String FILE = "manifest.json";
  private static final int FORMAT = 1;

  LocalIndexManifest {
    segments = List.copyOf(segments);
  }

  static Path file(Path folder) {
    return folder.resolve(FILE);
  }

  /// @return nothing if there is no local index
  /// @throws CorruptFileException if it is damaged
  static Optional<LocalIndexManifest> read(Path folder) throws IOException {
    var file = file(folder);
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(JSON.std.mapFrom(text)));
    } catch (IOException | RuntimeException e) {
      throw new CorruptFileException(file, "manifest", 0, "%s", String.valueOf(e.getMessage()));
    }
  }

  private static LocalIndexManifest of(Map<String, Object> json) {
    if (!(json.get("format") instanceof Integer format) || format != FORMAT) {
      throw new IllegalArgumentException(
          "format is %s, known is %d".formatted(json.get("format"), FORMAT));
    }
    if (json.get("codebook") instanceof String codebook
        && json.get("learnedFrom") instanceof Integer learnedFrom
        && json.get("segments") instanceof List<?> segments) {
      return new LocalIndexManifest(
          codebook, learnedFrom, segments.stream().map(String.class::cast).toList());
    }
    throw new IllegalArgumentException("codebook, learnedFrom or segments is missing");
  }

  /// Replaces what is there; a crash leaves the old one or the new one.
  void write(Path folder) throws IOException {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    json.put("codebook", codebook);
    json.put("learnedFrom", learnedFrom);
    json.put("segments", segments);
    WholeFile.write(file(folder), JSON.std.asString(json));
  }

  /// Whether a file of the folder is in use.
  boolean names(String file) {
    return file.equals(FILE)
        || file.equals(codebook)
        || segments.stream().anyMatch(name -> IndexedPictures.files(name).contains(file));
  }
}
