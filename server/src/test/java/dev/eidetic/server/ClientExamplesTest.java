package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.client.EideticClient;
import dev.eidetic.client.SearchQuery;
import dev.eidetic.client.SearchQuery.Example;
import dev.eidetic.client.SearchQuery.Reranking;
import dev.eidetic.client.ServerProblem;
import dev.eidetic.server.http.Access;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The client's examples, as docs/server.md shows them.
class ClientExamplesTest {

  @TempDir private Path folder;

  private static byte[] picture(int seed) {
    return TestPictures.file(seed, 96, 64, "jpg");
  }

  @Test
  void addSearchChangeAndDelete() throws IOException, InterruptedException {
    try (var server = TestServer.open(folder);
        var client = EideticClient.of(server.uri("/"))) {
      var shop = client.create("shop");

      shop.add("shoes/red.jpg", picture(1), Map.of("price", 49.5, "category", "shoe"));
      var files = new LinkedHashMap<String, byte[]>();
      files.put("shoes/blue.jpg", picture(2));
      files.put("notes.txt", new byte[] {1, 2, 3});
      var outcomes = shop.addAll(files);
      assertThat(outcomes).extracting(outcome -> outcome.isRefused()).containsExactly(false, true);

      var byPicture = shop.search(SearchQuery.like(Example.picture(picture(1))).count(1));
      assertThat(byPicture.getFirst().item().id()).isEqualTo("shoes/red.jpg");
      assertThat(byPicture.getFirst().score()).isCloseTo(1, within(1e-5));
      assertThat(byPicture.getFirst().probability()).isEmpty(); // nothing was learned of scores
      var byItem =
          shop.search(
              SearchQuery.like(Example.item("shoes/red.jpg"))
                  .unlike(Example.picture(picture(9)).box(0, 0, 0.5, 0.5))
                  .where("format:jpeg"));
      assertThat(byItem).extracting(hit -> hit.item().id()).containsExactly("shoes/blue.jpg");
      var byDetails =
          shop.search(
              SearchQuery.like(Example.picture(picture(2)))
                  .rerank(Reranking.by("superglobal > geometric(top=50)")));
      assertThat(byDetails.getFirst().item().id()).isEqualTo("shoes/blue.jpg");

      var changed = shop.update("shoes/blue.jpg", Map.of("price", 10));
      assertThat(changed.fields()).containsEntry("price", 10);
      assertThat(shop.list("price:[5 TO 20]", 0, 10)).hasSize(1);
      assertThat(shop.thumbnail("shoes/blue.jpg", 90)).startsWith(0xff, 0xd8);

      shop.delete("shoes/blue.jpg");
      assertThat(shop.get("shoes/blue.jpg")).isEmpty();
      assertThat(shop.stats().items()).isEqualTo(1);
      assertThat(client.collections()).extracting(stats -> stats.name()).containsExactly("shop");
      shop.delete();
      assertThat(client.collections()).isEmpty();
    }
  }

  @Test
  void problemsSayWhatIsWrong() throws IOException, InterruptedException {
    var secrets = new EnumMap<Access, String>(Access.class);
    try (var server = TestServer.withKeys(folder, secrets)) {
      URI address = server.uri("/");
      try (var nobody = EideticClient.of(address);
          var reader =
              EideticClient.of(address, Objects.requireNonNull(secrets.get(Access.READ)))) {
        assertThatThrownBy(nobody::collections)
            .isInstanceOfSatisfying(
                ServerProblem.class, problem -> assertThat(problem.status()).isEqualTo(401));
        assertThatThrownBy(() -> reader.create("shop"))
            .hasMessage("key \"read\" may read; this needs admin");
        assertThatThrownBy(() -> reader.collection("none").stats())
            .isInstanceOfSatisfying(
                ServerProblem.class, problem -> assertThat(problem.code()).isEqualTo("not-found"));
      }
    }
  }
}
