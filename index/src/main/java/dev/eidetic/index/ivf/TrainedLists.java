package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.util.ArrayList;
import java.util.List;

/// Centroids, codec and the lists that hold vectors.
final class TrainedLists implements AutoCloseable {

  private final CoarseQuantizer coarse;
  private final ListCodec codec;
  private final Lists lists;
  private final Directory directory;

  /// @param copies lists that each vector is put into, 1 or 2
  TrainedLists(CoarseQuantizer coarse, ListCodec codec, int copies) {
    this(coarse, codec, new Lists(coarse.count(), codec.blockBytes()), copies);
  }

  TrainedLists(CoarseQuantizer coarse, ListCodec codec, Lists lists, int copies) {
    this.coarse = coarse;
    this.codec = codec;
    this.lists = lists;
    this.directory = new Directory(lists, copies);
  }

  CoarseQuantizer coarse() {
    return coarse;
  }

  ListCodec codec() {
    return codec;
  }

  Lists lists() {
    return lists;
  }

  /// Whether an ordinal is met in more than one list.
  boolean isSpilled() {
    return directory.copies() > 1;
  }

  void add(VectorSource vectors, int[] ordinals, BuildOptions options) {
    int[] first = coarse.assign(vectors, options);
    int[] positions = put(vectors, ordinals, first, options);
    if (!isSpilled()) {
      for (int i = 0; i < first.length; i++) {
        directory.put(0, ordinals[i], first[i], positions[i]);
      }
      return;
    }
    int[] second = Spilling.second(vectors, first, coarse, options);
    int[] secondPositions = put(vectors, ordinals, second, options);
    for (int i = 0; i < first.length; i++) {
      int copy = first[i] < second[i] ? 0 : 1;
      directory.put(copy, ordinals[i], first[i], positions[i]);
      directory.put(1 - copy, ordinals[i], second[i], secondPositions[i]);
    }
  }

  /// Encodes vectors at the ends of their lists.
  ///
  /// @param chosen the list of each
  /// @return the position of each in its list
  private int[] put(VectorSource vectors, int[] ordinals, int[] chosen, BuildOptions options) {
    var pieces = AddedPiece.of(chosen, lists);
    ParallelLoop.run(
        options.threads(),
        pieces.size(),
        () -> {
          var encoder = codec.encoder();
          var rows = new float[ListCodec.BLOCK * vectors.dimension()];
          return i -> encode(pieces.get(i), vectors, ordinals, encoder, rows);
        });
    var positions = new int[chosen.length];
    for (var piece : pieces) {
      for (int i = 0; i < piece.members().length; i++) {
        positions[piece.members()[i]] = piece.position() + i;
      }
    }
    return positions;
  }

  private void encode(
      AddedPiece piece, VectorSource vectors, int[] ordinals, ListEncoder encoder, float[] rows) {
    int dimension = vectors.dimension();
    for (int done = 0; done < piece.members().length; ) {
      int position = piece.position() + done;
      int place = position % ListCodec.BLOCK;
      int part = Math.min(ListCodec.BLOCK - place, piece.members().length - done);
      int block = lists.block(piece.list(), position / ListCodec.BLOCK);
      for (int i = 0; i < part; i++) {
        int member = piece.members()[done + i];
        vectors.copy(member, 1, rows, i * dimension);
        lists.blocks().setOrdinal(block, place + i, ordinals[member]);
      }
      var blocks = lists.blocks();
      encoder.encode(
          rows, part, piece.list(), blocks.codes(block), blocks.codesOffset(block), place);
      done += part;
    }
  }

  /// @param end one more than the largest ordinal in use
  void delete(int[] ordinals, int end) {
    for (int ordinal : ordinals) {
      for (int copy = 0; copy < directory.copies(); copy++) {
        int list = directory.list(copy, ordinal, end);
        int gap = directory.position(copy, ordinal, end);
        int last = lists.size(list) - 1;
        if (gap != last) {
          move(list, last, gap);
        }
        lists.shrink(list);
      }
    }
  }

  private void move(int list, int from, int to) {
    var blocks = lists.blocks();
    int source = lists.block(list, from / ListCodec.BLOCK);
    int target = lists.block(list, to / ListCodec.BLOCK);
    codec.move(
        blocks.codes(source),
        blocks.codesOffset(source),
        from % ListCodec.BLOCK,
        blocks.codes(target),
        blocks.codesOffset(target),
        to % ListCodec.BLOCK);
    int moved = lists.ordinal(list, from);
    lists.setOrdinal(list, to, moved);
    directory.move(moved, list, from, to);
  }

  /// @param end one more than the largest ordinal in use
  void read(int ordinal, float[] target, int end) {
    int list = directory.list(0, ordinal, end);
    int position = directory.position(0, ordinal, end);
    int block = lists.block(list, position / ListCodec.BLOCK);
    var blocks = lists.blocks();
    codec.decode(
        blocks.codes(block), blocks.codesOffset(block), position % ListCodec.BLOCK, list, target);
  }

  long memoryBytes() {
    return coarse.memoryBytes()
        + codec.memoryBytes()
        + lists.memoryBytes()
        + directory.memoryBytes();
  }

  List<Section> sections() {
    var sections = new ArrayList<Section>();
    sections.addAll(coarse.sections());
    sections.addAll(codec.sections());
    sections.addAll(lists.sections());
    return sections;
  }

  @Override
  public void close() {
    coarse.close();
    lists.close();
  }
}
