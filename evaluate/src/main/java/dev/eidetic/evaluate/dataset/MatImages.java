package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.mat.MatFile;
import dev.eidetic.evaluate.mat.MatValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads images and classes from structures in a MATLAB file.
record MatImages(Path file, Layout.MatStructures layout) {

  LabelledImages read() throws IOException {
    if (!(MatFile.read(file).get(layout.variable()) instanceof MatValue.Structures structures)) {
      throw new MalformedFileException(
          file, "it has no structures \"%s\"; is it the right file?", layout.variable());
    }
    var paths = field(structures, layout.image());
    var labels = field(structures, layout.label());
    var images = new ArrayList<LabelledImage>();
    for (int i = 0; i < paths.size(); i++) {
      if (!(paths.get(i) instanceof MatValue.Text path)
          || !(labels.get(i) instanceof MatValue.Numbers number)
          || number.values().length != 1) {
        throw new MalformedFileException(
            file,
            "entry %d of %s: %s must be a text and %s a number",
            i + 1,
            layout.variable(),
            layout.image(),
            layout.label());
      }
      long label = Math.round(number.values()[0]);
      if (layout.classes().first() <= label && label <= layout.classes().last()) {
        images.add(new LabelledImage(path.value(), Long.toString(label), ImageRole.BOTH));
      }
    }
    if (images.isEmpty()) {
      throw new MalformedFileException(
          file, "it lists no images of this split; is it the right file?");
    }
    return new LabelledImages(images);
  }

  private List<MatValue> field(MatValue.Structures structures, String name)
      throws MalformedFileException {
    var values = structures.fields().get(name);
    if (values == null) {
      throw new MalformedFileException(
          file,
          "structures \"%s\" have no field \"%s\"; they have %s",
          layout.variable(),
          name,
          structures.fields().keySet().stream().sorted().toList());
    }
    return values;
  }
}
