package dev.eidetic.index.ivf;

import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.rabitq.RaBitBlocks;
import dev.eidetic.index.rabitq.RaBitDecoder;
import dev.eidetic.index.rabitq.RaBitEncoder;
import dev.eidetic.index.rabitq.RaBitQuantizer;
import dev.eidetic.index.rabitq.RaBitScan;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;

/// Keeps RaBitQ codes of what differs from the list's centroid; where there is one list only, from
/// the mean of the examples.
final class RaBitCodec implements ListCodec {

  static final String SEED = "rabitq.seed";
  static final String MIDDLE = "rabitq.middle";

  private static final int ROWS_AT_ONCE = 1024;

  private final Metric metric;
  private final RaBitQuantizer quantizer;
  private final RaBitBlocks blocks;
  private final float[] middle;
  private final float[][] centres;
  private final float[] squares;

  /// @param middle that is subtracted from queries, so that they are short; the mean of the vectors
  RaBitCodec(Metric metric, RaBitQuantizer quantizer, float[] middle, Centroids centroids) {
    this.metric = metric;
    this.quantizer = quantizer;
    this.blocks = new RaBitBlocks(quantizer.codeDimension(), quantizer.bits());
    this.middle = middle;
    this.centres = new float[centroids.count()][];
    this.squares = new float[centres.length];
    int dimension = middle.length;
    for (int i = 0; i < centres.length; i++) {
      centres[i] =
          centres.length == 1
              ? middle
              : Arrays.copyOfRange(centroids.numbers(), i * dimension, (i + 1) * dimension);
      squares[i] = Kernels.dot(centres[i], centres[i]);
    }
  }

  /// @param bits per number
  static ListCodecTrainer trainer(Metric metric, int dimension, int bits) {
    return examples ->
        new RaBitCodec(
            metric,
            RaBitQuantizer.of(dimension, bits, examples.options().seed()),
            mean(examples.vectors()),
            examples.centroids());
  }

  /// @throws CorruptFileException if the sections do not fit
  static RaBitCodec open(Sections sections, Metric metric, int bits, Centroids centroids)
      throws CorruptFileException {
    int dimension = centroids.dimension();
    var quantizer = RaBitQuantizer.of(dimension, bits, sections.longs(SEED, 1)[0]);
    return new RaBitCodec(
        metric, quantizer, IvfFile.floats(sections, MIDDLE, dimension), centroids);
  }

  private static float[] mean(VectorSource vectors) {
    int dimension = vectors.dimension();
    var sums = new double[dimension];
    var rows = new float[ROWS_AT_ONCE * dimension];
    for (int first = 0; first < vectors.count(); first += ROWS_AT_ONCE) {
      int count = Math.min(ROWS_AT_ONCE, vectors.count() - first);
      vectors.copy(first, count, rows, 0);
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < dimension; j++) {
          sums[j] += rows[i * dimension + j];
        }
      }
    }
    var mean = new float[dimension];
    for (int j = 0; j < dimension; j++) {
      mean[j] = (float) (sums[j] / vectors.count());
    }
    return mean;
  }

  @Override
  public int blockBytes() {
    return blocks.bytes();
  }

  @Override
  public ListEncoder encoder() {
    var encoder = new RaBitEncoder(quantizer, blocks, metric);
    return (vectors, count, list, codes, block, place) -> {
      encoder.begin(centres[list], middle);
      for (int i = 0; i < count; i++) {
        encoder.encode(vectors, i * middle.length, codes, block, place + i);
      }
    };
  }

  @Override
  public ListScorer scorer() {
    return new Scorer();
  }

  @Override
  public void move(
      MemorySegment from,
      long fromBlock,
      int fromPlace,
      MemorySegment target,
      long targetBlock,
      int targetPlace) {
    blocks.move(from, fromBlock, fromPlace, target, targetBlock, targetPlace);
  }

  @Override
  public void decode(MemorySegment codes, long block, int place, int list, float[] target) {
    new RaBitDecoder(quantizer, blocks, metric).residual(codes, block, place, target);
    for (int i = 0; i < target.length; i++) {
      target[i] += centres[list][i];
    }
  }

  @Override
  public List<Section> sections() {
    return List.of(
        Sections.ofLongs(SEED, quantizer.seed()),
        new Section(MIDDLE, MemorySegment.ofArray(middle)));
  }

  @Override
  public long memoryBytes() {
    long numbers = centres.length == 1 ? 1 : centres.length + 1;
    return Float.BYTES * (numbers * middle.length + squares.length);
  }

  private final class Scorer implements ListScorer {

    private final RaBitScan scan = new RaBitScan(quantizer, blocks);
    private final float[] difference = new float[quantizer.dimension()];
    private final float[] rotated = new float[quantizer.codeDimension()];
    private float[] query = difference;
    private float square;

    @Override
    public void begin(float[] query) {
      this.query = query;
      square = Kernels.dot(query, query);
      for (int i = 0; i < difference.length; i++) {
        difference[i] = query[i] - middle[i];
      }
      quantizer.rotate(difference, 0, rotated);
      scan.begin(rotated);
    }

    @Override
    public void beginList(int list, float centroidScore) {
      float distance = 0;
      float score = centroidScore;
      if (centres.length == 1) {
        distance = Kernels.norm(difference);
        score = metric.isProduct() ? Kernels.dot(query, middle) : -distance * distance;
      } else {
        float squared =
            metric.isProduct() ? square + squares[list] - 2 * centroidScore : -centroidScore;
        distance = (float) Math.sqrt(Math.max(0, squared));
      }
      scan.beginCentre(score, distance);
    }

    @Override
    public float score(MemorySegment codes, long block, int place) {
      return scan.score(codes, block, place);
    }

    @Override
    public int above(
        MemorySegment codes,
        long offset,
        int vectors,
        float threshold,
        int[] places,
        float[] scores) {
      return scan.above(codes, offset, vectors, threshold, places, scores);
    }
  }
}
