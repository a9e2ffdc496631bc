package dev.eidetic.encode.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where a model was downloaded from: the content of `source.json` in its folder.
///
/// @param repository such as `google/vit-base`
/// @param endpoint the site, such as `https://huggingface.co`
/// @param revision what was asked for: a branch, tag or commit
/// @param commit what that was at the time
/// @param date of the download
/// @param files that were downloaded
public record ModelSource(
    String repository,
    String endpoint,
    String revision,
    String commit,
    Instant date,
    List<SourceFile> files) {

  static final String FILE = "source.json";

  /// Far more than a few file names need.
  private static final long MAX_BYTES = 1 << 20;

  public ModelSource {
    files = List.copyOf(files);
  }

  /// One downloaded file.
  ///
  /// @param path in the model folder
  /// @param repositoryPath in the repository; another one when a variant of the model was chosen
  /// @param bytes its size
  /// @param sha256 of its content, 64 hexadecimal digits
  public record SourceFile(String path, String repositoryPath, long bytes, String sha256) {}

  /// @return empty if the folder has no such file
  /// @throws IOException if it is unreadable or broken
  static Optional<ModelSource> read(Path folder) throws IOException {
    var file = folder.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    if (Files.size(file) > MAX_BYTES) {
      throw new ModelStoreException(
          Kind.MALFORMED,
          "%s is %d bytes; at most %d are read".formatted(file, Files.size(file), MAX_BYTES));
    }
    try {
      var json = new JsonObject(JSON.std.anyFrom(Files.readAllBytes(file)));
      var files = new ArrayList<SourceFile>();
      for (var entry : json.list("files")) {
        files.add(
            new SourceFile(
                entry.text("path"),
                entry.text("repositoryPath"),
                entry.number("bytes"),
                entry.text("sha256")));
      }
      return Optional.of(
          new ModelSource(
              json.text("repository"),
              json.text("endpoint"),
              json.text("revision"),
              json.text("commit"),
              Instant.parse(json.text("date")),
              files));
    } catch (IOException | DateTimeException e) {
      throw new ModelStoreException(
          Kind.MALFORMED,
          "%s is broken (%s); pull the model again".formatted(file, e.getMessage()),
          e);
    }
  }

  void write(Path folder) throws IOException {
    var entries = new ArrayList<Map<String, Object>>();
    for (var file : files) {
      var entry = new LinkedHashMap<String, Object>();
      entry.put("path", file.path());
      entry.put("repositoryPath", file.repositoryPath());
      entry.put("bytes", file.bytes());
      entry.put("sha256", file.sha256());
      entries.add(entry);
    }
    var json = new LinkedHashMap<String, Object>();
    json.put("repository", repository);
    json.put("endpoint", endpoint);
    json.put("revision", revision);
    json.put("commit", commit);
    json.put("date", date.toString());
    json.put("files", entries);
    var text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json);
    Files.writeString(folder.resolve(FILE), text + "\n", UTF_8);
  }
}
