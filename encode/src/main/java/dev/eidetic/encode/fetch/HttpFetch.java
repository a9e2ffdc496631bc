package dev.eidetic.encode.fetch;

import dev.eidetic.encode.fetch.FetchException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Gets what lies at a web address, within limits of size, time and place.
///
/// ```java
/// try (var fetch = new HttpFetch(FetchRules.anyWeb(), FetchTimes.FOR_IMAGES)) {
///   byte[] photograph = fetch.bytes(FetchRequest.of(uri), 32 << 20);
/// }
/// ```
///
/// Follows up to 10 redirects and asks the rules about each. Never retries: see [RetryPolicy]. An
/// interrupt ends a fetch at once. Safe for many threads.
public final class HttpFetch implements AutoCloseable {

  private static final int MAX_REDIRECTS = 10;

  private final HttpClient client;
  private final FetchRules rules;
  private final FetchTimes times;

  public HttpFetch(FetchRules rules, FetchTimes times) {
    this.rules = rules;
    this.times = times;
    this.client =
        HttpClient.newBuilder()
            // One connection per file: the flow control of HTTP/2 gains nothing for big files.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(times.connect())
            .build();
  }

  /// Gets something small into memory.
  ///
  /// @param maxBytes the most to accept
  /// @throws FetchException if it is larger, does not arrive, or its status is not 200
  public byte[] bytes(FetchRequest request, int maxBytes)
      throws FetchException, InterruptedException {
    try (var response = open(request)) {
      return read(response, maxBytes);
    }
  }

  /// The body of an answer of status 200.
  ///
  /// @throws FetchException as [#bytes]
  public static byte[] read(FetchResponse response, int maxBytes)
      throws FetchException, InterruptedException {
    if (response.status() != 200) {
      throw response.asFailure();
    }
    var bytes = new ByteArrayOutputStream();
    try {
      response.transferTo(
          buffer -> {
            var piece = new byte[buffer.remaining()];
            buffer.get(piece);
            bytes.writeBytes(piece);
          },
          maxBytes);
    } catch (FetchException e) {
      throw e;
    } catch (IOException e) {
      throw new AssertionError("memory refused bytes", e);
    }
    return bytes.toByteArray();
  }

  /// Asks, follows redirects and returns the answer, whatever its status. Close it.
  ///
  /// @throws FetchException `REFUSED`, `CONNECTION`, `TIMED_OUT` or `MALFORMED`
  public FetchResponse open(FetchRequest request) throws FetchException, InterruptedException {
    long deadline = System.nanoTime() + times.total().toNanos();
    var uri = request.uri();
    rules.check(uri);
    for (int hop = 0; hop <= MAX_REDIRECTS; hop++) {
      rules.checkAddresses(uri);
      var response = send(uri, request, deadline);
      try {
        rules.checkAddresses(uri);
        if (!isRedirect(response.status())) {
          return response;
        }
        var next = target(response);
        rules.checkRedirect(uri, next);
        uri = next;
      } catch (FetchException e) {
        response.close();
        throw e;
      }
      response.close();
    }
    throw new FetchException(
        Kind.REFUSED,
        "%s redirects more than %d times".formatted(FetchRules.show(request.uri()), MAX_REDIRECTS));
  }

  /// Ends everything that is under way.
  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  static String show(Duration duration) {
    return duration.toMillis() < 10_000 ? duration.toMillis() + " ms" : duration.toSeconds() + " s";
  }

  private FetchResponse send(URI uri, FetchRequest request, long deadline)
      throws FetchException, InterruptedException {
    var future = client.sendAsync(message(uri, request), _ -> new BodyQueue());
    // Waits here rather than with HttpRequest.timeout: some JDKs count the body into that one.
    long wait =
        Math.min(times.connect().plus(times.idle()).toNanos(), deadline - System.nanoTime());
    try {
      HttpResponse<BodyQueue> response = future.get(wait, TimeUnit.NANOSECONDS);
      return new FetchResponse(
          uri, response.statusCode(), response.headers(), response.body(), times.idle(), deadline);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw new FetchException(
          Kind.TIMED_OUT,
          "%s did not answer within %s"
              .formatted(FetchRules.show(uri), show(Duration.ofNanos(Math.max(wait, 0)))),
          e);
    } catch (InterruptedException e) {
      future.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new FetchException(
          Kind.CONNECTION,
          "no connection to %s (%s); check the address and the network"
              .formatted(FetchRules.show(uri), describe(cause)),
          cause);
    }
  }

  private static HttpRequest message(URI uri, FetchRequest request) throws FetchException {
    try {
      var message = HttpRequest.newBuilder(uri).setHeader("Accept-Encoding", "identity");
      message.setHeader("User-Agent", "eidetic");
      request.headers().forEach(message::setHeader);
      if (FetchRules.isSameOrigin(uri, request.uri())) {
        request.secretHeaders().forEach(message::setHeader);
      }
      return message.GET().build();
    } catch (IllegalArgumentException _) { // without its message, which may quote a secret
      throw new FetchException(
          Kind.REFUSED,
          "the request for %s has an address or a header that HTTP cannot carry"
              .formatted(FetchRules.show(uri)));
    }
  }

  private static boolean isRedirect(int status) {
    return switch (status) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  private static URI target(FetchResponse response) throws FetchException {
    var location = response.header("Location");
    try {
      return response.uri().resolve(location.orElseThrow(IllegalArgumentException::new));
    } catch (IllegalArgumentException e) {
      throw new FetchException(
          Kind.MALFORMED,
          "%s redirects to \"%s\", which is no address"
              .formatted(FetchRules.show(response.uri()), location.orElse("")),
          e);
    }
  }

  private static String describe(Throwable cause) {
    var message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
