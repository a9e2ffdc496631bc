package dev.eidetic.server;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/// The OpenAPI document, as it is checked in.
final class OpenApi {

  private static final String FILE = "openapi.json";

  private OpenApi() {}

  static List<Route> routes() {
    byte[] document = document();
    return List.of(
        new Route(
            "GET",
            "/openapi.json",
            Access.OPEN,
            _ -> Reply.bytes(200, "application/json", document)));
  }

  static byte[] document() {
    try (var in = OpenApi.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IOException("file %s is missing from the program".formatted(FILE));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
