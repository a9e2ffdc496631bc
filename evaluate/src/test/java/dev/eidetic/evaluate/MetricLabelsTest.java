package dev.eidetic.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class MetricLabelsTest {

  static final List<String> ALL =
      List.of(
          "R@1",
          "share@10",
          "P@5",
          "mP@10",
          "mAP(trapezoid)",
          "mAP(plain)",
          "mAP@100",
          "mAP@100(relevant)",
          "mAP@100(found)",
          "MAP@R",
          "R-precision",
          "MRR",
          "nDCG@10",
          "N-S");

  @Test
  void everyLabelReadsAsTheMetricThatWritesIt() {
    for (String label : ALL) {
      assertThat(Metric.parse(label).label()).isEqualTo(label);
      assertThat(Metric.parse(label.toLowerCase(Locale.ROOT)).label()).isEqualTo(label);
    }
  }

  @Test
  void aPlainMapMustSayWhichItMeans() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.parse("mAP"))
        .withMessageContaining("metric \"mAP\" is unknown; say which")
        .withMessageContaining("mAP(trapezoid)");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Metric.parse("R@99999999999"))
        .withMessageStartingWith("metric \"R@99999999999\" is unknown. Known, k being a number:");
    assertThatIllegalArgumentException().isThrownBy(() -> Metric.parse("R@0"));
  }
}
