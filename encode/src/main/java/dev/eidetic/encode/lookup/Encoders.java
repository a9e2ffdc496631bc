package dev.eidetic.encode.lookup;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.builtin.SmallEncoder;
import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.encode.store.ModelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds encoders: the one that comes with the program, the classic one, models in folders, models
/// in the store.
///
/// A reference is `eidetic-small`, `classic`, the path of a model folder, or the name of a model in
/// the store; a folder is meant where one of that path exists. Nothing native is loaded before an
/// encoder is opened. Any number of threads may use one.
public final class Encoders {

  /// The encoder that is taken unless another is asked for.
  public static final String DEFAULT = SmallEncoder.NAME;

  /// The encoder that needs no model and no native library.
  public static final String CLASSIC = "classic";

  private final ModelStore store;
  private final Path workingDirectory;

  /// @param workingDirectory what relative paths of model folders start from
  public Encoders(ModelStore store, Path workingDirectory) {
    this.store = store;
    this.workingDirectory = workingDirectory;
  }

  /// Those of the user who runs this process.
  public static Encoders ofThisUser() {
    return new Encoders(ModelStore.ofThisUser(), Path.of("").toAbsolutePath());
  }

  /// The store that names are sought in.
  public ModelStore store() {
    return store;
  }

  /// Loads an encoder; the caller closes it.
  ///
  /// @throws IOException if there is no such model or its folder is broken
  /// @throws EncodingException if the model does not do what its folder promises
  public ImageEncoder open(String reference) throws IOException {
    return switch (reference) {
      case SmallEncoder.NAME -> SmallEncoder.open();
      case CLASSIC -> new ClassicEncoder();
      default -> ModelFolder.open(folder(reference)).encoder();
    };
  }

  /// A reference that means the same from any working directory.
  ///
  /// @throws IOException if there is no such model
  public String absolute(String reference) throws IOException {
    boolean isName = isBuiltIn(reference) || existingFolder(reference).isEmpty();
    return isName ? reference : folder(reference).toString();
  }

  /// Whether an encoder of that name is part of the program.
  public static boolean isBuiltIn(String reference) {
    return reference.equals(SmallEncoder.NAME) || reference.equals(CLASSIC);
  }

  /// Where the model of a reference lies.
  ///
  /// @throws IOException if there is no such model
  public Path folder(String reference) throws IOException {
    var folder = existingFolder(reference);
    return folder.isPresent() ? folder.get() : store.find(reference).folder();
  }

  /// Loads the encoder whose vectors belong to a space, wherever it is.
  ///
  /// @param hint where it was last seen; may be wrong by now
  /// @throws EncodingException if no encoder of that space can be found; the message says which one
  ///   is missing and how to get it
  public ImageEncoder openFor(EmbeddingSpace space, Optional<String> hint) throws IOException {
    var classic = new ClassicEncoder();
    if (classic.space().isSameAs(space)) {
      return classic;
    }
    if (SmallEncoder.SPACE.isSameAs(space)) {
      return SmallEncoder.open();
    }
    var broken = new ArrayList<String>();
    for (var candidate : candidates(space, hint)) {
      try {
        var model = ModelFolder.open(candidate);
        if (model.space().isSameAs(space)) {
          return model.encoder();
        }
      } catch (IOException e) { // another candidate may do
        broken.add(String.valueOf(e.getMessage()));
      }
    }
    throw new EncodingException(missing(space, hint, broken));
  }

  /// The likely ones first, as reading a model's space may take a second.
  private List<Path> candidates(EmbeddingSpace space, Optional<String> hint) throws IOException {
    var candidates = new ArrayList<Path>();
    hint.flatMap(this::existingFolder).ifPresent(candidates::add);
    for (var model : store.list()) {
      boolean isLikely = model.name().equals(space.name()) || model.name().equals(hint.orElse(""));
      candidates.add(isLikely ? 0 : candidates.size(), model.folder());
    }
    return candidates;
  }

  private String missing(EmbeddingSpace space, Optional<String> hint, List<String> broken) {
    String seen =
        hint.filter(reference -> !reference.equals(space.name()))
            .map(" (it was %s)"::formatted)
            .orElse("");
    String problems = broken.isEmpty() ? "" : " Broken models: " + String.join("; ", broken) + ".";
    return "the model of space %s%s is neither there nor in the store %s; bring it back, or add it with: eidetic model add NAME --folder DIR.%s"
        .formatted(space, seen, store.root(), problems);
  }

  private Optional<Path> existingFolder(String reference) {
    try {
      var folder = workingDirectory.resolve(reference).normalize();
      return Files.isDirectory(folder) ? Optional.of(folder) : Optional.empty();
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
