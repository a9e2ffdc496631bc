package dev.eidetic.engine.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.check.RecallCheck.MeasuredRecall;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallCheckTest {

  @TempDir private Path folder;

  @Test
  void aScannedCollectionFindsEverything() throws Exception {
    try (var collection = Collection.create(folder, Pictures.encoder(), Pictures.decoder())) {
      collection.put(NewImage.of("first", Pictures.png(0)));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> RecallCheck.run(collection, 10, 3, 1))
          .withMessageContaining("at least 2");
      for (int i = 1; i < 30; i++) {
        collection.put(NewImage.of("item-" + i, Pictures.png(i)));
      }
      var measured = RecallCheck.run(collection, 20, 5, 1);
      assertThat(measured.queries()).isEqualTo(20);
      assertThat(measured.recall()).isEqualTo(1);
      assertThat(measured.least()).isBetween(0.8, 0.9);
      assertThat(measured.most()).isCloseTo(1, within(1e-9));
    }
  }

  /// Wilson's interval of 90 in 100 is 0.8256 to 0.9448 (Newcombe, 1998, method 3).
  @Test
  void theIntervalIsWilsons() {
    var measured = MeasuredRecall.of(100, 0.9);
    assertThat(measured.least()).isCloseTo(0.8256, within(1e-4));
    assertThat(measured.most()).isCloseTo(0.9448, within(1e-4));
  }
}
