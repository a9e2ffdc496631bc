package dev.eidetic.index.ivf;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Metric;
import dev.eidetic.index.core.Kind;
import dev.eidetic.index.core.KindSearcher;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.Sections;
import dev.eidetic.index.core.Slots;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.cluster.Centroids;
import dev.eidetic.vectors.cluster.KMeans;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Inverted lists over any codec; with a single list, plain codes scanned from end to end.
///
/// Deleting moves a list's last vector into the gap, so that lists hold live vectors only and take
/// no more room than they need.
public final class IvfKind implements Kind {

  private static final int CODEC_EXAMPLES = 1 << 16;

  private final Metric metric;
  private final int dimension;
  private final int listCount;
  private final boolean spilled;
  private final ListCodecTrainer trainer;
  private final BuildOptions options;
  private final Slots slots;
  private Optional<TrainedLists> trained = Optional.empty();

  private IvfKind(
      Metric metric,
      int dimension,
      int listCount,
      boolean spilled,
      ListCodecTrainer trainer,
      BuildOptions options,
      Slots slots) {
    this.metric = metric;
    this.dimension = dimension;
    this.listCount = listCount;
    this.spilled = spilled;
    this.trainer = trainer;
    this.options = options;
    this.slots = slots;
  }

  public static IvfKind empty(
      IndexSpec.Ivf spec, Metric metric, int dimension, BuildOptions options) {
    return of(spec, metric, dimension, options, new Slots());
  }

  private static IvfKind of(
      IndexSpec.Ivf spec, Metric metric, int dimension, BuildOptions options, Slots slots) {
    return new IvfKind(
        metric,
        dimension,
        spec.lists(),
        spec.spilled(),
        ListCodecs.trainer(spec.code(), spec.residual(), metric, dimension),
        options,
        slots);
  }

  /// @param spec says what lists keep
  /// @param live which ordinals are in use
  /// @param capacity one more than the largest ordinal ever used
  /// @throws CorruptFileException if the sections do not fit
  public static IvfKind open(
      Sections sections,
      Metric metric,
      int dimension,
      IndexSpec.Ivf spec,
      BuildOptions options,
      BitSet live,
      int capacity)
      throws CorruptFileException {
    var kind = of(spec, metric, dimension, options, new Slots(live, capacity));
    if (capacity > 0 || sections.has(CoarseQuantizer.CENTROIDS)) {
      var file = new IvfFile(sections, metric, dimension, spec);
      kind.trained = Optional.of(file.lists(live, capacity));
    }
    return kind;
  }

  @Override
  public boolean isTrained() {
    return trained.isPresent();
  }

  @Override
  public void train(VectorSource examples) {
    var centroids =
        listCount == 1
            ? new Centroids(new float[dimension], 1, dimension)
            : KMeans.of(listCount, options.seed(), options.threads()).fit(examples);
    var coarse = CoarseQuantizer.of(centroids, metric, options);
    var sample = sample(examples);
    var codec =
        trainer.train(new ListExamples(sample, coarse.assign(sample, options), centroids, options));
    trained = Optional.of(new TrainedLists(coarse, codec, spilled ? 2 : 1));
  }

  private VectorSource sample(VectorSource examples) {
    int count = Math.min(examples.count(), CODEC_EXAMPLES);
    var random = new SplittableRandom(options.seed() + 1);
    var numbers = new float[count * dimension];
    int taken = 0;
    // Selection sampling (Knuth, volume 2, 3.4.2, algorithm S): each example is as likely as any.
    for (int i = 0; taken < count; i++) {
      if (random.nextInt(examples.count() - i) < count - taken) {
        examples.copy(i, 1, numbers, taken++ * dimension);
      }
    }
    return VectorSource.of(numbers, dimension);
  }

  @Override
  public void requireFit(VectorSource vectors) {
    trained.orElseThrow().codec().requireFit(vectors);
  }

  @Override
  public int[] add(VectorSource vectors) {
    var lists = trained.orElseThrow();
    var ordinals = new int[vectors.count()];
    for (int i = 0; i < ordinals.length; i++) {
      ordinals[i] = slots.take();
    }
    lists.add(vectors, ordinals, options);
    return ordinals;
  }

  @Override
  public void delete(int[] ordinals) {
    trained.orElseThrow().delete(ordinals, slots.end());
    for (int ordinal : ordinals) {
      slots.giveBack(ordinal);
    }
  }

  @Override
  public KindSearcher searcher() {
    return new IvfSearcher(this);
  }

  TrainedLists lists() {
    return trained.orElseThrow();
  }

  int size() {
    return slots.taken();
  }

  @Override
  public void read(int ordinal, float[] target) {
    trained.orElseThrow().read(ordinal, target, slots.end());
  }

  @Override
  public long memoryBytes() {
    return trained.map(TrainedLists::memoryBytes).orElse(0L);
  }

  @Override
  public List<Section> sections() {
    return trained.map(TrainedLists::sections).orElse(List.of());
  }

  @Override
  public void close() {
    trained.ifPresent(TrainedLists::close);
  }
}
