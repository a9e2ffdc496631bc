package dev.eidetic.evaluate.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/// Refuses a file whose rows do not end, such as an image or a quote that is never closed, before
/// it fills the memory.
final class BoundedReader extends FilterReader {

  /// A ranking of several million entries still fits.
  static final int MAX_ROW_CHARACTERS = 64 << 20;

  private final Path file;
  private long sinceRow;

  BoundedReader(Path file, Reader reader) {
    super(reader);
    this.file = file;
  }

  /// Starts the next row's allowance.
  void rowEnded() {
    sinceRow = 0;
  }

  @Override
  public int read() throws IOException {
    int character = super.read();
    count(character < 0 ? 0 : 1);
    return character;
  }

  @Override
  public int read(char[] buffer, int offset, int length) throws IOException {
    int count = super.read(buffer, offset, length);
    count(Math.max(0, count));
    return count;
  }

  private void count(int characters) throws MalformedFileException {
    sinceRow += characters;
    if (sinceRow > MAX_ROW_CHARACTERS) {
      throw new MalformedFileException(
          file,
          "a row is longer than %d characters; is it text, and is every quote closed?",
          MAX_ROW_CHARACTERS);
    }
  }
}
