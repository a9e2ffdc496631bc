package dev.eidetic.benchmarks.data;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.evaluate.neighbours.EuclideanNeighbours;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.opencv_features2d.SIFT;

/// A million SIFT descriptors, 128 numbers each, compared by Euclidean distance; queries come from
/// other photographs. Files: `base-1m.fvecs`, its beginning `base-200k.fvecs`, `queries.fvecs`
/// (10,000), `truth-1m.ivecs` and `truth-200k.ivecs` (the 100 nearest).
///
/// @param folder that receives the files
record SiftDataSet(Path folder) {

  private static final int BASE = 1_000_000;
  private static final int SMALL_BASE = 200_000;
  private static final int QUERIES = 10_000;
  private static final double HELD_OUT = 0.04;

  private static final List<String> FOLDERS =
      List.of("caltech101", "clothing", "imagenet-sample", "retail-demo-store");

  void build(Path shared) throws IOException, InterruptedException {
    var base = folder.resolve("base-1m.fvecs");
    var small = folder.resolve("base-200k.fvecs");
    var queries = folder.resolve("queries.fvecs");
    if (!Files.exists(base) || !Files.exists(small) || !Files.exists(queries)) {
      var photographs = Photographs.of(shared, FOLDERS, HELD_OUT);
      write(photographs.heldOut(), 20 * QUERIES, QUERIES, queries);
      var descriptors = write(photographs.base(), BASE, BASE, base);
      VectorFiles.writeFvecs(small, SMALL_BASE, SiftDescriptors.DIMENSION, descriptors::read);
    }
    writeTruth(small, queries, folder.resolve("truth-200k.ivecs"));
    writeTruth(base, queries, folder.resolve("truth-1m.ivecs"));
  }

  /// @param most how many descriptors are drawn from
  private static SiftDescriptors write(List<Path> photographs, int most, int rows, Path file)
      throws IOException {
    var descriptors = new SiftDescriptors(most);
    try (var sift = SIFT.create()) {
      for (var photograph : photographs) {
        descriptors.addFrom(photograph, sift);
        if (descriptors.isFull()) {
          break;
        }
      }
    }
    require(
        descriptors.count() >= rows,
        "%d photographs give %d descriptors; %d are needed",
        photographs.size(),
        descriptors.count(),
        rows);
    descriptors.shuffle(2);
    VectorFiles.writeFvecs(file, rows, SiftDescriptors.DIMENSION, descriptors::read);
    return descriptors;
  }

  private static void writeTruth(Path base, Path queries, Path truth)
      throws IOException, InterruptedException {
    if (Files.exists(truth)) {
      return;
    }
    try (var gallery = MappedBytes.open(base);
        var asked = MappedBytes.open(queries)) {
      var nearest =
          new EuclideanNeighbours(VectorFiles.vectors(asked), VectorFiles.vectors(gallery), 1)
              .nearest(100);
      VectorFiles.writeIvecs(truth, nearest.ordinals());
    }
  }
}
