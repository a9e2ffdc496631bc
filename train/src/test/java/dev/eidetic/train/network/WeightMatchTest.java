package dev.eidetic.train.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.train.torch.FreshWeights;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.SafetensorsWriter;
import dev.eidetic.train.weights.WeightTensor;
import dev.eidetic.train.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightMatchTest {

  @TempDir Path folder;

  private final Network network = Networks.named("resnet18*0.125", 32);

  private WeightMatch match(Network wanted, Map<String, WeightTensor> tensors) throws IOException {
    var path = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of());
    try (var file = SafetensorsFile.open(path)) {
      return WeightMatch.of(wanted, file);
    }
  }

  @Test
  void publishedWeightsFitWithClassifierAndCountersLeftOut() throws IOException {
    var tensors = new LinkedHashMap<>(FreshWeights.of(network.parameters(), 1));
    tensors.put("fc.weight", new WeightTensor(List.of(2L), new float[2]));
    tensors.put("bn1.num_batches_tracked", new WeightTensor(List.of(), new float[1]));
    var match = match(network, tensors);
    match.requireAllBut(Set.of());
    assertThat(match.values()).hasSize(network.parameters().size());
    assertThat(match.classifier())
        .containsExactlyInAnyOrder("fc.weight", "bn1.num_batches_tracked");
    assertThat(match.extra()).isEmpty();
  }

  @Test
  void whatDoesNotFitIsNamed() throws IOException {
    var tensors = new LinkedHashMap<>(FreshWeights.of(network.parameters(), 1));
    tensors.remove("layer2.0.conv1.weight");
    tensors.put("bn1.bias", new WeightTensor(List.of(3L), new float[3]));
    tensors.put("stray", new WeightTensor(List.of(1L), new float[1]));
    var match = match(network, tensors);
    assertThat(match.missing()).containsExactly("layer2.0.conv1.weight");
    assertThat(match.misshaped()).containsExactly("bn1.bias is [3], must be [8]");
    assertThat(match.extra()).containsExactly("stray");
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> match.requireAllBut(Set.of()))
        .withMessage(
            folder.resolve("weights.safetensors")
                + ": its weights do not fit the network; missing: layer2.0.conv1.weight; of wrong shape:"
                + " bn1.bias is [3], must be [8]; without place: stray");
  }

  @Test
  void aNewHeadMayBeMissing() throws IOException {
    var headed = EmbeddingHead.of(16).on(network);
    var match = match(headed, FreshWeights.of(network.parameters(), 1));
    assertThat(match.missing()).containsExactly("pool.p", "projection.weight", "projection.bias");
    match.requireAllBut(Set.copyOf(match.missing()));
  }

  /// A slope stays a slope away from the edges: each patch twice as wide, centres at half steps.
  @Test
  void positionEmbeddingsAreResampled() throws IOException {
    var positions = new float[1 + 64];
    positions[0] = 7;
    for (int i = 0; i < 64; i++) {
      positions[1 + i] = i % 8; // the column
    }
    var resampled =
        PositionGrid.resampled(new WeightTensor(List.of(1L, 65L, 1L), positions), 1 + 16);
    assertThat(resampled.shape()).containsExactly(1L, 17L, 1L);
    assertThat(resampled.values()[0]).isEqualTo(7);
    for (int row = 0; row < 4; row++) {
      assertThat(resampled.values()[1 + 4 * row + 1]).isCloseTo(2.5f, within(1e-5f));
      assertThat(resampled.values()[1 + 4 * row + 2]).isCloseTo(4.5f, within(1e-5f));
    }
    var small = Networks.named("vit_tiny_patch16", 32);
    var large = FreshWeights.of(Networks.named("vit_tiny_patch16", 48).parameters(), 1);
    var match = match(small, large);
    assertThat(match.resampled()).containsExactly("pos_embed from [1, 10, 192] to [1, 5, 192]");
    assertThat(Objects.requireNonNull(match.values().get("pos_embed")).shape())
        .containsExactly(1L, 5L, 192L);
  }
}
