package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/// Reads one category of MVTec's layout.
final class AnomalyReader {

  private AnomalyReader() {}

  static EvaluationTask read(Path root) throws IOException {
    var examples = new ArrayList<ImageReference>();
    for (String path : ImageFolders.list(root.resolve("train/good"))) {
      examples.add(new ImageReference("train/good/" + path));
    }
    var tested = new ArrayList<ImageReference>();
    var defects = new ArrayList<String>();
    for (String path : ImageFolders.list(root.resolve("test"))) {
      int end = path.indexOf('/');
      if (end < 0) {
        throw new MalformedFileException(
            root.resolve("test").resolve(path),
            "it lies in no folder; put it into test/good or test/DEFECT");
      }
      String kind = path.substring(0, end);
      tested.add(new ImageReference("test/" + path));
      defects.add(kind.equals("good") ? "" : kind);
    }
    if (examples.isEmpty() || !defects.contains("") || defects.stream().allMatch(String::isEmpty)) {
      throw new MalformedFileException(
          root,
          "train/good has %d images, test has %d good and %d bad ones; at least one of each is"
              + " needed",
          examples.size(),
          defects.stream().filter(String::isEmpty).count(),
          defects.stream().filter(kind -> !kind.isEmpty()).count());
    }
    return new EvaluationTask.Anomaly(examples, tested, defects);
  }
}
