package dev.eidetic.index.graph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class VisitedSetTest {

  @Test
  void behavesAsASetThatIsEmptiedByEachBegin() {
    var seeds = Seeds.many(1).getFirst();
    var set = new VisitedSet();
    for (int round = 0; round < 5; round++) {
      set.begin();
      var model = new HashSet<Integer>();
      for (int i = 0; i < 3000; i++) {
        int node = seeds.nextInt(5000);
        assertThat(set.contains(node)).as("%s", seeds).isEqualTo(model.contains(node));
        assertThat(set.add(node)).as("%s", seeds).isEqualTo(model.add(node));
      }
    }
  }
}
