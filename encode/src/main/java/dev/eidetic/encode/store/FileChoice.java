package dev.eidetic.encode.store;

import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which files of a repository make a model folder: one ONNX model with its external data, and the
/// small files that tell how to use it.
///
/// @param file in the repository
/// @param path in the model folder
record FileChoice(HubFile file, String path) {

  private static final Set<String> SMALL_FILES =
      Set.of(
          "preprocessor_config.json",
          "config.json",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "eidetic.json",
          "whitening.bin");

  private static final int SHOWN = 20;

  /// Chooses.
  ///
  /// @param wanted path of the ONNX file to take; empty for the usual one
  /// @throws ModelStoreException `UNSUITABLE`, and what there is instead
  static List<FileChoice> of(String repository, List<HubFile> files, Optional<String> wanted)
      throws ModelStoreException {
    var model = model(repository, files, wanted);
    // An ONNX file finds its external data by name beside itself; its own name is free. So a
    // variant can take the place where every reader looks for the model.
    var folder = model.folder().equals("onnx/") ? "onnx/" : "";
    var choices = new ArrayList<FileChoice>();
    choices.add(new FileChoice(model, folder + "model.onnx"));
    for (var file : files) {
      if (isExternalData(model, file)) {
        choices.add(new FileChoice(file, folder + file.name()));
      } else if (file.folder().isEmpty() && isWanted(file.name())) {
        choices.add(new FileChoice(file, file.name()));
      }
    }
    return List.copyOf(choices);
  }

  private static HubFile model(String repository, List<HubFile> files, Optional<String> wanted)
      throws ModelStoreException {
    var models =
        files.stream().filter(file -> file.path().endsWith(".onnx") && file.isPortable()).toList();
    if (models.isEmpty()) {
      throw new ModelStoreException(Kind.UNSUITABLE, noModel(repository, files));
    }
    if (wanted.isPresent()) {
      return find(models, wanted.get())
          .orElseThrow(
              () ->
                  new ModelStoreException(
                      Kind.UNSUITABLE,
                      "repository %s has no file \"%s\"; its ONNX files are: %s"
                          .formatted(repository, wanted.get(), show(models))));
    }
    var usual =
        models.stream()
            .filter(file -> Set.of("model.onnx", "onnx/model.onnx").contains(file.path()))
            .toList();
    if (usual.stream().map(HubFile::check).distinct().count() == 1) {
      return usual.getFirst();
    }
    if (models.size() == 1) {
      return models.getFirst();
    }
    throw new ModelStoreException(
        Kind.UNSUITABLE,
        "repository %s has %d ONNX files and it is not clear which one is the model; choose one: %s"
            .formatted(repository, models.size(), show(models)));
  }

  private static Optional<HubFile> find(List<HubFile> files, String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  private static boolean isWanted(String name) {
    var upper = name.toUpperCase(Locale.ROOT);
    return SMALL_FILES.contains(name) || upper.matches("(README|LICEN[CS]E|NOTICE)(\\.(MD|TXT))?");
  }

  private static boolean isExternalData(HubFile model, HubFile file) {
    if (!file.folder().equals(model.folder()) || !file.isPortable()) {
      return false;
    }
    var stem = model.name().substring(0, model.name().length() - ".onnx".length());
    return file.name().startsWith(stem)
        && file.name().substring(stem.length()).matches("(\\.onnx)?[._](data|weights)([._-]\\d+)?");
  }

  private static String noModel(String repository, List<HubFile> files) {
    var weights =
        files.stream()
            .map(HubFile::name)
            .flatMap(name -> weightsFormat(name).stream())
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return "repository %s has no ONNX file%s; look for one of the same model that has (many are under hf:onnx-community or hf:Xenova), or export it to ONNX and add the folder with: eidetic model add FOLDER"
        .formatted(repository, weights.isEmpty() ? "" : ", only weights as " + weights);
  }

  private static Optional<String> weightsFormat(String name) {
    if (name.endsWith(".safetensors")) {
      return Optional.of("safetensors");
    }
    if (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth")) {
      return Optional.of("PyTorch");
    }
    if (name.endsWith(".h5") || name.endsWith(".msgpack")) {
      return Optional.of(name.endsWith(".h5") ? "TensorFlow" : "Flax");
    }
    return name.endsWith(".gguf") ? Optional.of("GGUF") : Optional.empty();
  }

  private static String show(List<HubFile> files) {
    var shown = files.stream().map(HubFile::path).sorted().limit(SHOWN).toList();
    return String.join(", ", shown) + (files.size() > SHOWN ? ", ..." : "");
  }
}
