package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The document says what the server does.
class OpenApiTest {

  @TempDir private Path folder;

  @Test
  void theDocumentNamesEveryRouteAndNoOther() throws IOException {
    var documented = new TreeSet<String>();
    paths()
        .forEach(
            (path, operations) ->
                ((Map<?, ?>) operations)
                    .forEach(
                        (method, operation) ->
                            documented.add(
                                "%s %s %s"
                                    .formatted(
                                        String.valueOf(method).toUpperCase(Locale.ROOT),
                                        path,
                                        ((Map<?, ?>) operation).get("x-eidetic-access")))));
    var served = new TreeSet<String>();
    try (var server = TestServer.open(folder)) {
      for (var route : server.server().routes()) {
        if (!route.template().startsWith("/page/") && !route.template().equals("/")) {
          served.add(
              "%s %s %s".formatted(route.method(), route.template(), route.access().label()));
        }
      }
    }
    assertThat(served).isEqualTo(documented);
  }

  /// Waits for the last job.
  private static void finished(TestServer server) throws IOException, InterruptedException {
    var jobs = TestServer.list(TestServer.json(server.get("/v1/jobs")), "jobs");
    server.get("/v1/jobs/" + TestServer.get(jobs.getFirst(), "id") + "/events");
  }

  @Test
  void answersAreWhatTheDocumentPromises() throws IOException, InterruptedException {
    Files.createDirectories(folder.resolve("photos"));
    TestPictures.write(folder.resolve("photos/x.png"), 5);
    String shop = "/v1/collections/{collection}";
    try (var server =
        TestServer.open(
            folder, Map.of(Setting.ALLOW_FOLDER, folder.resolve("photos").toString()))) {
      promised("POST", "/v1/collections", server.post("/v1/collections", Map.of("name", "shop")));
      var parts =
          new Parts()
              .field("fields", "{\"colour\": [\"red\", \"blue\"], \"price\": 9.5}")
              .file("file", "a/b.jpg", TestPictures.file(1, 90, 60, "jpg"))
              .file("file", "broken.jpg", new byte[] {1, 2, 3});
      promised("POST", shop + "/images", server.postParts("/v1/collections/shop/images", parts));
      promised(
          "POST",
          shop + "/images",
          server.post(
              "/v1/collections/shop/images?id=c",
              "image/png",
              TestPictures.file(2, 60, 90, "png")));
      for (String path :
          List.of("", "/quarantine", "/values/{field}", "/images", "/images/{id}", "/map")) {
        String real = path.replace("{field}", "colour").replace("{id}", "a%2Fb.jpg");
        promised("GET", shop + path, server.get("/v1/collections/shop" + real));
      }
      promised(
          "PATCH",
          shop + "/images/{id}",
          server.patch("/v1/collections/shop/images/c", Map.of("fields", Map.of("price", 3))));
      promised(
          "POST",
          shop + "/search",
          server.post(
              "/v1/collections/shop/search?explain=true",
              "image/png",
              TestPictures.file(3, 70, 70, "png")));
      promised(
          "POST",
          shop + "/images/{id}/match",
          server.post(
              "/v1/collections/shop/images/c/match",
              "image/png",
              TestPictures.file(2, 60, 90, "png")));
      promised(
          "POST",
          shop + "/jobs",
          server.post(
              "/v1/collections/shop/jobs", Map.of("folder", folder.resolve("photos").toString())));
      for (String type : List.of("details", "duplicates")) {
        finished(server);
        promised(
            "POST", shop + "/jobs", server.post("/v1/collections/shop/jobs", Map.of("type", type)));
      }
      finished(server);
      promised("GET", shop + "/duplicates", server.get("/v1/collections/shop/duplicates"));
      promised(
          "POST",
          shop + "/search",
          server.post(
              "/v1/collections/shop/search?explain=true&local=true",
              "image/png",
              TestPictures.file(2, 60, 90, "png")));
      for (String path :
          List.of(
              "/v1/session",
              "/v1/models",
              "/v1/collections",
              "/v1/jobs",
              "/v1/status",
              "/health/live",
              "/health/ready")) {
        promised("GET", path, server.get(path));
      }
      var problem = server.get("/v1/collections/shap");
      assertThat(problem.statusCode()).isEqualTo(404);
      promised("GET", shop, problem);
    }
  }

  private void promised(String method, String path, HttpResponse<String> answer)
      throws IOException {
    var operation =
        (Map<?, ?>)
            ((Map<?, ?>) require(paths().get(path), path)).get(method.toLowerCase(Locale.ROOT));
    var responses = (Map<?, ?>) require(require(operation, method).get("responses"), path);
    Object promise = responses.get(String.valueOf(answer.statusCode()));
    promise = promise == null ? responses.get("default") : promise;
    var contents = (Map<?, ?>) require(((Map<?, ?>) require(promise, path)).get("content"), path);
    String type = answer.headers().firstValue("Content-Type").orElse("");
    assertThat(contents.containsKey(type)).as("%s %s answers %s", method, path, type).isTrue();
    var schema = (Map<?, ?>) ((Map<?, ?>) require(contents.get(type), type)).get("schema");
    var faults =
        new SchemaCheck(document())
            .check(JSON.std.mapFrom(answer.body()), require(schema, "schema"));
    assertThat(faults).as("%s %s: %s", method, path, answer.body()).isEmpty();
  }

  private static <T> T require(@Nullable T found, String what) {
    assertThat(found).as(what).isNotNull();
    return Objects.requireNonNull(found);
  }

  private static Map<?, ?> paths() throws IOException {
    return (Map<?, ?>) require(document().get("paths"), "paths");
  }

  private static Map<String, Object> document() throws IOException {
    return JSON.std.mapFrom(OpenApi.document());
  }
}
