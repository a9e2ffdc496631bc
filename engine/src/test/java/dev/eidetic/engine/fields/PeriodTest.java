package dev.eidetic.engine.fields;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PeriodTest {

  @ParameterizedTest
  @CsvSource({
    "2023, 2023-01-01T00:00:00Z, 2024-01-01T00:00:00Z",
    "2024-02, 2024-02-01T00:00:00Z, 2024-03-01T00:00:00Z",
    "2023-12-31, 2023-12-31T00:00:00Z, 2024-01-01T00:00:00Z",
    "2023-05-17T10:30, 2023-05-17T10:30:00Z, 2023-05-17T10:31:00Z",
    "2023-05-17 10:30:05, 2023-05-17T10:30:05Z, 2023-05-17T10:30:06Z",
    "2023-05-17T10:30:05.250Z, 2023-05-17T10:30:05.250Z, 2023-05-17T10:30:05.251Z",
    "2023-05-17T10:30+02:00, 2023-05-17T08:30:00Z, 2023-05-17T08:31:00Z",
  })
  void coversWhatTheTextNames(String text, Instant start, Instant end) {
    assertThat(Period.parse(text)).contains(new Period(start, end));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "23", "2023-13", "2023-02-30", "yesterday", "2023-05-17T25:00", "10-12-2023"})
  void refusesWhatIsNoDate(String text) {
    assertThat(Period.parse(text)).isEmpty();
  }
}
