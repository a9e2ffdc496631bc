package dev.eidetic.engine.sheet;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Thumbnails of files on this machine. Nothing is loaded from the web, and nothing but regular
/// files is opened.
///
/// Any number of threads may ask at once.
public final class FileThumbnails implements ThumbnailSource {

  /// Sharp on screens of two pixels per point in a grid of five columns, about 15 KB each.
  private static final int STANDARD_SIDE = 360;

  private static final int QUALITY = 82;

  private static final Pattern URL =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*", Pattern.DOTALL);

  private final ImageDecoder decoder;
  private final int longestSide;
  private final long maxBytes;

  /// @param longestSide of a thumbnail, pixels, 16 to 2048
  /// @param maxBytes larger files are not read
  public FileThumbnails(ImageDecoder decoder, int longestSide, long maxBytes) {
    require(
        16 <= longestSide && longestSide <= 2048,
        "longestSide is %d; it must be 16 to 2048",
        longestSide);
    require(maxBytes >= 1, "maxBytes is %d; it must be at least 1", maxBytes);
    this.decoder = decoder;
    this.longestSide = longestSide;
    this.maxBytes = maxBytes;
  }

  /// Thumbnails of up to 360 x 360 pixels, of files within the usual limits.
  public static FileThumbnails standard(ImageDecoder decoder) {
    return new FileThumbnails(decoder, STANDARD_SIDE, DecodeLimits.DEFAULT.maxBytes());
  }

  @Override
  public Thumbnail of(SheetPicture picture) {
    return switch (picture) {
      case SheetPicture.InFile(String path) -> ofPath(path);
      case SheetPicture.InMemory(var pixels) -> ofPixels(pixels);
      case SheetPicture.Nowhere(String reason) -> new Missing(reason);
    };
  }

  private Thumbnail ofPath(String path) {
    if (URL.matcher(path).matches()) {
      return new Missing("on the web; nothing is loaded from there");
    }
    try {
      return ofFile(Path.of(path));
    } catch (InvalidPathException _) {
      return new Missing("the path is not one of this system");
    } catch (AccessDeniedException _) {
      return new Missing("the file may not be read");
    } catch (IOException e) {
      return new Missing("the file cannot be read: " + e.getMessage());
    } catch (ImageRefusedException e) {
      return new Missing(String.valueOf(e.getMessage()));
    }
  }

  private Thumbnail ofFile(Path file) throws IOException, ImageRefusedException {
    if (!Files.exists(file)) {
      return new Missing("the file is gone");
    }
    if (!Files.isRegularFile(file)) { // a pipe or device: opening it might wait for ever
      return new Missing("not a file any more");
    }
    long bytes = Files.size(file);
    if (bytes > maxBytes) {
      return new Missing("the file has %,d bytes; at most %,d are read".formatted(bytes, maxBytes));
    }
    byte[] content = Files.readAllBytes(file);
    return ofPixels(decoder.decode(content, longestSide).pixels());
  }

  private Thumbnail ofPixels(Pixels pixels) {
    return new Jpeg(JpegThumbnail.of(pixels, longestSide, QUALITY));
  }
}
