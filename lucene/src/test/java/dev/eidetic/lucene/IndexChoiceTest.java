package dev.eidetic.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.IndexSpec;
import org.junit.jupiter.api.Test;

class IndexChoiceTest {

  private static final IndexSpec PINNED = IndexSpec.parse("HNSW32,Flat");

  /// Of 100,000 vectors of 128 numbers: 4 bytes for each number, and 66 links of 4 bytes.
  private static final long PINNED_BYTES = 100_000L * (4 * 128 + 4 * 66);

  private final SegmentSettings settings = SegmentSettings.DEFAULT.pinned(PINNED);

  @Test
  void aPinnedKindIsTakenWhereItFits() {
    assertThat(IndexChoice.of(settings.withMemoryBytes(PINNED_BYTES), 100_000, 128, false))
        .contains(PINNED);
  }

  @Test
  void aPinnedKindGivesWayToASmallerOneWhereMemoryIsShort() {
    assertThat(IndexChoice.of(settings.withMemoryBytes(PINNED_BYTES - 1), 100_000, 128, false))
        .hasValueSatisfying(spec -> assertThat(spec).isNotEqualTo(PINNED));
    assertThat(IndexChoice.of(settings.withMemoryBytes(1_000), 100_000, 128, false)).isEmpty();
  }
}
