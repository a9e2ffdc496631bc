package dev.eidetic.encode.preprocess;

/// Sides of a picture's tensor, in pixels.
public record TensorSize(int width, int height) {

  /// How many numbers the tensor holds: three channels.
  public int numbers() {
    return Math.multiplyExact(3, Math.multiplyExact(width, height));
  }

  @Override
  public String toString() {
    return width + " x " + height;
  }
}
