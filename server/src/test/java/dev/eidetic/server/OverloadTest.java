package dev.eidetic.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.server.settings.Setting;
import dev.eidetic.testkit.TestPictures;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverloadTest {

  @TempDir private Path folder;

  @Test
  void whatDoesNotFitIsAnswered503AndNothingElse() throws Exception {
    byte[] picture = TestPictures.file(1, 1_200, 900, "jpg");
    try (var server = TestServer.open(folder, Map.of(Setting.QUEUE, "2")).collection("shop");
        var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers = new ArrayList<Future<Integer>>();
      Callable<Integer> search =
          () -> {
            var answer = server.post("/v1/collections/shop/search", "image/jpeg", picture);
            if (answer.statusCode() == 503) {
              assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            }
            return answer.statusCode();
          };
      for (int i = 0; i < 60; i++) {
        answers.add(callers.submit(search));
      }
      int refused = 0;
      for (var answer : answers) {
        assertThat(answer.get()).isIn(200, 503);
        refused += answer.get() == 503 ? 1 : 0;
      }
      assertThat(refused).as("of 60 at once, two may wait").isPositive();
      assertThat(search.call()).as("afterwards all is well").isEqualTo(200);
      assertThat(server.get("/metrics").body()).contains("eidetic_queue_waiting 0");
    }
  }
}
