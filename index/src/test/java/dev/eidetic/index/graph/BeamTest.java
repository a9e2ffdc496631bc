package dev.eidetic.index.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeamTest {

  private final Beam beam = new Beam();

  @Test
  void candidatesLeaveNearestFirstAndEachOnce() {
    beam.begin(4, Float.NEGATIVE_INFINITY);
    beam.insert(3, 30);
    beam.insert(1, 10);
    assertThat(beam.next()).isEqualTo(10);
    beam.insert(0.5f, 5);
    beam.insert(2, 20);
    assertThat(beam.next()).isEqualTo(5);
    assertThat(beam.next()).isEqualTo(20);
    assertThat(beam.next()).isEqualTo(30);
    assertThat(beam.next()).isEqualTo(-1);
  }

  @Test
  void theWorstFallsOutOfAFullBeam() {
    beam.begin(2, Float.NEGATIVE_INFINITY);
    assertThat(beam.bound()).isInfinite();
    beam.insert(3, 30);
    beam.insert(2, 20);
    assertThat(beam.bound()).isEqualTo(3);
    beam.insert(1, 10);
    assertThat(beam.bound()).isEqualTo(2);
    assertThat(beam.next()).isEqualTo(10);
    assertThat(beam.next()).isEqualTo(20);
    assertThat(beam.next()).isEqualTo(-1);
  }

  @Test
  void candidatesNearerThanTheLimitAreKeptWhateverTheirNumber() {
    beam.begin(1, 10);
    for (int i = 0; i < 200; i++) {
      beam.insert(9 - i * 0.01f, i);
    }
    assertThat(beam.bound()).isEqualTo(10);
    for (int i = 199; i >= 0; i--) {
      assertThat(beam.next()).isEqualTo(i);
    }
    assertThat(beam.next()).isEqualTo(-1);
  }

  @Test
  void estimatesBelowZeroCountAsZero() {
    beam.begin(3, Float.NEGATIVE_INFINITY);
    beam.insert(0.1f, 1);
    beam.insert(-5, 2);
    assertThat(beam.next()).isEqualTo(2);
    assertThat(beam.next()).isEqualTo(1);
  }
}
