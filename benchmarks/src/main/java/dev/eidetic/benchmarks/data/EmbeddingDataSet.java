package dev.eidetic.benchmarks.data;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.evaluate.neighbours.BlockNeighbours;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// Embeddings of photographs and of parts of them by MobileNetV2, 1280 numbers of unit length each,
/// compared by cosine; queries come from other photographs. Files: `base.fvecs` (at least 200,000),
/// `queries.fvecs` (1,000), `truth.ivecs` (the 100 nearest).
///
/// Photographs of 160 to 256 pixels give six views, seen at 96 x 96 pixels; those of 64 pixels give
/// four, seen as they are. The network was trained on 224 x 224: its vectors for smaller pictures
/// are coarser, and cost a tenth.
///
/// @param folder that receives the files, and the finished chunks in `chunks` until all are there
record EmbeddingDataSet(Path folder) {

  private static final int QUERIES = 1_000;
  private static final int PHOTOGRAPHS_PER_CHUNK = 1024;
  private static final double HELD_OUT = 0.015;

  private static final List<Kind> KINDS =
      List.of(
          new Kind("larger", List.of("caltech101", "clothing", "imagenet-sample"), 6, 96),
          new Kind("small", List.of("tiny-imagenet"), 4, 64));

  /// Photographs that are treated alike.
  ///
  /// @param views of each photograph: itself, and parts of it
  /// @param side of the square that the network sees, in pixels
  private record Kind(String name, List<String> folders, int views, int side) {}

  void build(Path shared) throws IOException, InterruptedException {
    var base = folder.resolve("base.fvecs");
    var queries = folder.resolve("queries.fvecs");
    if (!Files.exists(base) || !Files.exists(queries)) {
      var asked = new ArrayList<Path>();
      var indexed = new ArrayList<Path>();
      for (var kind : KINDS) {
        var photographs = Photographs.of(shared, kind.folders(), HELD_OUT);
        asked.addAll(chunks(shared, kind, "queries", photographs.heldOut()));
        indexed.addAll(chunks(shared, kind, "base", photographs.base()));
      }
      join(asked, QUERIES, queries);
      join(indexed, Integer.MAX_VALUE, base);
    }
    writeTruth(base, queries, folder.resolve("truth.ivecs"));
  }

  /// Encodes what is not there yet.
  private List<Path> chunks(Path shared, Kind kind, String role, List<Path> photographs)
      throws IOException {
    var files = new ArrayList<Path>();
    for (int first = 0; first < photographs.size(); first += PHOTOGRAPHS_PER_CHUNK) {
      int end = Math.min(photographs.size(), first + PHOTOGRAPHS_PER_CHUNK);
      var file = folder.resolve("chunks/%s-%s-%05d.fvecs".formatted(kind.name(), role, first));
      if (!Files.exists(file)) {
        try (var views = new PhotographViews(shared, kind.side(), kind.views())) {
          var vectors = views.embeddings(photographs.subList(first, end));
          VectorFiles.writeFvecs(
              file,
              vectors.size(),
              PhotographViews.DIMENSION,
              (row, target) -> System.arraycopy(vectors.get(row), 0, target, 0, target.length));
        }
      }
      files.add(file);
    }
    return files;
  }

  private record Place(VectorSource source, int row) {}

  /// Puts the rows of all chunks into one file, in a random order, always the same.
  private static void join(List<Path> chunks, int most, Path target) throws IOException {
    var opened = new ArrayList<MappedBytes>();
    try {
      var places = new ArrayList<Place>();
      for (var chunk : chunks) {
        var mapped = MappedBytes.open(chunk);
        opened.add(mapped);
        var source = VectorFiles.vectors(mapped);
        for (int row = 0; row < source.count(); row++) {
          places.add(new Place(source, row));
        }
      }
      Collections.shuffle(places, new Random(3));
      int rows = Math.min(most, places.size());
      require(rows > 0, "there are no chunks for %s", target);
      VectorFiles.writeFvecs(
          target,
          rows,
          PhotographViews.DIMENSION,
          (row, numbers) -> places.get(row).source().copy(places.get(row).row(), 1, numbers, 0));
    } finally {
      opened.forEach(MappedBytes::close);
    }
  }

  private static void writeTruth(Path base, Path queries, Path truth)
      throws IOException, InterruptedException {
    if (Files.exists(truth)) {
      return;
    }
    try (var gallery = MappedBytes.open(base);
        var asked = MappedBytes.open(queries)) {
      var nearest =
          new BlockNeighbours(
                  VectorFiles.vectors(asked).normalized(),
                  VectorFiles.vectors(gallery).normalized(),
                  1)
              .nearest(100);
      VectorFiles.writeIvecs(truth, nearest.ordinals());
    }
  }
}
