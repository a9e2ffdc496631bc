package dev.eidetic.evaluate.neighbours;

import com.sun.management.OperatingSystemMXBean;
import dev.eidetic.evaluate.AveragePrecision;
import dev.eidetic.evaluate.Bootstrap;
import dev.eidetic.evaluate.Evaluator;
import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.MapAtR;
import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.RecallAt;
import dev.eidetic.evaluate.Relevance;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.VectorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/// Times MAP@R, or mAP over whole rankings, of a file of vectors: a programme to run by hand, see
/// docs/evaluation.md.
///
/// Arguments: a file of little-endian floats (if there is none, one is written: a random centre per
/// class and noise about it, of unit length, seed 1), the number of vectors, their dimension, how
/// many of them (the first) are queries, how many consecutive vectors make a class, threads, and
/// `top` or `whole`.
public final class AllAgainstAll {

  private AllAgainstAll() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    int count = Integer.parseInt(arguments[1]);
    int dimension = Integer.parseInt(arguments[2]);
    int queryCount = Integer.parseInt(arguments[3]);
    int classSize = Integer.parseInt(arguments[4]);
    int threads = Integer.parseInt(arguments[5]);
    boolean whole = arguments[6].equals("whole");
    var path = Path.of(arguments[0]);
    if (!Files.exists(path)) {
      write(path, count, dimension, classSize);
    }
    try (var arena = Arena.ofShared();
        var file = FileChannel.open(path, StandardOpenOption.READ)) {
      var bytes = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
      var gallery = VectorSource.of(bytes, 0, count, dimension, 4L * dimension);
      var queries = VectorSource.of(bytes, 0, queryCount, dimension, 4L * dimension);
      measure(queries, gallery, classSize, threads, whole);
    }
  }

  private static void write(Path path, int count, int dimension, int classSize) throws IOException {
    var random = Seeds.of(1);
    var bytes = ByteBuffer.allocate(Float.BYTES * dimension).order(ByteOrder.LITTLE_ENDIAN);
    try (var out = new BufferedOutputStream(Files.newOutputStream(path))) {
      float[] centre = random.unitVector(dimension);
      for (int i = 0; i < count; i++) {
        centre = i % classSize == 0 ? random.unitVector(dimension) : centre;
        var vector = new float[dimension];
        for (int j = 0; j < dimension; j++) {
          vector[j] = centre[j] + 0.08f * (float) random.nextGaussian();
        }
        Kernels.normalize(vector);
        bytes.asFloatBuffer().put(vector);
        out.write(bytes.array());
      }
    }
  }

  private static void measure(
      VectorSource queries, VectorSource gallery, int classSize, int threads, boolean whole)
      throws InterruptedException {
    var labels = new int[gallery.count()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i / classSize;
    }
    var truth = new FirstQueries(GroundTruth.leaveOneOut(labels), queries.count());
    List<Metric> metrics =
        whole
            ? List.of(AveragePrecision.PLAIN_MEAN, new MapAtR())
            : List.of(new MapAtR(), new RecallAt(1));
    var evaluator = new Evaluator(truth.queries(), metrics, Bootstrap.DEFAULT);
    long start = System.nanoTime();
    double startCpu = cpuSeconds();
    var neighbours = new BlockNeighbours(queries, gallery, threads);
    if (whole) {
      neighbours.judgeWhole(truth, evaluator);
    } else {
      neighbours.judgeTop(truth, 1, evaluator);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = cpuSeconds() - startCpu;
    double work = 2e-9 * queries.count() * gallery.count() * gallery.dimension();
    System.out.printf(
        Locale.ROOT,
        "%d x %d x %d, %d threads: %.2f s, %.2f s of CPU, %.1f GFLOP/s per core, heap %d MB%n",
        queries.count(),
        gallery.count(),
        gallery.dimension(),
        threads,
        seconds,
        cpu,
        work / cpu,
        Runtime.getRuntime().totalMemory() >> 20);
    for (var result : evaluator.finish().results()) {
      System.out.printf(Locale.ROOT, "  %s %.9f%n", result.label(), result.value());
    }
  }

  private static double cpuSeconds() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return system.getProcessCpuTime() / 1e9;
  }

  /// The truth of the first queries only.
  private record FirstQueries(GroundTruth all, int queries) implements GroundTruth {

    @Override
    public int gallerySize() {
      return all.gallerySize();
    }

    @Override
    public Relevance relevance(int query) {
      return all.relevance(query);
    }
  }
}
