package dev.eidetic.encode.store;

import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.fetch.FileDownload;
import dev.eidetic.encode.fetch.FileHashes;
import dev.eidetic.encode.fetch.HttpFetch;
import dev.eidetic.encode.store.ModelSource.SourceFile;
import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Gets models from Hugging Face into a store.
///
/// ```java
/// var settings = HubSettings.of(System.getenv(), false);
/// var download = new HuggingFaceDownload(ModelStore.ofThisUser(), settings);
/// StoredModel model = download.pull(HubModel.parse("hf:owner/name"), PullOptions.DEFAULT);
/// ```
///
/// The revision is pinned to its commit before the first file is fetched; every file is checked
/// against the hash that the site publishes; the model appears in the store when all are there.
/// What an interrupted or failed pull has got is kept, and the next pull of that commit continues.
public final class HuggingFaceDownload {

  /// Left free on the disk, so that a download never fills it.
  private static final long SPARE_BYTES = 64L << 20;

  private final ModelStore store;
  private final HubSettings settings;
  private final FreeSpace freeSpace;

  /// How much a folder's disk can still take.
  @FunctionalInterface
  interface FreeSpace {
    long bytes(Path folder) throws IOException;
  }

  public HuggingFaceDownload(ModelStore store, HubSettings settings) {
    this(store, settings, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  HuggingFaceDownload(ModelStore store, HubSettings settings, FreeSpace freeSpace) {
    this.store = store;
    this.settings = settings;
    this.freeSpace = freeSpace;
  }

  /// Downloads a model, unless the store has it at the same commit already.
  ///
  /// @return the model in the store, named like the repository
  /// @throws ModelStoreException if settings, repository or disk do not allow it
  /// @throws FetchException if the network or the server fails
  /// @throws InterruptedException when interrupted; nothing that arrived is lost
  public StoredModel pull(HubModel model, PullOptions options)
      throws IOException, InterruptedException {
    if (settings.offline()) {
      throw new ModelStoreException(
          Kind.OFFLINE,
          "%s cannot be downloaded because --offline is set; get the folder on another machine, copy it here and run: eidetic model add FOLDER"
              .formatted(model));
    }
    var name = new ModelName(model.repository());
    Files.createDirectories(store.staging());
    try (var _ = PullLock.take(store.staging().resolve(name.folder() + ".lock"), name);
        var fetch = new HttpFetch(FetchRules.encrypted(), settings.times())) {
      var repository = new HubRepository(fetch, settings, model, options.progress());
      var commit = repository.commit();
      var choices = FileChoice.of(model.repository(), repository.files(commit), options.onnxFile());
      if (isThere(name, commit, choices)) {
        return store.find(name.text());
      }
      store.refuseIfPresent(name, options.whenPresent());
      var folder = stagingFolder(name, commit);
      refuseIfTooLarge(model, choices, folder);
      try {
        var files = new ArrayList<SourceFile>();
        var download = new FileDownload(fetch, settings.retryPolicy());
        for (var choice : choices) {
          var content = repository.content(choice.file(), commit);
          var target = folder.resolve(choice.path());
          var job =
              new FileDownload.Job(choice.file().path(), content, choice.file().check(), target);
          files.add(get(download, job, choice, options));
        }
        removeOthers(folder, choices);
        sourceOf(model, commit, files).write(folder);
      } catch (FetchException e) {
        throw HubErrors.explain(e, model, settings);
      }
      return store.publish(name, folder, options.whenPresent());
    }
  }

  private static SourceFile get(
      FileDownload download, FileDownload.Job job, FileChoice choice, PullOptions options)
      throws IOException, InterruptedException {
    Files.createDirectories(job.target().resolveSibling("."));
    var present = Files.exists(job.target()) ? FileHashes.of(job.target()) : null;
    var hashes =
        present != null && present.matches(job.check())
            ? present // an earlier run got it
            : download.run(job, options.progress());
    return new SourceFile(
        choice.path(), choice.file().path(), hashes.bytes(), hashes.sha256().digits());
  }

  private ModelSource sourceOf(HubModel model, String commit, List<SourceFile> files) {
    var now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    return new ModelSource(
        model.repository(), settings.endpoint().toString(), model.revision(), commit, now, files);
  }

  /// True if the store has exactly these files of this commit.
  private boolean isThere(ModelName name, String commit, List<FileChoice> choices)
      throws IOException {
    if (!Files.isDirectory(store.path(name.text()))) {
      return false;
    }
    var source = store.find(name.text()).source();
    var paths = choices.stream().map(choice -> choice.file().path()).toList();
    return source
        .filter(known -> known.commit().equals(commit))
        .filter(
            known -> known.files().stream().map(SourceFile::repositoryPath).toList().equals(paths))
        .isPresent();
  }

  /// The folder where this commit is put together. Those of other commits are removed: nobody would
  /// continue them.
  private Path stagingFolder(ModelName name, String commit) throws IOException {
    var folder = store.staging().resolve(name.folder() + "@" + commit);
    try (var others = Files.newDirectoryStream(store.staging(), name.folder() + "@*")) {
      for (var other : others) {
        if (!other.equals(folder)) {
          Folders.delete(other);
        }
      }
    }
    return Files.createDirectories(folder);
  }

  private void refuseIfTooLarge(HubModel model, List<FileChoice> choices, Path folder)
      throws IOException {
    long bytes = 0;
    for (var choice : choices) {
      // Saturates: sizes come from outside, and their sum could wrap around.
      bytes = Math.min(Long.MAX_VALUE - bytes, choice.file().check().bytes()) + bytes;
    }
    if (bytes > settings.maxBytes()) {
      throw new ModelStoreException(
          Kind.TOO_LARGE,
          "%s needs %d bytes; the limit is %d. Raise the limit or choose a smaller ONNX file"
              .formatted(model, bytes, settings.maxBytes()));
    }
    long missing = bytes - Math.min(bytes, Folders.bytes(folder));
    long free = freeSpace.bytes(folder);
    if (missing > free - SPARE_BYTES) {
      throw new ModelStoreException(
          Kind.TOO_LARGE,
          "%s needs %d more bytes; the disk of %s has %d free, of which %d stay free. Make room, or set EIDETIC_HOME to another disk"
              .formatted(model, missing, store.root(), free, SPARE_BYTES));
    }
  }

  /// An earlier run may have chosen another variant.
  private static void removeOthers(Path folder, List<FileChoice> choices) throws IOException {
    var wanted = new HashSet<Path>();
    choices.forEach(choice -> wanted.add(folder.resolve(choice.path())));
    for (var file : Folders.files(folder)) {
      if (!wanted.contains(file)) {
        Files.delete(file);
      }
    }
  }
}
