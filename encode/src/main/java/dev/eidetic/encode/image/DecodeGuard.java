package dev.eidetic.encode.image;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.ImageRefusedException.Reason;

/// What all decoders do around the decoding: limits first, true sentences for failures after.
final class DecodeGuard {

  /// The work of one decoder on a file whose header has passed.
  interface Decoding {
    Pixels run() throws ImageRefusedException;
  }

  private DecodeGuard() {}

  /// Reads the header and refuses what is too large, before any decoder sees the file.
  static ImageHeader check(byte[] file, int wantedSide, DecodeLimits limits)
      throws ImageRefusedException {
    require(wantedSide >= 1, "wantedSide is %d; it must be at least 1", wantedSide);
    if (file.length > limits.maxBytes()) {
      throw new ImageRefusedException(
          Reason.TOO_LARGE,
          "the file has %d bytes; the limit is %d: shrink it or raise the limit"
              .formatted(file.length, limits.maxBytes()));
    }
    var header = ImageHeader.read(file);
    header.requireWithin(limits);
    return header;
  }

  /// Runs a decoder and turns every failure of it into a refusal.
  static Pixels run(FileBytes bytes, ImageHeader header, Decoding decoding)
      throws ImageRefusedException {
    try {
      return decoding.run();
    } catch (OutOfMemoryError e) {
      throw new ImageRefusedException(
          Reason.TOO_LARGE,
          "the %s picture of %d x %d does not fit into memory; shrink it or give the JVM more"
              .formatted(header.format(), header.width(), header.height()),
          e);
    } catch (RuntimeException e) {
      var refusal = header.isTruncated() ? bytes.endsEarly() : bytes.corrupt(undecodable(header));
      refusal.initCause(e);
      throw refusal;
    }
  }

  /// The clause for a picture whose header is fine and whose data are not.
  static String undecodable(ImageHeader header) {
    return "its %d x %d pixels cannot be decoded".formatted(header.width(), header.height());
  }
}
