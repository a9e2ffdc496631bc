package dev.eidetic.evaluate.protocol;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Relevance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;

/// The published ground truth of a revisited benchmark.
///
/// @param name such as `roxford5k`, from the file's name
/// @param images names of the judged gallery images, without extension; ordinals refer to this list
/// @param queries the queries, in order
public record RevisitedTruth(String name, List<String> images, List<RevisitedQuery> queries) {

  public RevisitedTruth {
    images = List.copyOf(images);
    queries = List.copyOf(queries);
  }

  /// Reads `gnd_*.pkl`, or the same as JSON.
  ///
  /// @throws dev.eidetic.evaluate.pickle.PickleException if a pickle holds more than plain data
  /// @throws dev.eidetic.evaluate.file.MalformedFileException if it is no such ground truth, naming
  ///   the query and the field
  public static RevisitedTruth read(Path file) throws IOException {
    var fileName = file.getFileName();
    String name = fileName == null ? "" : fileName.toString();
    var reader = new RevisitedTruthReader(file);
    return name.toLowerCase(Locale.ROOT).endsWith(".json") ? reader.json() : reader.pickle();
  }

  /// The truth of one setup.
  public GroundTruth at(Difficulty difficulty) {
    return withDistractors(difficulty, 0);
  }

  /// The truth of one setup in a larger gallery: the judged images first, then others that are
  /// relevant to nothing, such as the million of revisitop1m.
  ///
  /// @param distractors how many follow the judged images
  public GroundTruth withDistractors(Difficulty difficulty, int distractors) {
    require(distractors >= 0, "distractors is %d; it must not be negative", distractors);
    var relevances = new ArrayList<Relevance>(queries.size());
    for (var query : queries) {
      relevances.add(difficulty.relevance(query));
    }
    return GroundTruth.of(Math.addExact(images.size(), distractors), relevances);
  }

  /// The names of a larger gallery, as rankings by name need them.
  ///
  /// @param distractors names of the images that follow the judged ones
  /// @throws IllegalArgumentException if a name is taken already
  public List<String> galleryWith(List<String> distractors) {
    var names = new ArrayList<>(images);
    var seen = new HashSet<>(images);
    for (String distractor : distractors) {
      require(seen.add(distractor), "distractor \"%s\" is in the gallery already", distractor);
      names.add(distractor);
    }
    return names;
  }
}
