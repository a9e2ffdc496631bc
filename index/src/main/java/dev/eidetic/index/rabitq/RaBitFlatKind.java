package dev.eidetic.index.rabitq;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.OffHeap;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.List;

/// Scans the codes of all vectors; codes describe what differs from the mean of the examples.
public final class RaBitFlatKind implements Kind {

  private static final String SETTINGS = "rabitq.settings";
  private static final String MEAN = "rabitq.mean";
  private static final String BLOCKS = "rabitq.blocks";

  private static final int ROWS_AT_ONCE = 1024;

  private final Metric metric;
  private final long seed;
  private final RaBitQuantizer quantizer;
  private final RaBitBlocks blocks;
  private final Slots slots;
  private final OffHeap memory;
  private float[] mean;

  private RaBitFlatKind(
      Metric metric,
      RaBitQuantizer quantizer,
      long seed,
      Slots slots,
      OffHeap memory,
      float[] mean) {
    this.metric = metric;
    this.seed = seed;
    this.quantizer = quantizer;
    this.blocks = new RaBitBlocks(quantizer.codeDimension(), quantizer.bits());
    this.slots = slots;
    this.memory = memory;
    this.mean = mean;
  }

  /// @param bits per number, 1 to 8
  /// @param seed of the rotation
  public static RaBitFlatKind empty(Metric metric, int dimension, int bits, long seed) {
    return new RaBitFlatKind(
        metric,
        RaBitQuantizer.of(dimension, bits, seed),
        seed,
        new Slots(),
        OffHeap.ofSize(0),
        new float[0]);
  }

  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the sections do not fit
  public static RaBitFlatKind open(
      Sections sections, Metric metric, int dimension, int bits, BitSet live, int capacity)
      throws CorruptFileException {
    long seed = sections.longs(SETTINGS, 1)[0];
    var quantizer = RaBitQuantizer.of(dimension, bits, seed);
    float[] mean = sections.get(MEAN).toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
    if (mean.length != 0 && mean.length != dimension || mean.length == 0 && capacity > 0) {
      throw sections.corrupt(
          MEAN, 0, "it has %d numbers for vectors of %d", mean.length, dimension);
    }
    var layout = new RaBitBlocks(quantizer.codeDimension(), bits);
    long bytes = blockCount(capacity) * layout.bytes();
    return new RaBitFlatKind(
        metric, quantizer, seed, new Slots(live, capacity), sections.memory(BLOCKS, bytes), mean);
  }

  private static long blockCount(int capacity) {
    return (capacity + FastScan.BLOCK - 1L) / FastScan.BLOCK;
  }

  @Override
  public boolean isTrained() {
    return mean.length > 0;
  }

  @Override
  public void train(VectorSource examples) {
    var sums = new double[quantizer.dimension()];
    var rows = new float[ROWS_AT_ONCE * sums.length];
    for (int first = 0; first < examples.count(); first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, examples.count() - first);
      examples.copy(first, count, rows, 0);
      for (int i = 0; i < count * sums.length; i++) {
        sums[i % sums.length] += rows[i];
      }
    }
    var trained = new float[sums.length];
    for (int i = 0; i < sums.length; i++) {
      trained[i] = (float) (sums[i] / Math.max(1, examples.count()));
    }
    mean = trained;
  }

  @Override
  public int[] add(VectorSource vectors) {
    var ordinals = new int[vectors.count()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = slots.take();
    }
    memory.ensure(blockCount(slots.end()) * blocks.bytes());
    var encoder = new RaBitEncoder(quantizer, metric);
    var vector = new float[quantizer.dimension()];
    for (int i = 0; i < ordinals.length; i++) {
      vectors.copy(i, 1, vector, 0);
      encoder.encode(vector, 0, mean, mean);
      blocks.put(
          memory.segment(), block(ordinals[i]), lane(ordinals[i]), encoder.code(), encoder.terms());
    }
    return ordinals;
  }

  private long block(int ordinal) {
    return (long) (ordinal / FastScan.BLOCK) * blocks.bytes();
  }

  private static int lane(int ordinal) {
    return ordinal % FastScan.BLOCK;
  }

  @Override
  public void delete(int[] ordinals) {
    for (int ordinal : ordinals) {
      slots.giveBack(ordinal);
    }
  }

  @Override
  public KindSearcher searcher() {
    var scan = new RaBitScan(quantizer, blocks);
    var difference = new float[quantizer.dimension()];
    var rotated = new float[quantizer.codeDimension()];
    return (query, effort, filter, collector) -> {
      for (int i = 0; i < difference.length; i++) {
        difference[i] = query[i] - mean[i];
      }
      quantizer.rotate(difference, 0, rotated);
      scan.begin(rotated);
      float distance = Kernels.norm(difference);
      scan.scan(
          memory.segment(),
          0,
          slots.end(),
          metric.isProduct() ? Kernels.dot(query, mean) : -distance * distance,
          distance,
          ordinal -> slots.isTaken(ordinal) ? ordinal : -1,
          filter,
          collector);
    };
  }

  @Override
  public void read(int ordinal, float[] target) {
    var decoder = new RaBitDecoder(quantizer, blocks, metric);
    decoder.residual(memory.segment(), block(ordinal), lane(ordinal), target);
    for (int i = 0; i < target.length; i++) {
      target[i] += mean[i];
    }
  }

  @Override
  public long memoryBytes() {
    return memory.byteSize();
  }

  @Override
  public List<Section> sections() {
    return List.of(
        Sections.ofLongs(SETTINGS, seed),
        new Section(MEAN, MemorySegment.ofArray(mean)),
        new Section(BLOCKS, memory.segment().asSlice(0, blockCount(slots.end()) * blocks.bytes())));
  }

  @Override
  public void close() {
    memory.close();
  }
}
