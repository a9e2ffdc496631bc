package dev.eidetic.engine.sheet;

/// Where the pictures of a page come from. Asked once per picture, in the order of the page, by the
/// thread that writes it.
@FunctionalInterface
public interface ThumbnailSource {

  /// The picture, small. Whatever is wrong with it becomes a reason, never an exception.
  Thumbnail of(SheetPicture picture);

  /// A picture small enough for a page, or why there is none.
  sealed interface Thumbnail {}

  /// @param file a whole JPEG file
  record Jpeg(byte[] file) implements Thumbnail {}

  /// @param reason a few words such as `it has vanished`
  record Missing(String reason) implements Thumbnail {}
}
