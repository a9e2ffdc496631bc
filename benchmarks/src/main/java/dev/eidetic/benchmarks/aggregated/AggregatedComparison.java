package dev.eidetic.benchmarks.aggregated;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.index.FileCheck;
import dev.eidetic.index.aggregated.AggregatedImage;
import dev.eidetic.index.aggregated.AggregatedIndex;
import dev.eidetic.index.aggregated.AggregationSettings;
import dev.eidetic.index.aggregated.Codebook;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.VectorSource;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// A programme to run by hand, see docs/performance.md: ASMK* over drawn descriptors, 500 of 128
/// numbers per picture, words learned, pictures indexed and asked for one query at a time on one
/// thread; then the authors' implementation on the same numbers, if it is there.
///
/// Arguments: pictures, words, a folder for files, and optionally a checkout of
/// github.com/jenicek/asmk.
public final class AggregatedComparison {

  private static final int QUERIES = 100;
  private static final int WARM_UP = 20;
  private static final int TOP = 100;
  private static final int BATCH = 5_000;
  private static final int THREADS = Runtime.getRuntime().availableProcessors();

  private final int pictures;
  private final int words;
  private final Path folder;
  private final DrawnDescriptors drawn;

  private AggregatedComparison(int pictures, int words, Path folder) {
    this.pictures = pictures;
    this.words = words;
    this.folder = folder;
    this.drawn = new DrawnDescriptors(pictures);
  }

  /// @throws IOException if a file cannot be written or the other programme fails
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length < 3) {
      throw new IllegalArgumentException("arguments: PICTURES WORDS FOLDER [ASMK]");
    }
    var comparison =
        new AggregatedComparison(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Files.createDirectories(Path.of(arguments[2])));
    System.out.printf(
        "%,d pictures, %,d words, %d threads to build, one to ask%n",
        comparison.pictures, comparison.words, THREADS);
    comparison.runOwn();
    if (arguments.length > 3) {
      comparison.runPeer(Path.of(arguments[3]));
    }
  }

  private int step() {
    return Math.max(1, pictures / QUERIES);
  }

  private void runOwn() throws IOException {
    var settings = AggregationSettings.DEFAULT.withWords(words);
    var sample = VectorSource.of(sample(), DrawnDescriptors.DIMENSION);
    long start = System.nanoTime();
    var codebook = Codebook.train(sample, settings, THREADS);
    long trained = System.nanoTime();
    var index = index(codebook);
    long built = System.nanoTime();
    var times = new ArrayList<Double>();
    var best = new ArrayList<Integer>();
    for (int query = -WARM_UP; query < QUERIES; query++) {
      float[] rows = drawn.ofQuery(Math.floorMod(query, QUERIES), step());
      long asked = System.nanoTime();
      int first = first(index.scores(codebook.query(rows, DrawnDescriptors.EACH)));
      if (query >= 0) {
        times.add((System.nanoTime() - asked) / 1e9);
        best.add(first);
      }
    }
    Collections.sort(times);
    print(
        "eidetic", (trained - start) / 1e9, (built - trained) / 1e9, times.get(QUERIES / 2), best);
    System.out.printf("%,d bytes per picture%n", index.memoryBytes() / pictures);
  }

  /// 32 descriptors per word, of pictures spread evenly.
  private float[] sample() {
    int wanted = Math.min(pictures, 32 * words / DrawnDescriptors.EACH + 1);
    int numbers = DrawnDescriptors.EACH * DrawnDescriptors.DIMENSION;
    var sample = new float[wanted * numbers];
    for (int i = 0; i < wanted; i++) {
      int picture = (int) ((long) i * pictures / wanted);
      System.arraycopy(drawn.ofPicture(picture), 0, sample, i * numbers, numbers);
    }
    return sample;
  }

  /// In parts that are saved, joined and mapped, as collections do it.
  private AggregatedIndex index(Codebook codebook) throws IOException {
    var parts = new ArrayList<AggregatedIndex>();
    for (int from = 0; from < pictures; from += BATCH) {
      int first = from;
      var images = new AggregatedImage[Math.min(BATCH, pictures - from)];
      ParallelLoop.run(
          THREADS,
          images.length,
          () ->
              i -> images[i] = codebook.stored(drawn.ofPicture(first + i), DrawnDescriptors.EACH));
      var file = folder.resolve("part-" + from + ".words");
      AggregatedIndex.of(codebook, Arrays.asList(images)).save(file);
      parts.add(AggregatedIndex.open(file, codebook, FileCheck.STRUCTURE));
    }
    var all = new ArrayList<BitSet>();
    for (var part : parts) {
      var kept = new BitSet();
      kept.set(0, part.count());
      all.add(kept);
    }
    var file = folder.resolve("all.words");
    AggregatedIndex.saveJoined(file, parts, all);
    return AggregatedIndex.open(file, codebook, FileCheck.STRUCTURE);
  }

  /// Puts the best hundred in order, as a search does.
  private static int first(float[] scores) {
    var keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = (long) Float.floatToIntBits(scores[i]) << 32 | i;
    }
    Arrays.sort(keys);
    long[] top = Arrays.copyOfRange(keys, Math.max(0, keys.length - TOP), keys.length);
    return (int) top[top.length - 1];
  }

  private void runPeer(Path asmk) throws IOException, InterruptedException {
    write("descriptors.f32", pictures, drawn::ofPicture);
    write("queries.f32", QUERIES, query -> drawn.ofQuery(query, step()));
    Files.writeString(
        folder.resolve("shape.txt"),
        "%d %d %d %d"
            .formatted(pictures, QUERIES, DrawnDescriptors.EACH, DrawnDescriptors.DIMENSION));
    var script = Path.of("benchmarks/src/main/python/asmk_driver.py");
    var process =
        new ProcessBuilder(
                "python3",
                script.toString(),
                asmk.toString(),
                folder.toString(),
                Integer.toString(words))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("%s failed with exit code %d".formatted(script, process.exitValue()));
    }
    var json = JSON.std.mapFrom(answer.strip().lines().toList().getLast());
    var best = new ArrayList<Integer>();
    ((List<?>) json.getOrDefault("best", List.of()))
        .forEach(each -> best.add(((Number) each).intValue()));
    print(
        "asmk",
        number(json.get("train")),
        number(json.get("build")),
        number(json.get("query")),
        best);
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  private void write(String name, int count, IntFunction<float[]> rows) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 20)) {
      for (int i = 0; i < count; i++) {
        float[] numbers = rows.apply(i);
        var bytes = ByteBuffer.allocate(4 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        out.write(bytes.array());
      }
    }
  }

  private void print(String name, double train, double build, double query, List<Integer> best) {
    int right = 0;
    for (int i = 0; i < best.size(); i++) {
      right += best.get(i) == i * step() ? 1 : 0;
    }
    System.out.printf(
        "%-8s learn words %.1f s, index %.1f s, query %.2f ms (median), right first %d of %d%n",
        name, train, build, 1000 * query, right, best.size());
  }
}
