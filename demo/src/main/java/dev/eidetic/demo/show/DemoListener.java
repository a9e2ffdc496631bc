package dev.eidetic.demo.show;

/// Hears how the demo goes on, on the thread that runs it.
@FunctionalInterface
public interface DemoListener {

  /// What the demo does, in order.
  enum Step {
    /// Drawing the pictures.
    DRAW,
    /// Indexing them.
    INDEX,
    /// Searching by each of them in turn.
    SEARCH,
    /// Writing the page.
    SHOW
  }

  /// @param done pictures done, 0 to `total`; each step begins with 0 and ends with `total`
  /// @param total pictures of the step
  void progress(Step step, long done, long total);

  /// Hears nothing.
  static DemoListener silent() {
    return (_, _, _) -> {};
  }
}
