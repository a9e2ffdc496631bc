package dev.eidetic.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.check.CollectionCheck;
import dev.eidetic.testkit.Seeds;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process that indexes, at random moments, as `kill -9` does: no hook runs, no file is
/// closed.
class KilledIngestTest {

  private static final int KILLS = 20;
  private static final int FILES = 400;

  @TempDir Path folder;

  @BeforeEach
  void draw() throws IOException {
    for (int i = 0; i < FILES; i++) {
      Pictures.write(folder.resolve("photos/%d/%d.png".formatted(i % 7, i)), i);
    }
  }

  @Test
  void keepsAllThatWasAcknowledgedAndTheNextRunCompletesItWithoutDuplicates() throws Exception {
    var random = Seeds.many(1).getFirst();
    int kills = 0;
    long acknowledged = 0;
    while (kills < KILLS) {
      var child = start();
      try (var lines = child.inputReader(StandardCharsets.UTF_8)) {
        var moment = Thread.startVirtualThread(() -> killAfter(child, random.nextInt(1, 900)));
        acknowledged = Math.max(acknowledged, lastSaved(lines, acknowledged));
        moment.join();
      } finally {
        child.destroyForcibly();
      }
      boolean wasKilled = child.waitFor() != 0;
      if (!Collection.exists(folder.resolve("collection"))) {
        assertThat(acknowledged).as("%s, kill %d: no collection yet", random, kills).isZero();
      } else {
        assertSound(acknowledged, "%s, kill %d".formatted(random, kills));
      }
      kills++;
      if (!wasKilled) { // it got to its end: begin anew, so that each kill has something to break
        assertComplete();
        delete(folder.resolve("collection"));
        acknowledged = 0;
      }
    }
    var last = start();
    try (var lines = last.inputReader(StandardCharsets.UTF_8)) {
      lastSaved(lines, 0);
    }
    assertThat(last.waitFor()).isZero();
    assertComplete();
  }

  private Process start() throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void killAfter(Process child, int millisAfterStart) {
    try {
      Thread.sleep(Duration.ofMillis(300L + millisAfterStart));
    } catch (InterruptedException _) {
      return;
    }
    child.toHandle().destroyForcibly(); // by its handle: Process would close the stream being read
  }

  /// The last number of saved items that the child reported before it died.
  private static long lastSaved(BufferedReader lines, long before) throws IOException {
    long saved = before;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      saved = Long.parseLong(line);
    }
    return saved;
  }

  private void assertSound(long acknowledged, String when) throws Exception {
    assertThat(CollectionCheck.run(folder.resolve("collection"), true, _ -> {}).problems())
        .as(when)
        .isEmpty();
    try (var collection = Collection.open(folder.resolve("collection"));
        var now = collection.snapshot()) {
      var ids = new TreeSet<String>();
      now.forEach("", (item, _) -> ids.add(item.id()));
      assertThat(now.size()).as("%s: duplicates", when).isEqualTo(ids.size());
      assertThat((long) now.size())
          .as("%s: saved items", when)
          .isGreaterThanOrEqualTo(acknowledged);
    }
  }

  private void assertComplete() throws Exception {
    assertSound(FILES, "after the last run");
  }

  private static void delete(Path tree) throws IOException {
    try (var all = Files.walk(tree)) {
      for (var path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /// Indexes slowly, saves often and prints how many items are in the collection for good.
  static final class Child {

    public static void main(String[] arguments) throws Exception {
      var folder = Path.of(arguments[0]);
      var place = folder.resolve("collection");
      try (var encoder = Pictures.slowEncoder(2);
          var collection =
              Collection.exists(place)
                  ? Collection.open(place, encoder, Pictures.decoder())
                  : Collection.create(place, encoder, Pictures.decoder());
          var before = collection.snapshot()) {
        long already = before.size();
        var options = IngestOptions.standard().saveEvery(Duration.ofMillis(100));
        collection.addAll(
            new FolderSource(folder.resolve("photos")),
            options,
            progress -> {
              System.out.println(already + progress.saved());
              return true;
            });
      }
    }
  }
}
