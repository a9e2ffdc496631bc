package dev.eidetic.evaluate.dataset;

/// An image to encode.
///
/// @param path of the file, with `/`, below the folder of its data set
/// @param box the part to encode, or [Box#WHOLE]
public record ImageReference(String path, Box box) {

  /// A whole picture.
  public ImageReference(String path) {
    this(path, Box.WHOLE);
  }
}
