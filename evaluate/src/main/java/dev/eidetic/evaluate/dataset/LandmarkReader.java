package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads GLDv2's recognition track.
final class LandmarkReader {

  private static final PathRule TEST = new PathRule("test", true, ".jpg");
  private static final PathRule TRAIN = new PathRule("train", true, ".jpg");

  private final Path root;
  private final Layout.NamedLandmarks layout;

  LandmarkReader(Path root, Layout.NamedLandmarks layout) {
    this.root = root;
    this.layout = layout;
  }

  EvaluationTask read() throws IOException {
    var queries = new ArrayList<ImageReference>();
    var answers = new ArrayList<List<String>>();
    TextTable.csv(root.resolve(layout.solution()))
        .forEach(
            row -> {
              if (layout.usages().contains(row.cell("Usage"))) {
                queries.add(new ImageReference(TEST.path(row.cell("id"))));
                String landmarks = row.cell("landmarks").strip();
                answers.add(landmarks.isEmpty() ? List.of() : List.of(landmarks.split("\\s+", -1)));
              }
            });
    var examples = new ArrayList<LabelledImage>();
    TextTable.csv(root.resolve(layout.examples()))
        .forEach(
            row ->
                examples.add(
                    new LabelledImage(
                        TRAIN.path(row.cell("id")), row.cell("landmark_id"), ImageRole.GALLERY)));
    return new EvaluationTask.Recognition(queries, answers, examples);
  }
}
