package dev.eidetic.encode.model;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.onnx.EncoderSettings;
import dev.eidetic.encode.onnx.OnnxModel;
import dev.eidetic.encode.preprocess.PreprocessorConfig;
import dev.eidetic.encode.whitening.Whitening;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes model folders: copies the graph, writes the settings, computes the golden vectors and
/// records every file's SHA-256.
public final class ModelFolderWriter {

  private static final String GRAPH = "model.onnx";
  private static final String WHITENING = "whitening.bin";
  private static final String GOLDEN = "golden.json";

  private ModelFolderWriter() {}

  /// Makes a folder. It appears complete, by a rename, or not at all.
  ///
  /// @param folder must not exist yet; its parents are made
  /// @throws IOException if the folder exists, or graph and settings do not fit
  public static ModelFolder create(Path folder, ModelRecipe recipe) throws IOException {
    if (Files.exists(folder)) {
      throw new FileAlreadyExistsException(
          folder + " exists already; choose another name or remove it first");
    }
    Path parent = folder.toAbsolutePath().normalize().getParent();
    if (parent == null) {
      throw new IOException("%s cannot be a model folder".formatted(folder));
    }
    Files.createDirectories(parent);
    Path unfinished = Files.createTempDirectory(parent, ".unfinished-model-");
    try {
      copyGraph(recipe.graph(), unfinished);
      writeJson(
          unfinished.resolve(ModelFolder.PREPROCESSOR_CONFIG),
          PreprocessorConfig.asJson(recipe.preprocessing()));
      if (recipe.whitening().isPresent()) {
        Whitening.write(unfinished.resolve(WHITENING), recipe.whitening().get());
      }
      writeDescription(unfinished, described(recipe));
      complete(unfinished);
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      remove(unfinished);
      throw e;
    }
    return ModelFolder.open(folder);
  }

  /// Completes a folder that lacks records, such as one pulled from Hugging Face: writes what was
  /// guessed, golden vectors and the files' hashes into `eidetic.json` and `golden.json`, replacing
  /// what these held of them.
  public static ModelFolder complete(Path folder) throws IOException {
    var before = ModelDescription.read(folder);
    writeDescription(folder, recorded(before, Optional.empty(), List.of()));
    var bare = ModelFolder.open(folder);
    int dimension;
    GoldenVectors golden;
    try (var encoder = bare.load()) {
      dimension = encoder.space().dimension();
      golden = GoldenVectors.of(encoder);
    }
    writeJson(folder.resolve(GOLDEN), golden.asJson());
    var resolved = resolved(bare, dimension);
    writeDescription(folder, resolved);
    var files = ModelFolder.open(folder).allFiles();
    writeDescription(folder, recorded(resolved, resolved.golden(), files));
    return ModelFolder.open(folder);
  }

  private static ModelDescription resolved(ModelFolder folder, int dimension) throws IOException {
    EncoderSettings settings;
    try (var model =
        OnnxModel.open(RecordedFile.inside(folder.path(), folder.graph()), folder.name())) {
      settings = folder.settings(model);
    }
    var before = folder.description();
    return new ModelDescription(
        before.name(),
        before.license(),
        before.source(),
        Optional.of(folder.graph()),
        Optional.of(settings.output()),
        Optional.of(settings.pooling()),
        before.scales(),
        before.isFlipped(),
        before.whitening(),
        Optional.of(dimension),
        Optional.of(GOLDEN),
        List.of());
  }

  private static ModelDescription recorded(
      ModelDescription before, Optional<String> golden, List<RecordedFile> files) {
    return new ModelDescription(
        before.name(),
        before.license(),
        before.source(),
        before.graph(),
        before.output(),
        before.pooling(),
        before.scales(),
        before.isFlipped(),
        before.whitening(),
        golden.isPresent() ? before.dimension() : Optional.empty(),
        golden,
        files);
  }

  private static ModelDescription described(ModelRecipe recipe) {
    return new ModelDescription(
        Optional.of(recipe.name()),
        recipe.license(),
        recipe.source(),
        Optional.of(GRAPH),
        recipe.output(),
        recipe.pooling(),
        recipe.scales(),
        recipe.isFlipped(),
        recipe.whitening().map(_ -> WHITENING),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static void copyGraph(Path graph, Path folder) throws IOException {
    if (!Files.isRegularFile(graph)) {
      throw new IOException("%s is no file; it must be an ONNX graph".formatted(graph));
    }
    Path origin = graph.toAbsolutePath().normalize().getParent();
    Files.copy(graph, folder.resolve(GRAPH));
    for (String location : ExternalData.locations(graph)) {
      Path target = folder.resolve(location).normalize();
      if (origin == null || !target.startsWith(folder)) {
        throw new IOException(
            "%s keeps weights in \"%s\", outside its own folder".formatted(graph, location));
      }
      Files.createDirectories(target.getParent());
      Files.copy(RecordedFile.inside(origin, location), target);
    }
  }

  private static void writeDescription(Path folder, ModelDescription description)
      throws IOException {
    writeJson(folder.resolve(ModelDescription.FILE_NAME), description.asJson());
  }

  /// By a rename, so that a folder is never left with half a file.
  private static void writeJson(Path file, Object json) throws IOException {
    String text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(json) + "\n";
    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
    Files.write(unfinished, text.getBytes(StandardCharsets.UTF_8));
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
