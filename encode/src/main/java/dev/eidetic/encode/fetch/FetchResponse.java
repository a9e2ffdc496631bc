package dev.eidetic.encode.fetch;

import dev.eidetic.encode.fetch.FetchException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// An answer whose headers are here and whose body is still to be read, once, by one thread.
public final class FetchResponse implements AutoCloseable {

  private final URI uri;
  private final int status;
  private final HttpHeaders headers;
  private final BodyQueue body;
  private final Duration idle;
  private final long deadlineNanos;

  FetchResponse(
      URI uri, int status, HttpHeaders headers, BodyQueue body, Duration idle, long deadlineNanos) {
    this.uri = uri;
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.idle = idle;
    this.deadlineNanos = deadlineNanos;
  }

  /// Takes the bytes of a body in order. The buffer is only valid during the call.
  @FunctionalInterface
  public interface Sink {
    void accept(ByteBuffer bytes) throws IOException;
  }

  /// The address that answered, after all redirects.
  public URI uri() {
    return uri;
  }

  public int status() {
    return status;
  }

  /// @param name in any case; of repeated headers the first
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /// The length that the server promises, if it does.
  public OptionalLong contentLength() {
    try {
      return headers.firstValueAsLong("Content-Length");
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
  }

  /// Reads the body to its end.
  ///
  /// @param maxBytes refused before the first byte when the server promises more, else when more
  ///   come
  /// @throws FetchException `TOO_LARGE`, `TIMED_OUT`, `CONNECTION`, `MALFORMED`
  /// @throws IOException whatever the sink throws
  public void transferTo(Sink sink, long maxBytes) throws IOException, InterruptedException {
    var encoding = header("Content-Encoding").orElse("identity");
    if (!encoding.equalsIgnoreCase("identity")) {
      throw new FetchException(
          Kind.MALFORMED,
          "%s is compressed with \"%s\" although that was not asked for"
              .formatted(FetchRules.show(uri), encoding));
    }
    refuseIfLarger(contentLength().orElse(0), maxBytes);
    long received = 0;
    while (true) {
      switch (next()) {
        case BodyQueue.Signal.Bytes(var buffers) -> {
          for (var buffer : buffers) {
            received += buffer.remaining();
            refuseIfLarger(received, maxBytes);
            sink.accept(buffer);
          }
        }
        case BodyQueue.Signal.Broken(var cause) ->
            throw new FetchException(
                Kind.CONNECTION,
                "the connection to %s broke after %d bytes"
                    .formatted(FetchRules.show(uri), received),
                cause);
        case BodyQueue.Signal.End() -> {
          return;
        }
      }
    }
  }

  /// Drops what was not read. Harmless when repeated.
  @Override
  public void close() {
    body.cancel();
  }

  StatusException asFailure() {
    return new StatusException(uri, status, headers);
  }

  private BodyQueue.Signal next() throws FetchException, InterruptedException {
    var left = Duration.ofNanos(deadlineNanos - System.nanoTime());
    var wait = left.compareTo(idle) < 0 ? left : idle;
    var signal = body.next(wait);
    if (signal == null) {
      throw new FetchException(
          Kind.TIMED_OUT,
          left.compareTo(idle) < 0
              ? "%s took longer than allowed in all".formatted(FetchRules.show(uri))
              : "%s sent nothing for %s".formatted(FetchRules.show(uri), HttpFetch.show(idle)));
    }
    return signal;
  }

  private void refuseIfLarger(long bytes, long maxBytes) throws FetchException {
    if (bytes > maxBytes) {
      throw new FetchException(
          Kind.TOO_LARGE,
          "%s is %d bytes or more; at most %d are accepted"
              .formatted(FetchRules.show(uri), bytes, maxBytes));
    }
  }
}
