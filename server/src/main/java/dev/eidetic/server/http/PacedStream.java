package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A body that must not be too long nor too slow: a sender of one byte a second would hold its
/// place for hours.
final class PacedStream extends InputStream {

  private final InputStream in;
  private final BodyRules rules;
  private final long maxBytes;
  private final long beginNanos = System.nanoTime();
  private long bytes;

  PacedStream(InputStream in, BodyRules rules, long maxBytes) {
    this.in = in;
    this.rules = rules;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    int count = in.read(target, offset, length);
    bytes += Math.max(0, count);
    if (bytes > maxBytes) {
      throw ProblemException.tooLarge(
          "the body is longer than %,d bytes, the most that is taken".formatted(maxBytes));
    }
    long allowedNanos =
        rules.patience().toNanos() + bytes * 1_000_000_000L / rules.leastBytesPerSecond();
    if (System.nanoTime() - beginNanos > allowedNanos) {
      throw ProblemException.tooSlow();
    }
    return count;
  }
}
