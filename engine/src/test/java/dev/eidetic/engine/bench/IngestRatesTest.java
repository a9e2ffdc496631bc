package dev.eidetic.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class IngestRatesTest {

  /// Rounds of ratio 0.5, 0.9 and 1.0.
  private final IngestRates rates =
      new IngestRates(10, List.of(100.0, 20.0, 50.0), List.of(50.0, 18.0, 50.0), 1, 2);

  @Test
  void theRatioIsTheMedianOfTheRoundsRatios() {
    assertThat(rates.ratio()).isCloseTo(0.9, within(1e-12));
  }

  @Test
  void mediansAreThoseOfTheRates() {
    assertThat(rates.medianAlone()).isEqualTo(50);
    assertThat(rates.medianIngest()).isEqualTo(50);
    var even = new IngestRates(10, List.of(1.0, 3.0), List.of(2.0, 4.0), 1, 2);
    assertThat(even.medianIngest()).isEqualTo(3);
  }
}
