package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.Pattern;

/// Class and role by the number in an image's name.
///
/// @param pattern regular expression of a path below the data's folder; its first group is the
///   number. Paths that do not match are left out
/// @param perClass numbers `n * perClass` to `n * perClass + perClass - 1` are class `n`
/// @param roles who is a query
public record NameRule(String pattern, int perClass, Roles roles) {

  /// Who is a query.
  public enum Roles {
    /// The first number of each class asks; all images are the gallery: INRIA Holidays.
    FIRST_ASKS,
    /// What lies in a folder `original` is the gallery, the rest asks: Copydays.
    ORIGINAL_IS_FOUND,
    /// Every image asks, and is right for itself: UKBench.
    EACH_WITH_ITSELF
  }

  EvaluationTask read(Path root) throws IOException {
    var images = new ArrayList<LabelledImage>();
    var names = Pattern.compile(pattern);
    for (String path : ImageFolders.list(root)) {
      var name = names.matcher(path);
      if (name.matches()) {
        long number = Long.parseLong(name.group(1));
        String label = Long.toString(number / perClass);
        images.add(new LabelledImage(path, label, role(path, number % perClass == 0)));
      }
    }
    if (images.isEmpty()) {
      throw new MalformedFileException(
          root, "no image below it is named like %s; is it the right folder?", pattern);
    }
    var labelled = new LabelledImages(images);
    return EvaluationTask.Retrieval.of(
        labelled,
        roles == Roles.EACH_WITH_ITSELF ? labelled.groundTruthWithSelf() : labelled.groundTruth());
  }

  private ImageRole role(String path, boolean first) {
    return switch (roles) {
      case FIRST_ASKS -> first ? ImageRole.BOTH : ImageRole.GALLERY;
      case ORIGINAL_IS_FOUND ->
          ("/" + path).contains("/original/") ? ImageRole.GALLERY : ImageRole.QUERY;
      case EACH_WITH_ITSELF -> ImageRole.BOTH;
    };
  }
}
