package dev.eidetic.encode.image;

import dev.eidetic.encode.image.NativePicture.Alpha;
import java.util.OptionalInt;

/// Turns rows of samples into rows of red, green and blue on white, exactly as [ImageDecoder]
/// promises.
///
/// @param channels 1 gray, 3 colour, 4 colour and alpha; blue comes first
/// @param maximum of a sample, 255 or 65535
/// @param alpha how a fourth channel is meant
/// @param grayKey the value of a single channel that is transparent
record RowConverter(int channels, int maximum, Alpha alpha, OptionalInt grayKey) {

  private static final int WHITE = 255;

  /// @param samples `channels` per pixel
  /// @param rgb filled with 3 bytes per pixel
  void convert(int[] samples, byte[] rgb) {
    int key = grayKey.orElse(-1);
    for (int from = 0, to = 0; to < rgb.length; from += channels, to += 3) {
      if (channels == 1) {
        int gray = samples[from] == key ? WHITE : toByte(samples[from]);
        rgb[to] = (byte) gray;
        rgb[to + 1] = (byte) gray;
        rgb[to + 2] = (byte) gray;
      } else {
        long opacity = channels == 4 && alpha != Alpha.NONE ? samples[from + 3] : maximum;
        rgb[to] = (byte) onWhite(samples[from + 2], opacity);
        rgb[to + 1] = (byte) onWhite(samples[from + 1], opacity);
        rgb[to + 2] = (byte) onWhite(samples[from], opacity);
      }
    }
  }

  private int onWhite(int sample, long opacity) {
    if (opacity == maximum) {
      return toByte(sample);
    }
    long shown = alpha == Alpha.PREMULTIPLIED ? (long) sample * maximum : sample * opacity;
    long scale = (long) maximum * maximum;
    long mixed = Math.min(scale, shown + (maximum - opacity) * maximum);
    return (int) ((mixed * WHITE + scale / 2) / scale);
  }

  private int toByte(int sample) {
    return maximum == WHITE ? sample : (sample * WHITE + maximum / 2) / maximum;
  }
}
