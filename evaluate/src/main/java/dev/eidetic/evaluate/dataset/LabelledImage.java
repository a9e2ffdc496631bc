package dev.eidetic.evaluate.dataset;

import static dev.eidetic.vectors.Preconditions.require;

/// An image and what it shows.
///
/// @param path of the file, with `/`, as its list writes it
/// @param label its class; images with equal labels are right for each other
/// @param role what it serves as
/// @param box the part that is meant, or [Box#WHOLE]
public record LabelledImage(String path, String label, ImageRole role, Box box) {

  public LabelledImage {
    require(!path.isBlank(), "path of an image with label \"%s\" is blank", label);
  }

  /// A whole picture.
  public LabelledImage(String path, String label, ImageRole role) {
    this(path, label, role, Box.WHOLE);
  }

  ImageReference reference() {
    return new ImageReference(path, box);
  }
}
