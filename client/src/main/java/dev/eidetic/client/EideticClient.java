package dev.eidetic.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A server, from afar. Any number of threads may use one.
///
/// ```java
/// try (var client = EideticClient.of(URI.create("http://127.0.0.1:8420"))) {
///   var shop = client.create("shop");
///   shop.add("cat.jpg", Files.readAllBytes(photo), Map.of("price", 9));
///   for (var hit : shop.search(SearchQuery.like(Example.item("cat.jpg")))) {
///     out.println(hit.score() + " " + hit.item().id());
///   }
/// }
/// ```
public final class EideticClient implements AutoCloseable {

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Wire wire;

  private EideticClient(URI server, Optional<String> key) {
    this.wire = new Wire(server, key, http);
  }

  /// A server that asks for no key.
  ///
  /// @param server such as `http://127.0.0.1:8420`
  public static EideticClient of(URI server) {
    return new EideticClient(server, Optional.empty());
  }

  /// A server that asks for a key.
  public static EideticClient of(URI server, String key) {
    return new EideticClient(server, Optional.of(key));
  }

  /// All collections, by name.
  public List<CollectionStats> collections() throws IOException, InterruptedException {
    return Answers.list(wire.get("/v1/collections"), "collections").stream()
        .map(Answers::stats)
        .toList();
  }

  /// Makes an empty collection with the server's standard encoder.
  ///
  /// @throws ServerProblem of code `conflict` if the name is taken
  public RemoteCollection create(String name) throws IOException, InterruptedException {
    wire.send("POST", "/v1/collections", Map.of("name", name));
    return collection(name);
  }

  /// Makes an empty collection.
  ///
  /// @param model one of those in the server's store
  public RemoteCollection create(String name, String model)
      throws IOException, InterruptedException {
    wire.send("POST", "/v1/collections", Map.of("name", name, "model", model));
    return collection(name);
  }

  /// A collection, which is not asked for yet.
  public RemoteCollection collection(String name) {
    return new RemoteCollection(wire, name);
  }

  @Override
  public void close() {
    http.close();
  }
}
