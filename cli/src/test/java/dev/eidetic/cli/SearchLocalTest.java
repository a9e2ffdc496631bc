package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `search --local` among [Posters].
class SearchLocalTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeCollection() throws IOException {
    Posters.write(folder.resolve("p"));
    assertThat(run("index", "p").code()).isZero();
  }

  private Session.Result run(String... arguments) {
    return new Session(folder).run(arguments);
  }

  private static List<Object> ids(Session.Result result) throws IOException {
    assertThat(result.code()).as(result.err()).isZero();
    return result.jsonList("hits").stream().map(hit -> hit.get("id")).toList();
  }

  @Test
  void aPictureIsFoundWhereItIsAPartOfAnother() throws IOException {
    var first = run("search", "-c", "p", "id:poster.png", "--local", "-k", "1", "--explain");
    assertThat(first.code()).isZero();
    assertThat(first.out())
        .contains("wall.png", "of 7 pictures share some, 7 pass", "1 segment", "ranking ");
    assertThat(first.err())
        .contains("the details of 7 pictures were described in ", "that is kept for the next");
    assertThat(folder.resolve("p/.eidetic/local-index")).isDirectory();
    var second = run("search", "p/poster.png", "--local", "-k", "2", "--json");
    assertThat(second.err()).doesNotContain("described");
    assertThat(ids(second)).containsExactly("poster.png", "wall.png");
  }

  @Test
  void newPicturesAreDescribedBeforeTheSearch() throws IOException {
    run("search", "-c", "p", "id:poster.png", "--local");
    Posters.write(folder.resolve("p"), "new.png", Posters.discs(1, 360, 260));
    assertThat(run("index", "p").code()).isZero();
    var result = run("search", "p/poster.png", "--local", "-k", "3", "--json");
    assertThat(ids(result)).contains("new.png", "wall.png");
    assertThat(result.err()).contains("the details of 1 picture were described;");
  }

  @Test
  void aCascadeGoesOnFromThere() throws IOException {
    var result =
        run("search", "p/poster.png", "--local", "--rerank", "geometric", "-k", "2", "--explain");
    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains("pictures share some", "geometric(top=100,inliers=8): 7 hits in")
        .contains("2  wall.png")
        .contains("matches agree: turned by 20 degrees");
  }

  @Test
  void filtersHold() throws IOException {
    var result = run("search", "p/poster.png", "--local", "-w", "file:other*", "-k", "9", "--json");
    assertThat(ids(result)).hasSizeLessThan(6).allMatch(id -> id.toString().startsWith("other"));
  }

  @Test
  void anExampleMayComeFromTheWeb() throws IOException {
    byte[] poster = Files.readAllBytes(folder.resolve("p/poster.png"));
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(200, poster.length);
          exchange.getResponseBody().write(poster);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://localhost:%d/a.png".formatted(server.getAddress().getPort());
      var result = run("search", "-c", "p", address, "--local", "-k", "2", "--json");
      assertThat(ids(result)).containsExactly("poster.png", "wall.png");
    } finally {
      server.stop(0);
    }
  }

  @Test
  void whatCannotBeAnsweredIsSaid() throws IOException {
    var two = run("search", "p/poster.png", "--like", "p/wall.png", "--local");
    assertThat(two.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(two.err()).contains("goes by one picture; there are 2 examples");
    var paged = run("search", "p/poster.png", "--local", "--distinct", "0.9");
    assertThat(paged.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(paged.err()).contains("they go without --after, --group-by, --distinct");
    var sure = run("search", "p/poster.png", "--local", "--min-probability", "0.5");
    assertThat(sure.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(sure.err()).contains("probabilities are known of scores by vectors only");
    Files.delete(folder.resolve("p/poster.png"));
    var gone = run("search", "-c", "p", "id:poster.png", "--local");
    assertThat(gone.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(gone.err()).contains("its file is gone or changed; give the file");
  }

  @Test
  void thePageSaysHowItWasSearched() throws IOException {
    var result = run("search", "p/poster.png", "--local", "--html", "hits.html");
    assertThat(result.code()).isZero();
    assertThat(Files.readString(folder.resolve("hits.html"))).contains(" --local -k 10");
  }

  @Test
  void detailsMayBeDescribedWhileIndexing() throws IOException {
    assertThat(run("index", "p", "--local", "--quiet").err()).isEmpty();
    assertThat(folder.resolve("p/.eidetic/local-index")).isDirectory();
    Posters.write(folder.resolve("p"), "new.png", Posters.discs(9, 360, 260));
    var indexed = run("index", "p", "--local");
    assertThat(indexed.code()).as(indexed.err()).isZero();
    assertThat(indexed.err()).contains("the details of 1 picture were described");
    assertThat(run("search", "p/poster.png", "--local").err()).doesNotContain("described");
  }
}
