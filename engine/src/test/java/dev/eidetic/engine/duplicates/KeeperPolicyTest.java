package dev.eidetic.engine.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KeeperPolicyTest {

  private static Item item(String id, int side, int bytes, String format, String modified) {
    return Item.of(
        id,
        Map.of(
            "width", FieldValue.of((long) side),
            "height", FieldValue.of((long) side),
            "bytes", FieldValue.of((long) bytes),
            "format", FieldValue.of(format),
            "modified", FieldValue.of(Instant.parse(modified))));
  }

  private static final List<Item> COPIES =
      List.of(
          item("sent", 400, 90, "jpeg", "2021-01-01T00:00:00Z"),
          item("camera", 400, 100, "jpeg", "2022-01-01T00:00:00Z"),
          item("screenshot", 300, 50, "png", "2023-01-01T00:00:00Z"),
          Item.of("bare", Map.of()));

  private static List<String> ranked(String policy) {
    return KeeperPolicy.of(policy).ranked(COPIES).stream().map(Item::id).toList();
  }

  @Test
  void eachPolicyRanksByWhatItIsCalled() {
    assertThat(ranked("largest")).containsExactly("camera", "sent", "screenshot", "bare");
    assertThat(ranked("oldest")).containsExactly("sent", "camera", "screenshot", "bare");
    assertThat(ranked("best")).containsExactly("screenshot", "camera", "sent", "bare");
  }

  @Test
  void equalCopiesAreRankedByTheirIds() {
    var twins = List.of(Item.of("b", Map.of()), Item.of("a", Map.of()));
    for (var policy : KeeperPolicy.values()) {
      assertThat(policy.ranked(twins).getFirst().id()).isEqualTo("a");
    }
  }

  @Test
  void unknownPoliciesSayWhichThereAre() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeeperPolicy.of("newest"))
        .withMessage("policy \"newest\" is unknown; it is largest, oldest or best");
  }
}
