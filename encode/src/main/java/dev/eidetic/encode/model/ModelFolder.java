package dev.eidetic.encode.model;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.onnx.EncoderSettings;
import dev.eidetic.encode.onnx.OnnxImageEncoder;
import dev.eidetic.encode.onnx.OnnxModel;
import dev.eidetic.encode.onnx.TensorPort;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.encode.preprocess.PreprocessorConfig;
import dev.eidetic.encode.whitening.Whitening;
import dev.eidetic.vectors.AffineProjection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model folder whose files have been read and checked; nothing native is loaded yet. Immutable.
///
/// ```java
/// try (var encoder = ModelFolder.open(path).encoder()) {
///   List<float[]> vectors = encoder.encode(pictures);
/// }
/// ```
public final class ModelFolder {

  static final String PREPROCESSOR_CONFIG = "preprocessor_config.json";

  /// Where the graph may be; the image half of a two-tower export first.
  private static final List<String> GRAPHS =
      List.of("vision_model.onnx", "onnx/vision_model.onnx", "model.onnx", "onnx/model.onnx");

  private final Path path;
  private final ModelDescription description;
  private final String graph;
  private final List<RecordedFile> weights;
  private final Preprocessing preprocessing;
  private final Optional<AffineProjection> whitening;
  private final String whiteningSha256;
  private final Optional<GoldenVectors> golden;

  private ModelFolder(Path path) throws IOException {
    this.path = path;
    this.description = ModelDescription.read(path);
    this.graph = graphIn(path, description);
    for (var file : description.files()) {
      file.requireSize(path);
    }
    this.weights = weights();
    this.preprocessing = preprocessingIn(path);
    for (double scale : description.scales()) {
      requireScalable(scale);
    }
    if (description.whitening().isPresent()) {
      Path file = RecordedFile.inside(path, description.whitening().get());
      this.whitening = Optional.of(Whitening.read(file));
      this.whiteningSha256 = RecordedFile.sha256(file);
    } else {
      this.whitening = Optional.empty();
      this.whiteningSha256 = "none";
    }
    this.golden =
        description.golden().isPresent()
            ? Optional.of(GoldenVectors.read(RecordedFile.inside(path, description.golden().get())))
            : Optional.empty();
  }

  /// Reads and checks a folder: everything but the graph's inside and, where hashes are recorded,
  /// the content of the weights.
  ///
  /// @throws IOException if a file is missing, broken or contradicts the others; the message names
  ///   the file and the field
  public static ModelFolder open(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException("%s is no folder; a model is one".formatted(folder));
    }
    return new ModelFolder(folder);
  }

  public Path path() {
    return path;
  }

  /// The recorded name, or else the folder's.
  public String name() {
    return description
        .name()
        .orElse(String.valueOf(path.toAbsolutePath().normalize().getFileName()));
  }

  public ModelDescription description() {
    return description;
  }

  public Preprocessing preprocessing() {
    return preprocessing;
  }

  /// The space that the model's vectors belong to. Loads the graph only where the folder does not
  /// record output, pooling and dimension.
  public EmbeddingSpace space() throws IOException {
    if (description.output().isPresent()
        && description.pooling().isPresent()
        && description.dimension().isPresent()) {
      var settings = settings(description.output().get(), description.pooling().get());
      return new EmbeddingSpace(name(), description.dimension().get(), sha256(settings));
    }
    try (var encoder = load()) {
      return encoder.space();
    }
  }

  /// Loads the model. With golden vectors, the first picture is encoded and compared, which also
  /// warms the model up.
  ///
  /// @throws IOException if graph and settings do not fit
  /// @throws EncodingException if the golden vector is missed
  public ImageEncoder encoder() throws IOException {
    var encoder = load();
    try {
      golden.ifPresent(vectors -> vectors.compare(encoder, 1));
      return encoder;
    } catch (RuntimeException e) {
      encoder.close();
      throw e;
    }
  }

  /// Reads every recorded file and compares its SHA-256, then encodes all golden pictures.
  ///
  /// @return how close the golden vectors were; of no pictures where the folder has none
  /// @throws IOException if a file differs
  /// @throws EncodingException if a golden vector is missed
  public GoldenVectors.Agreement verify() throws IOException {
    for (var file : description.files()) {
      file.requireContent(path);
    }
    try (var encoder = load()) {
      return golden
          .map(vectors -> vectors.compare(encoder, vectors.size()))
          .orElse(new GoldenVectors.Agreement(0, 1, 0));
    }
  }

  /// Loads without looking at golden vectors.
  OnnxImageEncoder load() throws IOException {
    var model = OnnxModel.open(RecordedFile.inside(path, graph), name());
    try {
      var settings = settings(model);
      var encoder = new OnnxImageEncoder(model, settings, sha256(settings));
      var recorded = description.dimension();
      if (recorded.isPresent() && recorded.get() != encoder.space().dimension()) {
        throw new IOException(
            "%s: field \"dimension\" is %d, but the model gives %d numbers"
                .formatted(
                    path.resolve(ModelDescription.FILE_NAME),
                    recorded.get(),
                    encoder.space().dimension()));
      }
      return encoder;
    } catch (IOException | RuntimeException e) {
      model.close();
      throw e;
    }
  }

  /// The settings with what the graph decides filled in.
  EncoderSettings settings(OnnxModel model) throws IOException {
    TensorPort output =
        description.output().isPresent()
            ? model.output(description.output().get())
            : OutputGuess.output(model);
    Pooling pooling =
        description.pooling().isPresent()
            ? description.pooling().get()
            : OutputGuess.pooling(model, output);
    return settings(output.name(), pooling);
  }

  private EncoderSettings settings(String output, Pooling pooling) {
    return new EncoderSettings(
        preprocessing, output, pooling, description.scales(), description.isFlipped(), whitening);
  }

  /// SHA-256 over these lines, UTF-8, each ended by a line feed: `eidetic-space 1`, one `weights
  /// SHA256` for the graph and for each external file in order of their names, the settings in
  /// canonical form, `whitening SHA256` of the file, or `none`. Names and licences are left out:
  /// they shape no vector.
  private String sha256(EncoderSettings settings) {
    var text = new StringBuilder("eidetic-space 1\n");
    for (var file : weights) {
      text.append("weights ").append(file.sha256()).append('\n');
    }
    text.append(settings.canonical()).append("whitening ").append(whiteningSha256).append('\n');
    return RecordedFile.sha256(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// Every file that the folder's meaning rests on: weights, settings, whitening.
  List<RecordedFile> allFiles() throws IOException {
    var files = new ArrayList<>(weights);
    files.add(RecordedFile.of(path, PREPROCESSOR_CONFIG));
    for (var other : List.of(description.whitening(), description.golden())) {
      if (other.isPresent()) {
        files.add(RecordedFile.of(path, other.get()));
      }
    }
    return files;
  }

  /// The graph's path inside the folder.
  String graph() {
    return graph;
  }

  private List<RecordedFile> weights() throws IOException {
    var names = new ArrayList<String>();
    names.add(graph);
    Path graphFile = RecordedFile.inside(path, graph);
    String folderOfGraph =
        graph.contains("/") ? graph.substring(0, graph.lastIndexOf('/') + 1) : "";
    for (String location : ExternalData.locations(graphFile)) {
      names.add(folderOfGraph + location);
    }
    var files = new ArrayList<RecordedFile>();
    for (String name : names) {
      var recorded = description.recorded(name);
      RecordedFile.inside(path, name);
      files.add(recorded.isPresent() ? recorded.get() : RecordedFile.of(path, name));
    }
    return List.copyOf(files);
  }

  private void requireScalable(double scale) throws IOException {
    try {
      preprocessing.scaledBy(scale);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "%s: field \"scales\" does not fit preprocessor_config.json: %s"
              .formatted(path.resolve(ModelDescription.FILE_NAME), e.getMessage()),
          e);
    }
  }

  private static String graphIn(Path folder, ModelDescription description) throws IOException {
    if (description.graph().isPresent()) {
      RecordedFile.inside(folder, description.graph().get());
      return description.graph().get();
    }
    for (String candidate : GRAPHS) {
      if (Files.isRegularFile(folder.resolve(candidate))) {
        return candidate;
      }
    }
    throw new IOException(
        "%s holds no graph; it must have one of %s".formatted(folder, String.join(", ", GRAPHS)));
  }

  private static Preprocessing preprocessingIn(Path folder) throws IOException {
    Path file = folder.resolve(PREPROCESSOR_CONFIG);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "%s is missing; it says how pictures become the model's input. Make the folder with a preset, or add the file of the model's publisher"
              .formatted(file));
    }
    return PreprocessorConfig.read(file);
  }
}
