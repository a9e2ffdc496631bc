package dev.eidetic.encode.image;

import dev.eidetic.encode.image.ImageRefusedException.Reason;

/// What the header of an image file says, read without decoding a pixel.
///
/// @param format by content
/// @param width as stored, before the orientation is applied; at least 1
/// @param height as stored; at least 1
/// @param orientation EXIF orientation, 1 (upright) to 8; 1 where the file names none or a wrong
///   one, and for HEIC and AVIF, whose decoder turns them itself
/// @param hasAlpha true when pixels may be transparent, as far as the header tells
/// @param isAnimated true when there is more than one frame
/// @param isTruncated true when the file visibly ends before its content does
/// @param pixelsToDecode the most pixels that a decoder has to handle for it, at least `width *
///   height`: GIF frames may exceed the canvas, TIFF tiles the picture
public record ImageHeader(
    ImageFormat format,
    int width,
    int height,
    int orientation,
    boolean hasAlpha,
    boolean isAnimated,
    boolean isTruncated,
    long pixelsToDecode) {

  /// Reads the header of a file.
  ///
  /// @param file the whole file; garbage behind the picture is ignored
  /// @throws ImageRefusedException if it is empty, no image, or its header is broken
  public static ImageHeader read(byte[] file) throws ImageRefusedException {
    var bytes = new FileBytes(file, FormatSniffer.sniff(file));
    ImageHeader header =
        switch (bytes.format()) {
          case JPEG -> JpegHeader.read(bytes);
          case PNG -> PngHeader.read(bytes).common();
          case GIF -> GifHeader.read(bytes).common();
          case WEBP -> WebpHeader.read(bytes);
          case BMP -> BmpHeader.read(bytes).common();
          case TIFF -> TiffHeader.read(bytes).common();
          case HEIC, AVIF -> HeifHeader.read(bytes);
        };
    if (header.width < 1 || header.height < 1) {
      throw bytes.corrupt("its header says %d x %d pixels".formatted(header.width, header.height));
    }
    return header;
  }

  /// Refuses what is larger than the limits.
  void requireWithin(DecodeLimits limits) throws ImageRefusedException {
    if (pixelsToDecode > limits.maxPixels()) {
      throw new ImageRefusedException(
          Reason.TOO_LARGE,
          "the %s picture is %d x %d, %d pixels to decode; the limit is %d: shrink it or raise the"
                  .formatted(format, width, height, pixelsToDecode, limits.maxPixels())
              + " limit");
    }
  }

  /// Width once upright.
  int uprightWidth() {
    return orientation >= 5 ? height : width;
  }

  /// Height once upright.
  int uprightHeight() {
    return orientation >= 5 ? width : height;
  }
}
