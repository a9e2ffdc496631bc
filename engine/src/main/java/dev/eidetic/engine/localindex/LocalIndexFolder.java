package dev.eidetic.engine.localindex;

import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.aggregated.AggregatedIndex;
import dev.eidetic.index.aggregated.Codebook;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The files of a local index, for the one who writes them.
///
/// Pictures are added in segments, each a pair of files that never changes; segments of similar
/// size are joined, so that there are never many. The manifest names those that count, and is
/// replaced in one step: a crash at any moment leaves the index before or after.
final class LocalIndexFolder implements AutoCloseable {

  private static final System.Logger LOGGER = System.getLogger(LocalIndexFolder.class.getName());

  private static final String LOCK = "lock";

  /// Segments of more entries, some 80,000 pictures, are left as they are.
  private static final int MOST_JOINED = 32 << 20;

  private final Path folder;
  private final FileChannel lock;
  private Optional<LocalIndexManifest> manifest = Optional.empty();
  private Optional<LocalIndex> current = Optional.empty();

  private LocalIndexFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /// Opens it to write; what is damaged is left out.
  ///
  /// @throws BusyException if somebody else writes
  static LocalIndexFolder open(Path collection, String kind) throws IOException {
    var folder = LocalIndex.folder(collection, kind);
    Files.createDirectories(folder);
    var opened = new LocalIndexFolder(folder, lock(folder));
    try {
      opened.manifest = LocalIndexManifest.read(folder);
      if (opened.manifest.isPresent()) {
        opened.current = Optional.of(LocalIndex.open(folder, opened.manifest.get()));
      }
    } catch (CorruptFileException | NoSuchFileException _) { // all of it can be made again
      opened.manifest = Optional.empty();
    } catch (IOException | RuntimeException e) {
      try (opened) {
        throw e;
      }
    }
    return opened;
  }

  private static FileChannel lock(Path folder) throws IOException {
    var channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
      throw new OverlappingFileLockException(); // another process holds it
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new BusyException(
          "the local index in %s is being written by somebody else; wait for it".formatted(folder),
          e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// What there is.
  Optional<LocalIndex> current() {
    return current;
  }

  /// How many pictures there were when the codebook was learned; 0 if there is none.
  int learnedFrom() {
    return manifest.map(LocalIndexManifest::learnedFrom).orElse(0);
  }

  /// Begins anew with another codebook.
  void begin(Codebook codebook, int learnedFrom) throws IOException {
    String name = UUID.randomUUID() + ".codebook";
    codebook.save(folder.resolve(name));
    commit(
        new LocalIndexManifest(name, learnedFrom, List.of()), new LocalIndex(codebook, List.of()));
  }

  /// Adds pictures.
  ///
  /// @param sha256 of each picture's file
  /// @param wanted pictures that have left the collection, those not among these, are left out
  ///   where segments are joined
  void add(AggregatedIndex pictures, List<String> sha256, Set<String> wanted) throws IOException {
    var index = current.orElseThrow();
    var segments = new ArrayList<>(index.segments());
    String name = UUID.randomUUID().toString();
    pictures.save(IndexedPictures.indexFile(folder, name));
    IndexedPictures.saveHashes(folder, name, IndexedPictures.hashes(sha256));
    segments.add(IndexedPictures.open(folder, name, index.codebook()));
    commit(index.codebook(), join(segments, wanted));
  }

  private List<IndexedPictures> join(List<IndexedPictures> segments, Set<String> wanted)
      throws IOException {
    var bySize = new ArrayList<>(segments);
    bySize.sort(Comparator.comparingInt(segment -> segment.index().entries()));
    long joined = bySize.getFirst().index().entries();
    int parts = 1;
    while (parts < bySize.size()) {
      long next = bySize.get(parts).index().entries();
      if (next > 2 * joined || joined + next > MOST_JOINED) {
        break;
      }
      joined += next;
      parts++;
    }
    if (parts == 1) {
      return segments;
    }
    var rest = new ArrayList<>(bySize.subList(parts, bySize.size()));
    rest.add(joined(bySize.subList(0, parts), wanted));
    return rest;
  }

  private IndexedPictures joined(List<IndexedPictures> parts, Set<String> wanted)
      throws IOException {
    var taken = new HashSet<String>();
    var kept = new ArrayList<BitSet>();
    var hashes = new ArrayList<String>();
    for (var part : parts) {
      var bits = new BitSet();
      for (int ordinal = 0; ordinal < part.count(); ordinal++) {
        String sha256 = part.sha256(ordinal);
        if (wanted.contains(sha256) && taken.add(sha256)) {
          bits.set(ordinal);
          hashes.add(sha256);
        }
      }
      kept.add(bits);
    }
    String name = UUID.randomUUID().toString();
    AggregatedIndex.saveJoined(
        IndexedPictures.indexFile(folder, name),
        parts.stream().map(IndexedPictures::index).toList(),
        kept);
    IndexedPictures.saveHashes(folder, name, IndexedPictures.hashes(hashes));
    return IndexedPictures.open(folder, name, current.orElseThrow().codebook());
  }

  private void commit(Codebook codebook, List<IndexedPictures> segments) throws IOException {
    var before = manifest.orElseThrow();
    commit(
        new LocalIndexManifest(
            before.codebook(),
            before.learnedFrom(),
            segments.stream().map(IndexedPictures::name).toList()),
        new LocalIndex(codebook, segments));
  }

  private void commit(LocalIndexManifest next, LocalIndex index) throws IOException {
    next.write(folder);
    manifest = Optional.of(next);
    current = Optional.of(index);
    removeLeftOver(next);
  }

  /// What a crash or the index before has left. A reader that has not opened it yet reads the
  /// manifest again. Where files that somebody has mapped cannot be deleted, they are left for the
  /// next time.
  private void removeLeftOver(LocalIndexManifest used) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        String name = String.valueOf(file.getFileName());
        if (!used.names(name) && !name.equals(LOCK)) {
          delete(file);
        }
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOGGER.log(Level.DEBUG, "%s is left over".formatted(file), e);
    }
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
