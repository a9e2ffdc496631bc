package dev.eidetic.encode.store;

import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// The folder of model folders.
///
/// Models appear and are replaced as a whole: they are made in a hidden folder of the store and
/// then renamed, so that no reader meets half a model. Several processes may use one store.
public final class ModelStore {

  /// Holds models being made; its name is no model name.
  private static final String STAGING = ".staging";

  private static final String ASIDE = "model";

  private final Path root;

  /// @param root need not exist; it is made when the first model arrives
  public ModelStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  /// The store of this user: [UserDirectories#models].
  public static ModelStore ofThisUser() {
    return new ModelStore(UserDirectories.ofThisMachine().models());
  }

  /// The folder of the store, absolute.
  public Path root() {
    return root;
  }

  /// All models, by name. Files and folders that are no models of ours are left out.
  public List<StoredModel> list() throws IOException {
    var models = new ArrayList<StoredModel>();
    if (Files.isDirectory(root)) {
      try (var folders = Files.newDirectoryStream(root, Files::isDirectory)) {
        for (var folder : folders) {
          var name = ModelName.ofFolder(String.valueOf(folder.getFileName()));
          if (name.isPresent()) {
            describeIfThere(name.get(), folder).ifPresent(models::add);
          }
        }
      }
    }
    models.sort(Comparator.comparing(StoredModel::name));
    return List.copyOf(models);
  }

  /// One model.
  ///
  /// @throws ModelStoreException `NOT_FOUND`, with a guess at what was meant
  /// @throws IllegalArgumentException if no model can have that name
  public StoredModel find(String name) throws IOException {
    var folder = path(name);
    if (Files.isDirectory(folder)) {
      return describe(new ModelName(name), folder);
    }
    var known = list().stream().map(StoredModel::name).toList();
    var guess = NearNames.nearest(name, known);
    throw new ModelStoreException(
        Kind.NOT_FOUND,
        "model \"%s\" is not in the store %s (%d models); %s"
            .formatted(
                name,
                root,
                known.size(),
                guess.isPresent()
                    ? "did you mean \"%s\"?".formatted(guess.get())
                    : "get one with: eidetic model pull hf:owner/name, or: eidetic model add FOLDER"));
  }

  /// Where a model lies, or would.
  ///
  /// @throws IllegalArgumentException if no model can have that name
  public Path path(String name) {
    return root.resolve(new ModelName(name).folder());
  }

  /// Copies a folder into the store. Hidden files stay behind; links to files become files.
  ///
  /// @throws ModelStoreException `UNSUITABLE` if it cannot be a model folder, `ALREADY_THERE`,
  ///   `TOO_LARGE` if the disk has no room
  /// @throws IllegalArgumentException if no model can have that name
  public StoredModel install(String name, Path sourceFolder, WhenPresent whenPresent)
      throws IOException {
    var model = new ModelName(name);
    refuseIfPresent(model, whenPresent);
    var source = FolderCopy.of(sourceFolder, root);
    sweep();
    var copy = Files.createDirectory(fresh("new"));
    try {
      source.copyTo(copy);
      return publish(model, copy, whenPresent);
    } catch (IOException | RuntimeException e) {
      Folders.deleteQuietly(copy, e);
      throw e;
    }
  }

  /// Deletes a model.
  ///
  /// @return false if there is none
  /// @throws IllegalArgumentException if no model can have that name
  public boolean remove(String name) throws IOException {
    var folder = path(name);
    if (!Files.isDirectory(folder)) {
      return false;
    }
    Folders.delete(setAside(folder));
    return true;
  }

  /// The folder for models being made, on the disk of the store.
  Path staging() {
    return root.resolve(STAGING);
  }

  void refuseIfPresent(ModelName name, WhenPresent whenPresent) throws ModelStoreException {
    if (whenPresent == WhenPresent.REFUSE && Files.exists(path(name.text()))) {
      throw alreadyThere(name);
    }
  }

  /// Turns a finished folder on the store's disk into the model of that name.
  StoredModel publish(ModelName name, Path finished, WhenPresent whenPresent) throws IOException {
    refuseIfPresent(name, whenPresent);
    Folders.flush(finished);
    var target = path(name.text());
    var old = Files.isDirectory(target) ? setAside(target) : null;
    try {
      Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) {
      if (old != null) {
        Files.move(old.resolve(ASIDE), target, StandardCopyOption.ATOMIC_MOVE);
      }
      // Somebody else was faster: a folder with content cannot be renamed over.
      throw Files.exists(target) && old == null ? alreadyThere(name) : e;
    }
    Folders.flushEntry(root);
    if (old != null) {
      Folders.delete(old);
    }
    return describe(name, target);
  }

  /// @return a new folder that holds the given one as [#ASIDE]
  private Path setAside(Path folder) throws IOException {
    sweep();
    var holder = Files.createDirectory(fresh("old"));
    Files.move(folder, holder.resolve(ASIDE), StandardCopyOption.ATOMIC_MOVE);
    return holder;
  }

  private Path fresh(String kind) {
    return staging().resolve(kind + "." + UUID.randomUUID());
  }

  /// Removes what killed processes left behind; makes the staging folder if need be.
  private void sweep() throws IOException {
    Files.createDirectories(staging());
    var yesterday = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    try (var remains = Files.newDirectoryStream(staging(), "{new,old}.*")) {
      for (var remain : remains) {
        if (Files.getLastModifiedTime(remain).compareTo(yesterday) < 0) {
          Folders.delete(remain);
        }
      }
    }
  }

  private ModelStoreException alreadyThere(ModelName name) {
    return new ModelStoreException(
        Kind.ALREADY_THERE,
        "model \"%s\" is already in the store %s; remove it first, or ask to replace it"
            .formatted(name, root));
  }

  /// Empty if another process removes the model at this moment.
  private static Optional<StoredModel> describeIfThere(ModelName name, Path folder)
      throws IOException {
    try {
      return Optional.of(describe(name, folder));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  private static StoredModel describe(ModelName name, Path folder) throws IOException {
    return new StoredModel(name.text(), folder, Folders.bytes(folder));
  }
}
