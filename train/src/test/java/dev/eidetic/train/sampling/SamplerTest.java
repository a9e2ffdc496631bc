package dev.eidetic.train.sampling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.train.sampling.Sampler.ClassBalanced;
import dev.eidetic.train.sampling.Sampler.Hierarchical;
import dev.eidetic.train.sampling.Sampler.PerClass;
import dev.eidetic.train.sampling.Sampler.Shuffled;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {

  /// Class 0 has six images, class 1 three, class 2 one, class 3 two.
  private static final int[] LABELS = {0, 0, 0, 0, 0, 0, 1, 1, 1, 2, 3, 3};

  @Test
  void shuffledShowsEveryImageOnceInEachEpochInAnotherOrder() {
    var sampler = new Shuffled(4);
    assertThat(all(sampler.batches(LABELS, 1, 0)).sorted())
        .containsExactlyElementsOf(IntStream.range(0, 12).boxed().toList());
    assertThat(sampler.batches(LABELS, 1, 0).getFirst())
        .isEqualTo(sampler.batches(LABELS, 1, 0).getFirst())
        .isNotEqualTo(sampler.batches(LABELS, 1, 1).getFirst());
    assertThat(new Shuffled(5).batches(LABELS, 1, 0)).hasSize(2);
    assertThat(new Shuffled(50).batches(LABELS, 1, 0)).hasSize(1);
  }

  private static IntStream all(List<int[]> batches) {
    return batches.stream().flatMapToInt(Arrays::stream);
  }

  @Test
  void perClassTakesTheSameNumberOfEachOfItsClasses() {
    for (int[] batch : new PerClass(2, 2).batches(LABELS, 7, 3)) {
      assertThat(batch).hasSize(4);
      assertThat(LABELS[batch[0]]).isEqualTo(LABELS[batch[1]]).isNotEqualTo(LABELS[batch[2]]);
      assertThat(LABELS[batch[2]]).isEqualTo(LABELS[batch[3]]);
    }
    assertThat(new PerClass(2, 2).batches(LABELS, 7, 3)).hasSize(3);
  }

  /// Three batches of two classes: six turns over four classes, so each has one or two.
  @Test
  void perClassLetsClassesTakeTurns() {
    var counts = new int[4];
    for (int[] batch : new PerClass(2, 2).batches(LABELS, 7, 0)) {
      counts[LABELS[batch[0]]]++;
      counts[LABELS[batch[2]]]++;
    }
    assertThat(counts).containsOnly(1, 2);
  }

  @Test
  void balancedDrawsRareClassesAsOftenAsCommonOnes() {
    var counts = new int[4];
    for (int epoch = 0; epoch < 500; epoch++) {
      for (int[] batch : new ClassBalanced(4).batches(LABELS, 5, epoch)) {
        for (int image : batch) {
          counts[LABELS[image]]++;
        }
      }
    }
    for (int count : counts) { // 1500 expected, deviation 34
      assertThat(count).isBetween(1_330, 1_670);
    }
  }

  @Test
  void hierarchicalStaysWithinItsSuperClasses() {
    int[] superClasses = {0, 0, 1, 1};
    for (int[] batch : new Hierarchical(superClasses, 1, 2, 2).batches(LABELS, 3, 0)) {
      assertThat(Arrays.stream(batch).map(image -> superClasses[LABELS[image]]).distinct())
          .hasSize(1);
      assertThat(Arrays.stream(batch).map(image -> LABELS[image]).distinct()).hasSize(2);
    }
  }
}
