package dev.eidetic.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Runs the shell test of the launcher; its claims are in `src/test/sh/launcher-test.sh`.
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherTest {

  @Test
  void theLauncherKeepsItsPromises() throws Exception {
    var process =
        new ProcessBuilder("sh", "src/test/sh/launcher-test.sh", "../eidetic", "sh")
            .directory(Path.of("").toAbsolutePath().toFile())
            .redirectErrorStream(true)
            .start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    int code = process.waitFor();
    assertThat(output).contains("ok: takes the newest in the folders").doesNotContain("FAILED");
    assertThat(code).as(output).isZero();
  }
}
