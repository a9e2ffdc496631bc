package dev.eidetic.evaluate.dataset;

/// Puts the folder before the paths of images that were listed relative to it.
final class PathPrefix {

  private PathPrefix() {}

  static LabelledImages add(String folder, LabelledImages images) {
    return new LabelledImages(
        images.images().stream()
            .map(
                image ->
                    new LabelledImage(
                        add(folder, image.path()), image.label(), image.role(), image.box()))
            .toList());
  }

  static String add(String folder, String path) {
    return folder.isEmpty() ? path : folder + "/" + path;
  }
}
