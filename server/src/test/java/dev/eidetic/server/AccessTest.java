package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.security.KeyFile;
import dev.eidetic.server.settings.Setting;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Who may do what: every route, with every kind of key.
class AccessTest {

  @TempDir private Path folder;

  @Test
  void everyRouteAsksForItsKeyAndTakesNoOther() throws IOException, InterruptedException {
    var secrets = new EnumMap<Access, String>(Access.class);
    try (var server = TestServer.withKeys(folder, secrets)) {
      for (var route : server.server().routes()) {
        String path = route.template().replaceAll("\\{\\w+}", "none");
        for (var key : Access.values()) {
          var request = server.request(path).method(route.method(), BodyPublishers.noBody());
          Optional.ofNullable(secrets.get(key))
              .ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
          int status = server.send(request.build()).statusCode();
          if (key.includes(route.access())) {
            assertThat(status).as("%s with %s", route, key).isNotIn(401, 403);
          } else {
            assertThat(status)
                .as("%s with %s", route, key)
                .isEqualTo(key == Access.OPEN ? 401 : 403);
          }
        }
        if (route.access() != Access.OPEN) {
          var foreign =
              server
                  .request(path)
                  .header("Authorization", "Bearer eid_" + "A".repeat(43))
                  .method(route.method(), BodyPublishers.noBody())
                  .build();
          assertThat(server.send(foreign).statusCode()).as("%s, foreign key", route).isEqualTo(401);
        }
      }
    }
  }

  @Test
  void aKeyEndsWhenItExpiresOrIsRemovedAndItsSessionWithIt()
      throws IOException, InterruptedException {
    var secrets = new EnumMap<Access, String>(Access.class);
    try (var server = TestServer.withKeys(folder, secrets)) {
      var keys = new KeyFile(folder.resolve("keys.json"));
      String expired = keys.add("past", Access.ADMIN, Optional.of(Instant.now().minusSeconds(1)));
      String brief = keys.add("brief", Access.READ, Optional.empty());
      assertThat(asked(server, "Authorization", "Bearer " + expired)).isEqualTo(401);
      assertThat(asked(server, "Authorization", "Bearer " + brief)).isEqualTo(200);
      var session = server.post("/v1/session", Map.of("key", brief));
      String cookie = session.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(brief);
      String pair = cookie.split(";", 2)[0];
      assertThat(asked(server, "Cookie", pair)).isEqualTo(200);
      Thread.sleep(20); // file times have a grain
      keys.remove("brief");
      assertThat(asked(server, "Authorization", "Bearer " + brief)).isEqualTo(401);
      assertThat(asked(server, "Cookie", pair)).isEqualTo(401);
    }
  }

  @Test
  void neitherLogNorFileHoldsASecret() throws IOException, InterruptedException {
    var secrets = new EnumMap<Access, String>(Access.class);
    try (var server = TestServer.withKeys(folder, secrets)) {
      String secret = Objects.requireNonNull(secrets.get(Access.ADMIN));
      server.post("/v1/session", Map.of("key", secret));
      server.post("/v1/session", Map.of("key", "eid_wrong-secret"));
      asked(server, "Authorization", "Bearer " + secret);
      server.get("/v1/collections/" + secret);
      assertThat(server.log()).isNotEmpty().noneMatch(line -> line.contains(secret.substring(4)));
      assertThat(server.log()).noneMatch(line -> line.contains("wrong-secret"));
      assertThat(Files.readString(folder.resolve("keys.json"))).doesNotContain(secret);
    }
  }

  private static int asked(TestServer server, String header, String value)
      throws IOException, InterruptedException {
    return server
        .send(server.request("/v1/collections").header(header, value).build())
        .statusCode();
  }

  @Test
  void pagesOfOtherSitesMayNotAsk() throws IOException, InterruptedException {
    try (var server = TestServer.open(folder)) {
      String own = "http://127.0.0.1:" + server.server().port();
      assertThat(asked(server, "Origin", own)).isEqualTo(200);
      assertThat(asked(server, "Origin", "https://evil.example")).isEqualTo(403);
      assertThat(asked(server, "Origin", "null")).isEqualTo(403);
      assertThat(asked(server, "Sec-Fetch-Site", "cross-site")).isEqualTo(403);
    }
  }

  @Test
  void pagesThatAreNamedMayAskWithAKeyAndReadTheAnswer() throws IOException, InterruptedException {
    String shop = "https://shop.example";
    var secrets = new EnumMap<Access, String>(Access.class);
    try (var _ = TestServer.withKeys(folder, secrets)) { // makes the keys
    }
    var settings =
        Map.of(Setting.KEYS, folder.resolve("keys.json").toString(), Setting.CORS_ORIGIN, shop);
    try (var server = TestServer.open(folder, settings)) {
      String secret = Objects.requireNonNull(secrets.get(Access.READ));
      var preflight =
          server.send(
              server
                  .request("/v1/collections")
                  .header("Origin", shop)
                  .header("Access-Control-Request-Method", "GET")
                  .method("OPTIONS", BodyPublishers.noBody())
                  .build());
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).hasValue(shop);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("Authorization");
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();

      var answer =
          server.send(
              server
                  .request("/v1/collections")
                  .header("Origin", shop)
                  .header("Sec-Fetch-Site", "cross-site")
                  .header("Authorization", "Bearer " + secret)
                  .build());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).hasValue(shop);
      assertThat(answer.headers().firstValue("Vary").orElse("")).contains("Origin");
      assertThat(answer.headers().firstValue("Cross-Origin-Resource-Policy"))
          .hasValue("cross-origin");

      // the cookie of our own page is worth nothing there, and neither is another page's key
      var session = server.post("/v1/session", Map.of("key", secret));
      String cookie = session.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
      var byCookie = server.request("/v1/collections").header("Cookie", cookie);
      assertThat(server.send(byCookie.build()).statusCode()).isEqualTo(200);
      assertThat(server.send(byCookie.header("Origin", shop).build()).statusCode()).isEqualTo(401);
      var evil =
          server.send(
              server
                  .request("/v1/collections")
                  .header("Origin", shop + ".evil.example")
                  .header("Authorization", "Bearer " + secret)
                  .build());
      assertThat(evil.statusCode()).isEqualTo(403);
      assertThat(evil.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void withoutNamedPagesNobodyIsToldOfAnyOrigin() throws IOException, InterruptedException {
    try (var server = TestServer.open(folder)) {
      var preflight =
          server.send(
              server
                  .request("/v1/collections")
                  .header("Origin", "https://shop.example")
                  .header("Access-Control-Request-Method", "GET")
                  .method("OPTIONS", BodyPublishers.noBody())
                  .build());
      assertThat(preflight.statusCode()).isEqualTo(405);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void everyAnswerForbidsScriptsThatAreNotOurs() throws IOException, InterruptedException {
    try (var server = TestServer.open(folder)) {
      for (String path : new String[] {"/", "/v1/collections", "/nothing", "/page/app.js"}) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
            .as(path)
            .contains("default-src 'none'", "frame-ancestors 'none'", "require-trusted-types-for")
            .doesNotContain("unsafe", "*");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(answer.headers().firstValue("X-Request-Id")).isPresent();
      }
    }
  }
}
