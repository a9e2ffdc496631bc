package dev.eidetic.benchmarks.data;

import dev.eidetic.evaluate.ann.TexmexFiles;
import dev.eidetic.evaluate.neighbours.EuclideanNeighbours;
import dev.eidetic.vectors.MappedVectors;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/// Ten million vectors that are spread like SIFT descriptors, to see how cost grows. Files:
/// `base-10m.bvecs`, `queries.fvecs` (1,000), `truth-10m.ivecs` (the 100 nearest).
///
/// Each is a real descriptor plus half the difference of two others of the same neighbourhood,
/// rounded and clipped to 0 to 255: a bootstrap smoothed with the covariance of the place.
/// Neighbourhoods are those of a thousand descriptors. Queries are made from real queries.
///
/// @param folder that receives the files
record SyntheticDataSet(Path folder) {

  private static final int BASE = 10_000_000;
  private static final int QUERIES = 1_000;
  private static final int NEIGHBOURHOODS = 1_000;
  private static final float SPREAD = 0.5f;

  /// @param sift the folder of [SiftDataSet]
  void build(Path sift) throws IOException, InterruptedException {
    var base = folder.resolve("base-10m.bvecs");
    var queries = folder.resolve("queries.fvecs");
    if (!Files.exists(base) || !Files.exists(queries)) {
      try (var real = MappedVectors.openFvecs(sift.resolve("base-1m.fvecs"));
          var asked = MappedVectors.openFvecs(sift.resolve("queries.fvecs"))) {
        var neighbourhoods = Neighbourhoods.of(real);
        var forQueries = neighbourhoods.maker(asked, 5);
        VectorFiles.writeFvecs(
            queries, QUERIES, real.dimension(), (_, target) -> forQueries.make(target));
        var forBase = neighbourhoods.maker(real, 4);
        VectorFiles.writeBvecs(base, BASE, real.dimension(), (_, target) -> forBase.make(target));
      }
    }
    var truth = folder.resolve("truth-10m.ivecs");
    if (!Files.exists(truth)) {
      try (var gallery = TexmexFiles.openBvecs(base);
          var asked = MappedVectors.openFvecs(queries)) {
        VectorFiles.writeIvecs(
            truth, new EuclideanNeighbours(asked, gallery, 1).nearest(100).ordinals());
      }
    }
  }

  /// Real vectors by the nearest of some of them.
  ///
  /// @param members of each neighbourhood
  private record Neighbourhoods(VectorSource real, VectorSource centres, int[][] members) {

    static Neighbourhoods of(VectorSource real) throws InterruptedException {
      int dimension = real.dimension();
      var rows = new float[NEIGHBOURHOODS * dimension];
      for (int i = 0; i < NEIGHBOURHOODS; i++) {
        real.copy((int) ((long) i * real.count() / NEIGHBOURHOODS), 1, rows, i * dimension);
      }
      var centres = VectorSource.of(rows, dimension);
      int[] nearest = nearest(real, centres);
      var sizes = new int[NEIGHBOURHOODS];
      for (int centre : nearest) {
        sizes[centre]++;
      }
      var members = new int[NEIGHBOURHOODS][];
      for (int i = 0; i < NEIGHBOURHOODS; i++) {
        members[i] = new int[sizes[i]];
      }
      for (int i = 0; i < nearest.length; i++) {
        members[nearest[i]][--sizes[nearest[i]]] = i;
      }
      return new Neighbourhoods(real, centres, members);
    }

    private static int[] nearest(VectorSource vectors, VectorSource centres)
        throws InterruptedException {
      var found = new EuclideanNeighbours(vectors, centres, 1).nearest(1);
      var nearest = new int[vectors.count()];
      for (int i = 0; i < nearest.length; i++) {
        nearest[i] = found.ordinals()[i][0];
      }
      return nearest;
    }

    Maker maker(VectorSource seeds, long randomSeed) throws InterruptedException {
      return new Maker(this, seeds, nearest(seeds, centres), new Random(randomSeed));
    }
  }

  /// Makes one vector after the other.
  ///
  /// @param places the neighbourhood of each seed
  private record Maker(Neighbourhoods all, VectorSource seeds, int[] places, Random random) {

    void make(float[] target) {
      int dimension = seeds.dimension();
      var pair = new float[2 * dimension];
      int seed = random.nextInt(seeds.count());
      int[] members = all.members()[places[seed]];
      seeds.copy(seed, 1, target, 0);
      all.real().copy(members[random.nextInt(members.length)], 1, pair, 0);
      all.real().copy(members[random.nextInt(members.length)], 1, pair, dimension);
      for (int i = 0; i < dimension; i++) {
        float moved = target[i] + SPREAD * (pair[i] - pair[dimension + i]);
        target[i] = Math.clamp(Math.round(moved), 0, 255);
      }
    }
  }
}
