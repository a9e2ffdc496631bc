package dev.eidetic.encode.lookup;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.encode.model.ModelFolderWriter;
import dev.eidetic.encode.model.ModelRecipe;
import dev.eidetic.encode.store.HubModel;
import dev.eidetic.encode.store.HubSettings;
import dev.eidetic.encode.store.HuggingFaceDownload;
import dev.eidetic.encode.store.ModelStore;
import dev.eidetic.encode.store.PullOptions;
import dev.eidetic.encode.store.WhenPresent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/// Brings models into the store so that they can be used at once: whatever comes in is opened, run
/// on the golden pictures, and recorded with hashes and golden vectors.
///
/// A model that cannot be used is refused and does not stay.
public final class ModelInstaller {

  private final ModelStore store;

  public ModelInstaller(ModelStore store) {
    this.store = store;
  }

  /// Adds a graph.
  ///
  /// @param recipe whose name is that in the store
  /// @throws IOException if graph and settings do not fit, or the name is taken
  public ModelFolder addGraph(ModelRecipe recipe, WhenPresent whenPresent) throws IOException {
    var temporary = Files.createTempDirectory("eidetic-model");
    try {
      var made = ModelFolderWriter.create(temporary.resolve("model"), recipe);
      return ModelFolder.open(store.install(recipe.name(), made.path(), whenPresent).folder());
    } finally {
      delete(temporary);
    }
  }

  /// Adds a copy of a model folder.
  ///
  /// @throws IOException if it is no model folder, or the name is taken
  public ModelFolder addFolder(String name, Path folder, WhenPresent whenPresent)
      throws IOException {
    ModelFolder.open(folder)
        .encoder()
        .close(); // whatever is wrong is said before anything is copied
    return complete(name, store.install(name, folder, whenPresent).folder());
  }

  /// Downloads a model from Hugging Face.
  ///
  /// @throws IOException if settings, network, server or disk do not allow it, or what arrived
  ///   cannot be used
  /// @throws InterruptedException when interrupted; the next pull continues
  public ModelFolder pull(HubModel model, HubSettings settings, PullOptions options)
      throws IOException, InterruptedException {
    var stored = new HuggingFaceDownload(store, settings).pull(model, options);
    return complete(stored.name(), stored.folder());
  }

  private ModelFolder complete(String name, Path folder) throws IOException {
    try {
      var model = ModelFolder.open(folder);
      return model.description().files().isEmpty() ? ModelFolderWriter.complete(folder) : model;
    } catch (IOException | EncodingException e) {
      store.remove(name);
      throw e;
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
