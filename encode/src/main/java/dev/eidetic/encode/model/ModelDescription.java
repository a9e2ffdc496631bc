package dev.eidetic.encode.model;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.json.JsonFields;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.pooling.PoolingSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What `eidetic.json` says; every field may be absent.
///
/// ```json
/// {"format": 1, "name": "shoes", "license": "Apache-2.0", "source": "https://…",
///  "graph": "model.onnx", "output": "feature_map", "pooling": {"kind": "gem", "p": 3.0},
///  "scales": [1.0, 0.7071], "flip": true, "whitening": "whitening.bin", "dimension": 512,
///  "golden": "golden.json",
///  "files": [{"path": "model.onnx", "bytes": 8880576, "sha256": "…"}]}
/// ```
///
/// @param graph path of the graph inside the folder
/// @param output that is read; absent: guessed from the graph
/// @param pooling absent: guessed from the output's dimensions
/// @param dimension of the finished vectors, as found when the folder was made
/// @param files as they were when the folder was made
public record ModelDescription(
    Optional<String> name,
    Optional<String> license,
    Optional<String> source,
    Optional<String> graph,
    Optional<String> output,
    Optional<Pooling> pooling,
    List<Double> scales,
    boolean isFlipped,
    Optional<String> whitening,
    Optional<Integer> dimension,
    Optional<String> golden,
    List<RecordedFile> files) {

  static final String FILE_NAME = "eidetic.json";

  private static final int FORMAT = 1;

  private static final Set<String> FIELDS =
      Set.of(
          "format",
          "name",
          "license",
          "source",
          "graph",
          "output",
          "pooling",
          "scales",
          "flip",
          "whitening",
          "dimension",
          "golden",
          "files");

  public ModelDescription {
    scales = List.copyOf(scales);
    files = List.copyOf(files);
  }

  /// Reads the folder's `eidetic.json`; without one, nothing is said.
  static ModelDescription read(Path folder) throws IOException {
    Path file = folder.resolve(FILE_NAME);
    var fields =
        Files.exists(file)
            ? JsonFields.read(file)
            : JsonFields.parse(file.toString(), "{}".getBytes(StandardCharsets.UTF_8));
    fields.allowOnly(FIELDS);
    if (fields.has("format")
        && fields.integer("format", 0, Integer.MAX_VALUE).orElse(0) != FORMAT) {
      throw fields.wrong("format", "1; a newer Eidetic may have written the folder");
    }
    var pooling = fields.object("pooling");
    return new ModelDescription(
        fields.text("name").filter(name -> !name.isBlank()),
        fields.text("license"),
        fields.text("source"),
        fields.text("graph"),
        fields.text("output"),
        pooling.isPresent() ? Optional.of(PoolingSettings.read(pooling.get())) : Optional.empty(),
        scales(fields),
        fields.flag("flip").orElse(false),
        fields.text("whitening"),
        fields.integer("dimension", 1, EmbeddingSpace.MAX_DIMENSION),
        fields.text("golden"),
        files(fields));
  }

  private static List<Double> scales(JsonFields fields) throws IOException {
    var scales = fields.numbers("scales").orElse(List.of(1.0));
    if (scales.isEmpty() || scales.size() > 16 || scales.stream().anyMatch(s -> s <= 0 || s > 8)) {
      throw fields.wrong("scales", "1 to 16 numbers above 0 and at most 8");
    }
    return scales;
  }

  private static List<RecordedFile> files(JsonFields fields) throws IOException {
    var files = new ArrayList<RecordedFile>();
    for (var file : fields.objects("files").orElse(List.of())) {
      String sha256 = file.need("sha256", file.text("sha256"));
      double bytes = file.need("bytes", file.number("bytes"));
      if (!sha256.matches("[0-9a-f]{64}")) {
        throw file.wrong("sha256", "64 lower-case hexadecimal digits");
      }
      if (bytes < 0 || bytes != Math.rint(bytes)) {
        throw file.wrong("bytes", "a whole number, not negative");
      }
      files.add(new RecordedFile(file.need("path", file.text("path")), (long) bytes, sha256));
    }
    return files;
  }

  /// The record of a file, by its path inside the folder.
  Optional<RecordedFile> recorded(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /// The form that [#read] reads.
  Map<String, Object> asJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", FORMAT);
    name.ifPresent(value -> json.put("name", value));
    license.ifPresent(value -> json.put("license", value));
    source.ifPresent(value -> json.put("source", value));
    graph.ifPresent(value -> json.put("graph", value));
    output.ifPresent(value -> json.put("output", value));
    pooling.ifPresent(value -> json.put("pooling", PoolingSettings.asJson(value)));
    json.put("scales", scales);
    json.put("flip", isFlipped);
    whitening.ifPresent(value -> json.put("whitening", value));
    dimension.ifPresent(value -> json.put("dimension", value));
    golden.ifPresent(value -> json.put("golden", value));
    json.put("files", files.stream().map(ModelDescription::asJson).toList());
    return json;
  }

  private static Map<String, Object> asJson(RecordedFile file) {
    var json = new LinkedHashMap<String, Object>();
    json.put("path", file.path());
    json.put("bytes", file.bytes());
    json.put("sha256", file.sha256());
    return json;
  }
}
