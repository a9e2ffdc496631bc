package dev.eidetic.lucene;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.Hits;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.index.SearchRequest;
import dev.eidetic.index.Searcher;
import dev.eidetic.index.VectorIndex;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.store.IndexInput;
import org.apache.lucene.store.MemorySegmentAccessInput;

/// The index of one field of a segment, searched where its file is mapped. In directories that map
/// nothing it is copied once, outside the heap.
///
/// Any number of threads may search. Searchers have scratch memory, so they are kept for the next
/// search; there are never more than searched at once.
final class FieldIndex implements Closeable {

  private static final int COPIED_AT_ONCE = 1 << 20;
  private static final int ALIGNMENT = 64;

  private final Path file;
  private final MemorySegment bytes;
  private final Optional<Arena> copy;
  private final VectorIndex index;
  private final Queue<Searcher> idle = new ConcurrentLinkedQueue<>();

  private FieldIndex(Path file, MemorySegment bytes, Optional<Arena> copy, VectorIndex index) {
    this.file = file;
    this.bytes = bytes;
    this.copy = copy;
    this.index = index;
  }

  /// @param input of the file that holds the indexes of all fields
  /// @throws CorruptIndexException if there is no index of so many vectors of this dimension
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  static FieldIndex open(IndexInput input, SegmentIndexFiles.Place place, int dimension)
      throws IOException {
    if (place.offset() < 0
        || place.length() < 0
        || place.offset() > input.length() - place.length()) {
      throw new CorruptIndexException(
          "an index of %d bytes from byte %d on does not lie in the file"
              .formatted(place.length(), place.offset()),
          input);
    }
    var file = Path.of(input.toString().replace('\0', ' '));
    var mapped = mapped(input, place);
    Optional<Arena> copy = mapped.isPresent() ? Optional.empty() : Optional.of(Arena.ofShared());
    try {
      var bytes = mapped.isPresent() ? mapped.get() : copied(input, place, copy.orElseThrow());
      var index = Indexes.map(file, bytes, FileCheck.STRUCTURE);
      if (index.size() != place.vectors() || index.dimension() != dimension) {
        throw new CorruptIndexException(
            "the index has %d vectors of %d numbers; the field has %d of %d"
                .formatted(index.size(), index.dimension(), place.vectors(), dimension),
            input);
      }
      return new FieldIndex(file, bytes, copy, index);
    } catch (CorruptFileException e) {
      copy.ifPresent(Arena::close);
      throw new CorruptIndexException(String.valueOf(e.getMessage()), input, e);
    } catch (IOException | RuntimeException | Error e) {
      copy.ifPresent(Arena::close);
      throw e;
    }
  }

  private static Optional<MemorySegment> mapped(IndexInput input, SegmentIndexFiles.Place place)
      throws IOException {
    if (!(input instanceof MemorySegmentAccessInput mappable)) {
      return Optional.empty();
    }
    // None where the stretch crosses two mappings.
    return Optional.ofNullable(mappable.segmentSliceOrNull(place.offset(), place.length()))
        .filter(segment -> segment.address() % ALIGNMENT == 0);
  }

  private static MemorySegment copied(IndexInput input, SegmentIndexFiles.Place place, Arena arena)
      throws IOException {
    var bytes = arena.allocate(Math.max(1, place.length()), ALIGNMENT).asSlice(0, place.length());
    var buffer = new byte[(int) Math.min(COPIED_AT_ONCE, place.length())];
    var slice = input.slice("index", place.offset(), place.length());
    for (long at = 0; at < place.length(); at += buffer.length) {
      int length = (int) Math.min(buffer.length, place.length() - at);
      slice.readBytes(buffer, 0, length);
      MemorySegment.copy(buffer, 0, bytes, ValueLayout.JAVA_BYTE, at, length);
    }
    return bytes;
  }

  IndexSpec spec() {
    return index.spec();
  }

  Metric metric() {
    return index.metric();
  }

  int size() {
    return index.size();
  }

  long byteSize() {
    return bytes.byteSize();
  }

  Hits search(float[] query, SearchRequest request) {
    var kept = idle.poll();
    var searcher = kept == null ? index.searcher() : kept;
    var hits = searcher.search(query, request);
    idle.add(searcher);
    return hits;
  }

  /// A copy in memory that can be changed.
  MutableIndex load(BuildOptions options) throws IOException {
    return Indexes.load(file, bytes, FileCheck.STRUCTURE, options);
  }

  @Override
  public void close() {
    index.close();
    copy.filter(arena -> arena.scope().isAlive()).ifPresent(Arena::close);
  }
}
