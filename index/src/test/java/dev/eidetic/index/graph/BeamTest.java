package dev.eidetic.index.graph;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BeamTest {

  private final Beam beam = new Beam();

  @Test
  void candidatesLeaveNearestFirstAndEachOnce() {
    beam.begin(4, Float.NEGATIVE_INFINITY, 4);
    beam.insert(3, 30);
    beam.insert(1, 10);
    assertThat(beam.next(100)).isEqualTo(10);
    beam.insert(0.5f, 5);
    beam.insert(2, 20);
    assertThat(beam.next(100)).isEqualTo(5);
    assertThat(beam.next(100)).isEqualTo(20);
    assertThat(beam.next(100)).isEqualTo(30);
    assertThat(beam.next(100)).isEqualTo(-1);
  }

  @Test
  void theWorstFallsOutOfAFullBeam() {
    beam.begin(2, Float.NEGATIVE_INFINITY, 2);
    assertThat(beam.bound()).isInfinite();
    beam.insert(3, 30);
    beam.insert(2, 20);
    assertThat(beam.bound()).isEqualTo(3);
    beam.insert(1, 10);
    assertThat(beam.bound()).isEqualTo(2);
    assertThat(beam.next(100)).isEqualTo(10);
    assertThat(beam.next(100)).isEqualTo(20);
    assertThat(beam.next(100)).isEqualTo(-1);
  }

  @Test
  void candidatesNearerThanTheLimitAreKeptWhateverTheirNumber() {
    beam.begin(1, 10, 1000);
    for (int i = 0; i < 200; i++) {
      beam.insert(9 - i * 0.01f, i);
    }
    assertThat(beam.bound()).isEqualTo(10);
    for (int i = 199; i >= 0; i--) {
      assertThat(beam.next(100)).isEqualTo(i);
    }
    assertThat(beam.next(100)).isEqualTo(-1);
  }

  @Test
  void aBeamThatWouldKeepTooManyEnds() {
    beam.begin(1, 10, 5);
    for (int i = 0; i < 5; i++) {
      beam.insert(i, i);
    }
    assertThat(beam.isOverfull()).isFalse();
    assertThat(beam.next(100)).isEqualTo(0);
    beam.insert(2.5f, 6);
    assertThat(beam.isOverfull()).isTrue();
    assertThat(beam.next(100)).isEqualTo(-1);
    beam.begin(1, 10, 5);
    beam.insert(2, 7);
    assertThat(beam.next(100)).isEqualTo(7);
  }

  @Test
  void candidatesBeyondTheLimitStay() {
    beam.begin(3, Float.NEGATIVE_INFINITY, 3);
    beam.insert(1, 10);
    beam.insert(3, 30);
    assertThat(beam.next(2)).isEqualTo(10);
    assertThat(beam.next(2)).isEqualTo(-1);
    assertThat(beam.next(3)).isEqualTo(30);
  }

  @Test
  void aWalkIsLimitedByTheLastHitWanted() {
    var nearest = new NearestSoFar();
    nearest.begin(2, 0.5f);
    nearest.add(8);
    assertThat(nearest.limit()).isInfinite();
    nearest.add(4);
    assertThat(nearest.limit()).isEqualTo(12);
    nearest.add(9);
    nearest.add(2);
    assertThat(nearest.limit()).isEqualTo(6);
    nearest.begin(0, 0.5f);
    nearest.add(1);
    assertThat(nearest.limit()).isInfinite();
  }

  @Test
  void estimatesBelowZeroCountAsZero() {
    beam.begin(3, Float.NEGATIVE_INFINITY, 3);
    beam.insert(0.1f, 1);
    beam.insert(-5, 2);
    assertThat(beam.next(100)).isEqualTo(2);
    assertThat(beam.next(100)).isEqualTo(1);
  }
}
