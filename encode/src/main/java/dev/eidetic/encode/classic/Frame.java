package dev.eidetic.encode.classic;

/// A rectangle inside a picture, each edge a share of its width or height from the left or top, 0
/// to 1.
record Frame(double left, double right, double top, double bottom) {

  static final Frame WHOLE = new Frame(0, 1, 0, 1);

  double width() {
    return right - left;
  }

  double height() {
    return bottom - top;
  }

  /// The frame that `inner`, measured within this one, is within the picture.
  Frame within(Frame inner) {
    return new Frame(
        left + inner.left * width(),
        left + inner.right * width(),
        top + inner.top * height(),
        top + inner.bottom * height());
  }
}
