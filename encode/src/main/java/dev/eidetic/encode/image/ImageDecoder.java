package dev.eidetic.encode.image;

/// Turns the bytes of an image file into upright sRGB pixels, within limits.
///
/// Any number of threads may decode at once.
public interface ImageDecoder {

  /// Decodes a whole file.
  ///
  /// @param file the file's content; read during the call, never kept
  /// @param wantedSide pixels: the picture may come reduced as long as its shorter side is at least
  ///   this; `Integer.MAX_VALUE` asks for the full size
  /// @throws ImageRefusedException if it cannot or must not be decoded; the message says why
  DecodedImage decode(byte[] file, int wantedSide) throws ImageRefusedException;
}
