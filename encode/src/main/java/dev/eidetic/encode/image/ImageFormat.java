package dev.eidetic.encode.image;

/// Image file formats told apart by their content.
public enum ImageFormat {
  JPEG,
  PNG,
  GIF,
  WEBP,
  BMP,
  TIFF,
  HEIC,
  AVIF
}
