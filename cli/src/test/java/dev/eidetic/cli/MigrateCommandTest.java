package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From `classic` to `eidetic-small` and back.
class MigrateCommandTest {

  @TempDir private Path folder;

  @BeforeEach
  void makeCollection() throws IOException {
    for (int i = 0; i < 5; i++) {
      TestPictures.write(folder.resolve("p/%d.png".formatted(i)), i);
    }
    assertThat(run("index", "p", "--model", "classic").code()).isZero();
  }

  private Session.Result run(String... arguments) {
    return new Session(folder).run(arguments);
  }

  private void assertFinds(String model) {
    var found = run("search", "p/3.png", "-k", "1", "--json");
    assertThat(found.code()).as(found.err()).isZero();
    assertThat(found.out()).contains("\"id\":\"3.png\"", "\"name\":\"%s\"".formatted(model));
  }

  @Test
  void aCollectionChangesItsModelAndBack() {
    assertFinds("classic");
    var there = run("migrate", "-c", "p", "--to", "eidetic-small");
    assertThat(there.code()).as(there.err()).isZero();
    assertThat(there.out())
        .contains("5 items with vectors of eidetic-small", "5 encoded", "before: classic");
    assertThat(there.err()).contains("back: eidetic migrate --undo");
    assertFinds("eidetic-small");
    assertThat(run("verify", "-c", "p").code()).isZero();
    assertThat(run("stats", "-c", "p").out()).contains("former      vectors of classic");
    assertThat(run("index", "p").code()).isZero();
    var back = run("migrate", "-c", "p", "--undo");
    assertThat(back.out()).contains("5 items with vectors of classic", "0 encoded");
    assertFinds("classic");
    assertThat(run("migrate", "-c", "p", "--finish").out())
        .contains("freed; the collection has vectors of classic");
    assertThat(run("migrate", "-c", "p", "--finish").out()).contains("nothing to give up");
    assertFinds("classic");
  }

  @Test
  void picturesThatAreGoneHoldItUpAndAreNamed() throws IOException {
    Files.delete(folder.resolve("p/2.png"));
    var held = run("migrate", "-c", "p", "--to", "eidetic-small");
    assertThat(held.code()).isEqualTo(ExitCodes.PARTIAL);
    assertThat(held.err()).contains("gone: 2.png", "1 picture gone", "--without-missing");
    assertFinds("classic");
    assertThat(run("migrate", "-c", "p", "--finish").err()).contains("is not done");
    assertThat(run("stats", "-c", "p").out()).contains("unfinished  a migration to eidetic-small");
    var done = run("migrate", "-c", "p", "--to", "eidetic-small", "--without-missing");
    assertThat(done.err())
        .contains("going on with the migration that was stopped", "1 picture left out");
    assertThat(done.out()).contains("4 items with vectors of eidetic-small", "0 encoded");
    assertFinds("eidetic-small");
  }

  @Test
  void aStoppedMigrationCanBeGivenUp() throws IOException {
    Files.delete(folder.resolve("p/2.png"));
    run("migrate", "-c", "p", "--to", "eidetic-small");
    assertThat(run("migrate", "-c", "p", "--undo").out()).contains("the migration was given up");
    assertThat(folder.resolve("p/.eidetic/index-2")).doesNotExist();
    assertFinds("classic");
  }

  @Test
  void whatMakesNoSenseIsSaid() {
    assertThat(run("migrate", "-c", "p", "--to", "classic").err())
        .contains("has vectors of classic", "already");
    assertThat(run("migrate", "-c", "p", "--undo").err())
        .contains("keeps no former vectors to go back to");
    assertThat(run("migrate", "-c", "p").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(run("migrate", "-c", "p", "--to", "classic", "--undo").code())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(run("migrate", "-c", "p", "--to", "nomodel").err()).contains("nomodel");
  }
}
