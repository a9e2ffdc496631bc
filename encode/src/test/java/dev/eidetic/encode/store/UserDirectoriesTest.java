package dev.eidetic.encode.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UserDirectoriesTest {

  private static final Path HOME = Path.of("/home/ada").toAbsolutePath();

  @Test
  void linuxFollowsXdg() {
    assertThat(models("Linux", Map.of())).isEqualTo(HOME.resolve(".local/share/eidetic/models"));
    var xdg = Path.of("/data/xdg").toAbsolutePath();
    assertThat(models("FreeBSD", Map.of("XDG_DATA_HOME", xdg.toString())))
        .isEqualTo(xdg.resolve("eidetic/models"));
  }

  @Test
  void linuxIgnoresEmptyAndRelativeXdg() {
    for (var value : new String[] {"", "data", "../x"}) {
      assertThat(models("Linux", Map.of("XDG_DATA_HOME", value)))
          .isEqualTo(HOME.resolve(".local/share/eidetic/models"));
    }
  }

  @Test
  void macosUsesApplicationSupport() {
    assertThat(models("Mac OS X", Map.of("XDG_DATA_HOME", "/data")))
        .isEqualTo(HOME.resolve("Library/Application Support/Eidetic/models"));
  }

  @Test
  void windowsUsesLocalData() {
    var local = Path.of("/local").toAbsolutePath();
    assertThat(models("Windows 11", Map.of("LOCALAPPDATA", local.toString())))
        .isEqualTo(local.resolve("Eidetic/models"));
    assertThat(models("Windows 11", Map.of()))
        .isEqualTo(HOME.resolve("AppData/Local/Eidetic/models"));
  }

  @Test
  void ownVariableWinsEverywhere() {
    var own = Path.of("/srv/eidetic").toAbsolutePath();
    for (var system : new String[] {"Linux", "Mac OS X", "Windows 11"}) {
      assertThat(models(system, Map.of("EIDETIC_HOME", own.toString(), "XDG_DATA_HOME", "/data")))
          .isEqualTo(own.resolve("models"));
    }
    assertThat(models("Linux", Map.of("EIDETIC_HOME", "here")))
        .isAbsolute()
        .endsWithRaw(Path.of("here/models"));
  }

  private static Path models(String system, Map<String, String> environment) {
    return new UserDirectories(system, HOME, environment).models();
  }
}
