package dev.eidetic.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsReaderTest {

  @TempDir private Path folder;

  private SettingsReader reader() {
    return new SettingsReader(folder).flags(Map.of(Setting.DATA, List.of("data")));
  }

  @Test
  void flagsWinOverTheEnvironmentAndThatOverTheFile() throws IOException {
    var file = Files.writeString(folder.resolve("c.properties"), "port=1\nqueue=2\ndrain=3\n");
    var settings =
        reader()
            .file(file)
            .environment(Map.of("EIDETIC_SERVE_PORT", "10", "EIDETIC_SERVE_QUEUE", "20"))
            .flags(Map.of(Setting.PORT, List.of("100")))
            .read();
    assertThat(settings.binding().port()).isEqualTo(100);
    assertThat(settings.limits().queue()).isEqualTo(20);
    assertThat(settings.limits().drainSeconds()).isEqualTo(3);
  }

  @Test
  void allMistakesAreToldAtOnceWithWhatWasMeant() throws IOException {
    var file = Files.writeString(folder.resolve("c.properties"), "prot=80\nqueue=none\n");
    assertThatThrownBy(
            () ->
                reader()
                    .file(file)
                    .environment(Map.of("EIDETIC_SERVE_MAXIMAGE", "1MB"))
                    .flags(Map.of(Setting.RATE, List.of("-1")))
                    .read())
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("4 settings are wrong:")
        .hasMessageContaining("did you mean port?")
        .hasMessageContaining("queue is \"none\"; it must be an integer from 1 to 100000")
        .hasMessageContaining("did you mean EIDETIC_SERVE_MAX_IMAGE?")
        .hasMessageContaining("rate is \"-1\"; it must be a number above 0");
  }

  @Test
  void originsOfOtherPagesHaveNoPathAndNoStar() {
    var good = Map.of(Setting.CORS_ORIGIN, List.of("https://Shop.example", "http://[::1]:3000"));
    assertThat(reader().flags(good).read().binding().corsOrigins())
        .containsExactlyInAnyOrder("https://shop.example", "http://[::1]:3000");
    for (String bad : List.of("*", "shop.example", "https://shop.example/", "null")) {
      assertThatThrownBy(() -> reader().flags(Map.of(Setting.CORS_ORIGIN, List.of(bad))).read())
          .hasMessageContaining("cors-origin is \"%s\"; it must be an origin".formatted(bad));
    }
  }

  @Test
  void othersAreServedOnlyWithKeysOrByExplicitWish() {
    var open = Map.of(Setting.HOST, List.of("0.0.0.0"));
    assertThatThrownBy(() -> reader().flags(open).read())
        .hasMessageContaining("host is 0.0.0.0, which others can reach, and there are no keys");
    var insecure = reader().flags(open).flags(Map.of(Setting.INSECURE, List.of("true"))).read();
    assertThat(insecure.binding().keys()).isEmpty();
    var keyed = reader().flags(open).flags(Map.of(Setting.KEYS, List.of("k.json"))).read();
    assertThat(keyed.binding().keys()).hasValue(folder.resolve("k.json"));
  }

  @Test
  void theLoopbackAnswersToItsOwnNamesOnly() {
    var named = reader().flags(Map.of(Setting.PUBLIC_HOST, List.of("Pics.Example"))).read();
    assertThat(reader().read().binding().publicHosts())
        .containsExactlyInAnyOrder("localhost", "127.0.0.1", "[::1]");
    assertThat(named.binding().publicHosts()).contains("pics.example");
  }

  @Test
  void sizesHaveUnits() {
    var settings = reader().flags(Map.of(Setting.MAX_IMAGE, List.of("8MB"))).read();
    assertThat(settings.limits().maxImageBytes()).isEqualTo(8 << 20);
  }

  @Test
  void foldersOfFlagsMayHoldCommas() {
    var settings = reader().flags(Map.of(Setting.ALLOW_FOLDER, List.of("a,b", "c"))).read();
    assertThat(settings.content().folders())
        .containsExactly(folder.resolve("a,b"), folder.resolve("c"));
  }

  @Test
  void halfOfTlsIsNone() {
    assertThatThrownBy(() -> reader().flags(Map.of(Setting.TLS_KEY, List.of("key.pem"))).read())
        .hasMessageContaining("tls-certificate and tls-key belong together");
  }
}
