package dev.eidetic.encode.image;

/// A decoded picture and what its file said.
///
/// @param pixels upright (EXIF orientation applied), possibly reduced; see [ImageDecoder]
/// @param format by content, whatever the file's name
/// @param width of the full picture, upright
/// @param height of the full picture, upright
/// @param isTruncated true when the file ends early and part of the picture is missing
public record DecodedImage(
    Pixels pixels, ImageFormat format, int width, int height, boolean isTruncated) {}
