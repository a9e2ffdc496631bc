package dev.eidetic.benchmarks.data;

import static dev.eidetic.vectors.Preconditions.require;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Makes the data sets that are not there yet. Arguments: the folder of photographs, the folder
/// that receives the sets, and which ones: `sift`, `embeddings`, `synthetic`; the first two if none
/// is named. A run that was stopped goes on where it was.
public final class BuildDataSets {

  private static final Set<String> KNOWN = Set.of("sift", "embeddings", "synthetic");

  private BuildDataSets() {}

  public static void main(String[] arguments) throws Exception {
    require(
        arguments.length >= 2,
        "there are %d arguments; at least SHARED and CACHE are needed",
        arguments.length);
    var shared = Path.of(arguments[0]);
    var cache = Path.of(arguments[1]);
    var sets =
        arguments.length == 2
            ? List.of("sift", "embeddings")
            : List.of(arguments).subList(2, arguments.length);
    for (String set : sets) {
      require(KNOWN.contains(set), "set \"%s\" is unknown; known: %s", set, KNOWN);
    }
    for (String set : sets) {
      switch (set) {
        case "sift" -> new SiftDataSet(cache.resolve("sift")).build(shared);
        case "embeddings" -> new EmbeddingDataSet(cache.resolve("embeddings")).build(shared);
        default -> new SyntheticDataSet(cache.resolve("synthetic")).build(cache.resolve("sift"));
      }
    }
  }
}
