package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.NumberFormat;
import dev.eidetic.index.SearchEffort;
import dev.eidetic.index.VectorCode;
import org.junit.jupiter.api.Test;

class EffortSweepTest {

  private final IndexSpec lists = new IndexSpec.Ivf(16, VectorCode.FLOAT32, false, false);

  @Test
  void beamsOfGraphsGrowFromTheNumberOfHits() {
    var rows = EffortSweep.of(new IndexSpec.Hnsw(16, 200, VectorCode.FLOAT32)).rows(10);
    assertThat(rows).hasSize(1);
    assertThat(rows.getFirst().stream().map(SearchEffort::beam))
        .startsWith(10, 14, 20, 28, 40)
        .allMatch(beam -> beam <= 2048);
  }

  @Test
  void probesGrowUpToAllLists() {
    var rows = EffortSweep.of(lists).rows(10);
    assertThat(rows.getFirst().stream().map(SearchEffort::probes))
        .containsExactly(1, 2, 3, 4, 6, 8, 11, 16);
  }

  @Test
  void refinedIndexesAreTriedWithSeveralFactors() {
    var sweep = EffortSweep.of(new IndexSpec.Refined(lists, NumberFormat.FLOAT32));
    assertThat(sweep.rows(10)).hasSize(4);
    assertThat(sweep.text(new SearchEffort(64, 8, 4))).isEqualTo("probes=8 refine=4");
  }

  @Test
  void exactIndexesHaveNothingToSet() {
    var sweep = EffortSweep.of(new IndexSpec.Flat(VectorCode.FLOAT32));
    assertThat(sweep.rows(10).stream().mapToInt(row -> row.size()).sum()).isEqualTo(1);
    assertThat(sweep.text(SearchEffort.DEFAULT)).isEmpty();
  }
}
