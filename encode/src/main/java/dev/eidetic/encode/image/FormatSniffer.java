package dev.eidetic.encode.image;

import dev.eidetic.encode.image.ImageRefusedException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Tells formats apart by their first bytes, whatever the file is called, and says what a file is
/// that holds no picture.
final class FormatSniffer {

  /// How much of a file is looked at when it is no picture.
  private static final int TEXT_BYTES = 512;

  private FormatSniffer() {}

  /// @throws ImageRefusedException if the content is empty or of no format that we decode
  static ImageFormat sniff(byte[] file) throws ImageRefusedException {
    if (file.length == 0) {
      throw new ImageRefusedException(
          Reason.EMPTY, "the file has no bytes; copy or download it again");
    }
    var bytes = new FileBytes(file, ImageFormat.JPEG);
    Optional<ImageFormat> format = known(bytes);
    if (format.isPresent()) {
      return format.get();
    }
    throw refusal(bytes);
  }

  private static Optional<ImageFormat> known(FileBytes bytes) {
    if (bytes.matches(0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(ImageFormat.JPEG);
    }
    if (bytes.matches(0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(ImageFormat.PNG);
    }
    if (bytes.matches(0, "GIF87a") || bytes.matches(0, "GIF89a")) {
      return Optional.of(ImageFormat.GIF);
    }
    if (bytes.matches(0, "RIFF") && bytes.matches(8, "WEBP")) {
      return Optional.of(ImageFormat.WEBP);
    }
    // Text may begin with BM; the reserved words behind the size are zero in bitmaps.
    if (bytes.matches(0, "BM") && bytes.matches(6, "\0\0\0\0")) {
      return Optional.of(ImageFormat.BMP);
    }
    if (bytes.matches(0, "II*\0")
        || bytes.matches(0, "MM\0*")
        || bytes.matches(0, "II+\0\b\0\0\0")
        || bytes.matches(0, "MM\0+\0\b\0\0")) {
      return Optional.of(ImageFormat.TIFF);
    }
    return HeifHeader.formatByBrand(bytes);
  }

  private static ImageRefusedException refusal(FileBytes bytes) {
    Optional<String> otherImage = otherImage(bytes);
    if (otherImage.isPresent()) {
      return new ImageRefusedException(
          Reason.UNSUPPORTED,
          "the file is a %s, which is not decoded here; convert it to PNG or JPEG"
              .formatted(otherImage.get()));
    }
    return new ImageRefusedException(
        Reason.NOT_AN_IMAGE,
        "the file is no image: it looks like %s; images are JPEG, PNG, GIF, WebP, BMP, TIFF, HEIC"
                .formatted(likeness(bytes))
            + " or AVIF");
  }

  private static Optional<String> otherImage(FileBytes bytes) {
    if (bytes.matches(0, "8BPS")) {
      return Optional.of("Photoshop document");
    }
    if (bytes.matches(0, "\u00ff\n") || bytes.matches(4, "JXL \r\n\u0087\n")) {
      return Optional.of("JPEG XL picture");
    }
    if (bytes.matches(4, "jP  \r\n\u0087\n") || bytes.matches(0, "\u00ffO\u00ffQ")) {
      return Optional.of("JPEG 2000 picture");
    }
    if (bytes.matches(0, "\0\0\1\0") || bytes.matches(0, "\0\0\2\0")) {
      return Optional.of("Windows icon");
    }
    if (bytes.matches(0, "v/1\1")) {
      return Optional.of("OpenEXR picture");
    }
    return Optional.empty();
  }

  private static String likeness(FileBytes bytes) {
    if (bytes.matches(0, "%PDF")) {
      return "a PDF document";
    }
    if (bytes.matches(0, "PK\3\4")) {
      return "a ZIP archive or office document";
    }
    if (bytes.matches(0, "\u001f\u008b")) {
      return "a gzip archive";
    }
    if (bytes.matches(4, "ftyp") || bytes.matches(0, "\u001aE\u00df\u00a3")) {
      return "a video";
    }
    return isText(bytes.array()) ? textLikeness(bytes.array()) : binaryLikeness(bytes.array());
  }

  private static boolean isText(byte[] file) {
    for (int i = 0; i < Math.min(file.length, TEXT_BYTES); i++) {
      int value = file[i] & 0xff; // bytes above 127 may be UTF-8 or Latin-1
      if (value < ' ' && value != '\n' && value != '\r' && value != '\t' && value != '\f') {
        return false;
      }
    }
    return true;
  }

  private static String textLikeness(byte[] file) {
    String text =
        new String(file, 0, Math.min(file.length, TEXT_BYTES), StandardCharsets.ISO_8859_1)
            .strip()
            .toLowerCase(Locale.ROOT);
    if (text.contains("<svg")) {
      return "an SVG drawing";
    }
    if (text.contains("<!doctype html") || text.contains("<html")) {
      return "an HTML page, perhaps an error message saved in place of the picture";
    }
    if (text.startsWith("<?xml")) {
      return "an XML document";
    }
    return "text";
  }

  private static String binaryLikeness(byte[] file) {
    int shown = Math.min(file.length, 8);
    for (int i = 0; i < Math.min(file.length, TEXT_BYTES); i++) {
      if (file[i] != 0) {
        return "unknown data that begin with the bytes "
            + HexFormat.ofDelimiter(" ").formatHex(file, 0, shown);
      }
    }
    return "a run of zeros, as failed copies leave behind";
  }
}
