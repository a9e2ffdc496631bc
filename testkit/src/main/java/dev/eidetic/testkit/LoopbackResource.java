package dev.eidetic.testkit;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One thing that a [LoopbackServer] serves, and the ways in which serving it goes wrong.
///
/// Each setting returns this resource, so that they can be chained. Safe for concurrent requests.
public final class LoopbackResource {

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private final CountDownLatch serverClosed;
  private final Map<String, String> extraHeaders = new LinkedHashMap<>();
  private final Deque<Failure> failures = new ArrayDeque<>();
  private byte[] content;
  private @Nullable String etag = "\"first\"";
  private @Nullable URI redirect;
  private int redirectStatus;
  private boolean ignoresRanges;
  private boolean withoutLength;
  private long rangeShift;
  private int cutAfter;
  private int cutsLeft;
  private int stallAfter;
  private int stallsLeft;
  private boolean stallsBeforeHeaders;
  private long promisedTooMuch;

  private record Failure(int status, Map<String, String> headers) {}

  LoopbackResource(byte[] content, CountDownLatch serverClosed) {
    this.content = content.clone();
    this.serverClosed = serverClosed;
  }

  /// Changes what is served, as when somebody uploads a new version.
  public synchronized LoopbackResource content(byte[] content, String etag) {
    this.content = content.clone();
    this.etag = etag;
    return this;
  }

  /// @param etag with its quotes, and `W/` before them if weak
  public synchronized LoopbackResource etag(String etag) {
    this.etag = etag;
    return this;
  }

  /// Sends no `ETag`.
  public synchronized LoopbackResource withoutEtag() {
    etag = null;
    return this;
  }

  /// Sends one more header with every answer of status 200 or 206.
  public synchronized LoopbackResource header(String name, String value) {
    extraHeaders.put(name, value);
    return this;
  }

  /// The next requests, after those already told to fail, get this status and no content.
  public synchronized LoopbackResource failing(int times, int status, Map<String, String> headers) {
    for (int i = 0; i < times; i++) {
      failures.add(new Failure(status, Map.copyOf(headers)));
    }
    return this;
  }

  /// Answers with a redirect instead of content.
  ///
  /// @param location absolute or relative
  public synchronized LoopbackResource redirecting(int status, URI location) {
    redirectStatus = status;
    redirect = location;
    return this;
  }

  /// Cuts the connection after some bytes of the body.
  ///
  /// @param times how many answers are cut; later ones are whole
  public synchronized LoopbackResource cuttingAfter(int bytes, int times) {
    cutAfter = bytes;
    cutsLeft = times;
    return this;
  }

  /// Sends some bytes of the body, then nothing until the server is closed.
  ///
  /// @param times how many answers stall; later ones are whole
  public synchronized LoopbackResource stallingAfter(int bytes, int times) {
    stallAfter = bytes;
    stallsLeft = times;
    return this;
  }

  /// Accepts requests and never answers.
  public synchronized LoopbackResource stallingBeforeHeaders() {
    stallsBeforeHeaders = true;
    return this;
  }

  /// Answers 200 with everything, whatever range is asked for.
  public synchronized LoopbackResource ignoringRanges() {
    ignoresRanges = true;
    return this;
  }

  /// Sends the body in chunks, without saying its length.
  public synchronized LoopbackResource withoutLength() {
    withoutLength = true;
    return this;
  }

  /// Promises a body longer than it is, and ends the connection where the truth ends.
  public synchronized LoopbackResource promisingTooMuch(long bytes) {
    promisedTooMuch = bytes;
    return this;
  }

  /// Answers range requests with a part that begins elsewhere, and says so in `Content-Range`.
  public synchronized LoopbackResource shiftingRanges(long bytes) {
    rangeShift = bytes;
    return this;
  }

  private enum End {
    WHOLE,
    CUT,
    STALL
  }

  /// @param body what is really sent
  /// @param length as `HttpExchange` wants it: -1 for no body, 0 for chunks
  private record Plan(
      int status, Map<String, String> headers, ByteBuffer body, long length, End end) {

    static Plan withoutBody(int status, Map<String, String> headers) {
      return new Plan(status, headers, ByteBuffer.allocate(0), -1, End.WHOLE);
    }
  }

  void answer(HttpExchange exchange, LoopbackServer.Request request) throws IOException {
    var plan = plan(request);
    if (plan == null) {
      awaitClose();
      return;
    }
    plan.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(plan.status(), plan.length());
    if (plan.length() < 0) {
      return;
    }
    // Closed only when whole: the caller closes the exchange, and that cuts the connection.
    var body = exchange.getResponseBody();
    body.write(plan.body().array(), plan.body().arrayOffset(), plan.body().remaining());
    body.flush();
    switch (plan.end()) {
      case WHOLE -> body.close();
      case CUT -> {}
      case STALL -> awaitClose();
    }
  }

  /// What to send, or nothing at all.
  private synchronized @Nullable Plan plan(LoopbackServer.Request request) {
    if (stallsBeforeHeaders) {
      return null;
    }
    var failure = failures.poll();
    if (failure != null) {
      return Plan.withoutBody(failure.status(), failure.headers());
    }
    if (redirect != null) {
      return Plan.withoutBody(redirectStatus, Map.of("Location", redirect.toString()));
    }
    var headers = new LinkedHashMap<>(extraHeaders);
    if (etag != null) {
      headers.put("ETag", etag);
    }
    var range = RANGE.matcher(request.header("Range").orElse(""));
    boolean sameVersion = request.header("If-Range").map(tag -> tag.equals(etag)).orElse(true);
    if (ignoresRanges || !sameVersion || !range.matches()) {
      return body(200, headers, content);
    }
    long first = Long.parseLong(range.group(1)) + rangeShift;
    if (first >= content.length) {
      headers.put("Content-Range", "bytes */" + content.length);
      return Plan.withoutBody(416, headers);
    }
    long last = range.group(2).isEmpty() ? content.length - 1 : Long.parseLong(range.group(2));
    last = Math.min(last, content.length - 1);
    headers.put("Content-Range", "bytes %d-%d/%d".formatted(first, last, content.length));
    return body(206, headers, Arrays.copyOfRange(content, (int) first, (int) last + 1));
  }

  private Plan body(int status, Map<String, String> headers, byte[] body) {
    if (body.length == 0) {
      return Plan.withoutBody(status, headers);
    }
    long length = withoutLength ? 0 : body.length + promisedTooMuch;
    if (stallsLeft > 0) {
      stallsLeft--;
      return new Plan(status, headers, start(body, stallAfter), length, End.STALL);
    }
    if (cutsLeft > 0) {
      cutsLeft--;
      return new Plan(status, headers, start(body, cutAfter), length, End.CUT);
    }
    var end = promisedTooMuch > 0 ? End.CUT : End.WHOLE;
    return new Plan(status, headers, ByteBuffer.wrap(body), length, end);
  }

  private static ByteBuffer start(byte[] body, int length) {
    return ByteBuffer.wrap(body, 0, Math.min(length, body.length)).slice();
  }

  private void awaitClose() {
    try {
      serverClosed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
