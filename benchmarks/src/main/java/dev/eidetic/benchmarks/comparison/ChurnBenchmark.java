package dev.eidetic.benchmarks.comparison;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Precision;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.VectorExplanation;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;

/// A collection that never rests: round after round a fifth of it is deleted and as much is added;
/// then what searches of one effort find and take, beside a collection built afresh of the same
/// vectors; at last both compacted. A programme to run by hand, see docs/lucene.md. Arguments:
/// vectors, rounds, beam.
///
/// Vectors are drawn, 128 numbers each, around 20,000 places.
public final class ChurnBenchmark {

  private static final int DIMENSION = 128;
  private static final int PLACES = 20_000;
  private static final float SPREAD = 0.7f;
  private static final int QUERIES = 200;
  private static final int COUNT = 10;
  private static final int SHARE = 5;

  private final int size;
  private final int rounds;
  private final Precision.Effort effort;
  private final List<Integer> live = new ArrayList<>();
  private final SplittableRandom random = new SplittableRandom(1);
  private int next;

  private ChurnBenchmark(int size, int rounds, int beam) {
    this.size = size;
    this.rounds = rounds;
    this.effort = new Precision.Effort(SearchEffort.DEFAULT.withBeam(beam));
  }

  public static void main(String[] arguments) throws IOException {
    require(arguments.length == 3, "arguments: VECTORS ROUNDS BEAM");
    new ChurnBenchmark(
            Integer.parseInt(arguments[0]),
            Integer.parseInt(arguments[1]),
            Integer.parseInt(arguments[2]))
        .run();
  }

  private void run() throws IOException {
    System.out.printf(
        "%6s %9s %9s %9s %10s %9s%n",
        "round", "seconds", "segments", "recall@10", "median ms", "scored");
    try (var churned = open(Files.createTempDirectory("churn"))) {
      long start = System.nanoTime();
      add(churned, size);
      churned.commit();
      report("first", System.nanoTime() - start, churned);
      for (int round = 1; round <= rounds; round++) {
        start = System.nanoTime();
        delete(churned, size / SHARE);
        add(churned, size / SHARE);
        churned.commit();
        report(Integer.toString(round), System.nanoTime() - start, churned);
      }
      compact(churned);
    }
    try (var fresh = open(Files.createTempDirectory("fresh"))) {
      long start = System.nanoTime();
      for (int number : live) {
        put(fresh, number);
      }
      fresh.commit();
      report("fresh", System.nanoTime() - start, fresh);
      compact(fresh);
    }
  }

  /// One segment with an index: what both then find can be compared at equal effort.
  private void compact(Collection collection) throws IOException {
    long start = System.nanoTime();
    collection.compact();
    report("one", System.nanoTime() - start, collection);
  }

  private static Collection open(Path folder) throws IOException {
    return Collection.create(folder, new DrawnVectors(), ChurnBenchmark::numbered);
  }

  /// The file is a number, and so is the picture.
  private static DecodedImage numbered(byte[] file, int wantedSide) {
    var pixels = Pixels.of(2, 1, Arrays.copyOf(file, 6));
    return new DecodedImage(pixels, ImageFormat.PNG, 2, 1, false);
  }

  private void add(Collection collection, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      put(collection, next);
      live.add(next++);
    }
  }

  private static void put(Collection collection, int number) throws IOException {
    byte[] file = ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    try {
      collection.put(NewImage.of(Integer.toString(number), file));
    } catch (ImageRefusedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void delete(Collection collection, int count) throws IOException {
    for (int i = 0; i < count; i++) {
      int place = random.nextInt(live.size());
      int last = live.removeLast();
      int gone = place == live.size() ? last : live.set(place, last);
      var _ = collection.delete(Integer.toString(gone));
    }
  }

  private void report(String round, long nanos, Collection collection) throws IOException {
    try (var now = collection.snapshot()) {
      var times = new long[QUERIES];
      long scored = 0;
      int segments = 0;
      double recall = 0;
      for (int i = -QUERIES / 4; i < QUERIES; i++) {
        var request = SearchRequest.like(new Example.Vector(drawn(-1 - Math.abs(i)))).count(COUNT);
        long start = System.nanoTime();
        var found = now.explain(request.with(effort));
        if (i < 0) {
          continue; // warms up
        }
        times[i] = System.nanoTime() - start;
        var how = (VectorExplanation) found.explanation();
        scored += how.scored();
        segments = how.segments().size();
        var ids = new HashSet<>(ids(now, request.exact()));
        recall += found.hits().stream().filter(hit -> ids.contains(hit.item().id())).count();
      }
      Arrays.sort(times);
      System.out.printf(
          "%6s %9.1f %9d %9.4f %10.2f %9d%n",
          round,
          nanos / 1e9,
          segments,
          recall / QUERIES / COUNT,
          times[QUERIES / 2] / 1e6,
          scored / QUERIES);
    }
  }

  private static List<String> ids(Snapshot now, SearchRequest request) throws IOException {
    return now.search(request).stream().map(hit -> hit.item().id()).toList();
  }

  private static float[] drawn(int number) {
    var seeds = Seeds.of(number);
    float[] vector = Seeds.of(1L << 40 | seeds.nextInt(PLACES)).unitVector(DIMENSION);
    float[] noise = seeds.unitVector(DIMENSION);
    for (int i = 0; i < DIMENSION; i++) {
      vector[i] += SPREAD * noise[i];
    }
    Kernels.normalize(vector);
    return vector;
  }

  private record DrawnVectors() implements ImageEncoder {

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("drawn", DIMENSION, "0".repeat(64));
    }

    @Override
    public int wantedSide() {
      return 1;
    }

    @Override
    public int preferredBatch() {
      return 1;
    }

    @Override
    public List<float[]> encode(List<Pixels> pictures) {
      return pictures.stream()
          .map(picture -> drawn(ByteBuffer.wrap(picture.rgb()).getInt()))
          .toList();
    }

    @Override
    public void close() {}
  }
}
