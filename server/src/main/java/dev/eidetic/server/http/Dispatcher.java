package dev.eidetic.server.http;

import dev.eidetic.server.metrics.RequestLog;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.problems.Problem;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.security.Gatekeeper;
import dev.eidetic.server.security.Origins;
import dev.eidetic.server.security.RateLimit;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/// Takes every request: finds its route, admits its caller, has it answered, and sends the answer.
/// Safe for many threads.
public final class Dispatcher implements io.helidon.webserver.http.Handler {

  private static final String NO_ROUTE = "none";
  private static final long MOST_DRAINED = 8 << 20;

  /// Those of our routes: others would be labels without number.
  private static final Set<String> METHODS = Set.of("GET", "POST", "PATCH", "DELETE");

  private final List<Route> routes;
  private final Gatekeeper gatekeeper;
  private final RateLimit rates;
  private final SecurityHeaders securityHeaders;
  private final BodyRules bodyRules;
  private final ByteBudget budget;
  private final ServerMetrics metrics;
  private final RequestLog log;
  private final UnaryOperator<String> hideFolders;
  private final CrossOrigin crossOrigin;
  private final Idempotency idempotency = new Idempotency();

  /// What all calls share.
  ///
  /// @param hideFolders replaces folders of the server in texts for clients
  public record Parts(
      Gatekeeper gatekeeper,
      Origins origins,
      RateLimit rates,
      SecurityHeaders securityHeaders,
      BodyRules bodyRules,
      ByteBudget budget,
      ServerMetrics metrics,
      RequestLog log,
      UnaryOperator<String> hideFolders) {}

  public Dispatcher(List<Route> routes, Parts parts) {
    this.routes = List.copyOf(routes);
    this.gatekeeper = parts.gatekeeper();
    this.crossOrigin = new CrossOrigin(parts.origins());
    this.rates = parts.rates();
    this.securityHeaders = parts.securityHeaders();
    this.bodyRules = parts.bodyRules();
    this.budget = parts.budget();
    this.metrics = parts.metrics();
    this.log = parts.log();
    this.hideFolders = parts.hideFolders();
  }

  /// A route that fits a path, with what its variables are there.
  private record Found(Route route, Map<String, String> variables) {}

  /// One request on its way through, for the log.
  private static final class Passage {

    private final String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    private final long beginNanos = System.nanoTime();
    private String route = NO_ROUTE;
    private String caller = "";
    private Optional<InputStream> body = Optional.empty();
  }

  @Override
  public void handle(ServerRequest request, ServerResponse response) {
    var passage = new Passage();
    int status = 499; // the client is gone before anything could be sent
    try {
      var reply = reply(request, passage);
      status = reply.status();
      send(request, response, reply, passage);
      if (closes(request)) {
        drain(request, passage);
        throw new CloseConnectionException("the client wants it, or its body was not read");
      }
    } catch (IOException | UncheckedIOException | InterruptedException e) {
      log.note("request %s: the client is gone: %s".formatted(passage.id, e.getMessage()));
    } finally {
      long nanos = System.nanoTime() - passage.beginNanos;
      String method = request.prologue().method().text();
      metrics.request(passage.route, METHODS.contains(method) ? method : "other", status, nanos);
      log.request(
          new RequestLog.Entry(passage.id, passage.caller, method, passage.route, status, nanos));
    }
  }

  private Reply reply(ServerRequest request, Passage passage) {
    var preflight = crossOrigin.preflight(request);
    if (preflight.isPresent()) {
      return preflight.get();
    }
    try {
      var found = find(request);
      passage.route = found.route().template();
      var caller = gatekeeper.admit(request, found.route().access());
      passage.caller = caller.name();
      boolean isLimited = found.route().access() != Access.OPEN;
      if (isLimited) {
        rates.enter(caller.name());
      }
      try (var body = body(request, found.route(), passage)) {
        return answer(
            found.route(), new Call(passage.id, caller, found.variables(), request, body));
      } finally {
        if (isLimited) {
          rates.leave(caller.name());
        }
      }
    } catch (Exception | OutOfMemoryError | StackOverflowError e) {
      return problem(e, passage);
    }
  }

  private Reply answer(Route route, Call call) throws Exception {
    var key = call.header("Idempotency-Key");
    return key.isPresent() && isIdempotent(route)
        ? idempotency.once(key.get(), call, route.handler())
        : route.handler().answer(call);
  }

  private static boolean isIdempotent(Route route) {
    return route.method().equals("POST") && route.access().includes(Access.WRITE);
  }

  private Found find(ServerRequest request) {
    String method = request.prologue().method().text();
    var segments = RoutePath.segments(request.prologue().uriPath().rawPath());
    var allowed = new TreeSet<String>();
    for (var route : routes) {
      var variables = route.match(segments);
      if (variables.isPresent()) {
        if (route.method().equals(method)) {
          return new Found(route, variables.get());
        }
        allowed.add(route.method());
      }
    }
    if (allowed.isEmpty()) {
      throw ProblemException.notFound("nothing lies at this path; see /openapi.json");
    }
    throw new ProblemException(
        405,
        "method-not-allowed",
        "method %s is not known here; known: %s".formatted(method, String.join(", ", allowed)));
  }

  private RequestBody body(ServerRequest request, Route route, Passage passage) {
    var headers = request.headers();
    if (headers.contains(HeaderNames.TRANSFER_ENCODING)) {
      throw new ProblemException(
          411,
          "length-required",
          "the body has no Content-Length; say how long it is, chunks are not taken");
    }
    headers
        .first(HeaderNames.CONTENT_ENCODING)
        .filter(coding -> !coding.equalsIgnoreCase("identity"))
        .ifPresent(
            coding -> {
              throw ProblemException.unsupportedType(
                  "the body is encoded as \"%s\"; send it as it is".formatted(coding));
            });
    if (request.content().hasEntity()) {
      passage.body = Optional.of(request.content().inputStream());
    }
    var in = passage.body.orElseGet(InputStream::nullInputStream);
    boolean isDigested =
        isIdempotent(route) && headers.contains(HeaderNames.create("Idempotency-Key"));
    return new RequestBody(
        isDigested ? new DigestInputStream(in, sha256()) : in,
        headers.first(HeaderNames.CONTENT_TYPE).orElse(""),
        headers.contentLength(),
        bodyRules,
        budget);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private Reply problem(Throwable failure, Passage passage) {
    var problem = Problem.of(failure);
    if (problem.isOurs()) {
      log.failure(passage.id, failure);
    }
    var shown = new Problem(problem.status(), problem.code(), hideFolders.apply(problem.detail()));
    var reply = Reply.json(problem.status(), shown.json(passage.id));
    reply = reply.with("Content-Type", Problem.MEDIA_TYPE);
    return switch (problem.status()) {
      case 401 -> reply.with("WWW-Authenticate", "Bearer");
      case 429, 503 -> reply.with("Retry-After", "1");
      default -> reply;
    };
  }

  private void send(ServerRequest request, ServerResponse response, Reply reply, Passage passage)
      throws IOException, InterruptedException {
    response.status(reply.status());
    securityHeaders.all().forEach(response::header);
    var friend = crossOrigin.friend(request);
    friend.ifPresent(origin -> crossOrigin.headers(origin).forEach(response::header));
    response.header("X-Request-Id", passage.id);
    if (!reply.headers().containsKey("Cache-Control")) {
      response.header("Cache-Control", "no-store");
    }
    reply.headers().forEach(response::header);
    if (closes(request)) {
      response.header("Connection", "close");
    }
    switch (reply.content()) {
      case Reply.Whole(byte[] bytes) -> sendWhole(request, response, reply, bytes);
      case Reply.Streamed(var writer) -> {
        try (var out = response.outputStream()) {
          writer.write(out);
        }
      }
    }
  }

  /// True if the connection cannot be used again: the rest of a refused body would have to be read,
  /// or be taken for the next request.
  private static boolean closes(ServerRequest request) {
    boolean isLeft = request.content().hasEntity() && !request.content().consumed();
    return isLeft || request.headers().contains(HeaderValues.CONNECTION_CLOSE);
  }

  /// Takes in a short rest before the line is cut, or the client would be told of a broken line
  /// instead of the answer.
  private void drain(ServerRequest request, Passage passage) throws IOException {
    long declared = request.headers().contentLength().orElse(Long.MAX_VALUE);
    if (request.content().hasEntity() && declared <= MOST_DRAINED) {
      var in = passage.body.orElseGet(() -> request.content().inputStream());
      try {
        new PacedStream(in, bodyRules, MOST_DRAINED).transferTo(OutputStream.nullOutputStream());
      } catch (ProblemException e) {
        log.note(
            "request %s: the rest of its body is not read: %s"
                .formatted(passage.id, e.getMessage()));
      }
    }
  }

  private static void sendWhole(
      ServerRequest request, ServerResponse response, Reply reply, byte[] bytes)
      throws IOException {
    String accepted = request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("");
    String type = Optional.ofNullable(reply.headers().get("Content-Type")).orElse("");
    boolean isPacked = Compression.applies(accepted, type, bytes.length);
    if (isPacked) {
      response.header("Content-Encoding", "gzip");
    }
    response.header("Vary", isPacked ? "Accept-Encoding, Origin" : "Origin");
    if (bytes.length == 0) {
      response.send();
    } else {
      response.send(isPacked ? Compression.gzip(bytes) : bytes);
    }
  }
}
