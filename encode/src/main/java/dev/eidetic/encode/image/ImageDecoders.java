package dev.eidetic.encode.image;

/// The front door: one decoder for all formats.
public final class ImageDecoders {

  private ImageDecoders() {}

  /// OpenCV and our own GIF decoder; libvips for HEIC and AVIF, looked for when the first such file
  /// comes.
  ///
  /// @throws IllegalStateException if OpenCV cannot be loaded on this machine
  public static ImageDecoder standard(DecodeLimits limits) {
    var common = new OpenCvImageDecoder(limits);
    var modern = new VipsImageDecoder(limits);
    return (file, wantedSide) ->
        switch (FormatSniffer.sniff(file)) {
          case HEIC, AVIF -> modern.decode(file, wantedSide);
          case JPEG, PNG, GIF, WEBP, BMP, TIFF -> common.decode(file, wantedSide);
        };
  }
}
