package dev.eidetic.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server on 127.0.0.1, at a free port, that serves byte arrays and misbehaves on demand.
///
/// ```java
/// try (var server = LoopbackServer.start()) {
///   server.serve("/cat.jpg", bytes).cuttingAfter(1000, 1);
///   fetch(server.uri("/cat.jpg"));
///   assertThat(server.requests("/cat.jpg")).hasSize(2);
/// }
/// ```
///
/// Paths that nothing is served at answer 404. Safe for concurrent requests.
public final class LoopbackServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, LoopbackResource> resources = new ConcurrentHashMap<>();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  private LoopbackServer(HttpServer server) {
    this.server = server;
  }

  /// One request as it arrived.
  ///
  /// @param method such as `GET`
  /// @param target path and query, still percent-encoded
  /// @param headers by lower-case name; of repeated ones the first
  public record Request(String method, String target, Map<String, String> headers) {

    public Request {
      headers = Map.copyOf(headers);
    }

    /// @param name in any case
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
  }

  /// A server that answers from now on, until it is closed.
  public static LoopbackServer start() {
    try {
      var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      var server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
      var answering = new LoopbackServer(server);
      server.setExecutor(answering.threads);
      server.createContext("/", answering::answer);
      server.start();
      return answering;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Serves bytes, with `Range`, `If-Range` and a strong `ETag`; the result makes it misbehave.
  ///
  /// @param target path, percent-encoded, with the query if only that query is meant
  public LoopbackResource serve(String target, byte[] content) {
    var resource = new LoopbackResource(content, closed);
    resources.put(target, resource);
    return resource;
  }

  /// The address of a target on this server.
  public URI uri(String target) {
    return URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), target));
  }

  /// All requests so far, in the order of arrival.
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /// The requests for one path, whatever their query.
  public List<Request> requests(String path) {
    return requests.stream()
        .filter(request -> request.target().split("\\?", 2)[0].equals(path))
        .toList();
  }

  /// Stops listening, cuts what is under way and ends the threads.
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var uri = exchange.getRequestURI();
    var headers = new TreeMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    var request = new Request(exchange.getRequestMethod(), uri.toString(), headers);
    requests.add(request);
    try (exchange) {
      var exact = resources.get(uri.toString());
      var resource = exact == null ? resources.get(uri.getRawPath()) : exact;
      if (resource == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        resource.answer(exchange, request);
      }
    }
  }
}
