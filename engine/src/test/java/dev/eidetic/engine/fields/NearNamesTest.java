package dev.eidetic.engine.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearNamesTest {

  @Test
  void countsInsertedDeletedReplacedAndSwappedLetters() {
    assertThat(NearNames.edits("width", "width")).isZero();
    assertThat(NearNames.edits("widht", "width")).isEqualTo(1);
    assertThat(NearNames.edits("wdth", "width")).isEqualTo(1);
    assertThat(NearNames.edits("widths", "withs")).isEqualTo(1);
    assertThat(NearNames.edits("", "abc")).isEqualTo(3);
  }

  @Test
  void suggestsTheNearestNameAndNothingFarAway() {
    var known = List.of("width", "height", "category");
    assertThat(NearNames.nearest("categry", known)).contains("category");
    assertThat(NearNames.nearest("WIDTH", known)).contains("width");
    assertThat(NearNames.nearest("colour", known)).isEmpty();
  }
}
