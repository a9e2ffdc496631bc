package dev.eidetic.encode.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.encode.store.ModelStore;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.testkit.SharedData;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallEncoderTest {

  @TempDir private Path folder;

  private static Pixels noise(int width, int height) {
    var rgb = new byte[3 * width * height];
    Seeds.of(5).nextBytes(rgb);
    return Pixels.of(width, height, rgb);
  }

  @Test
  void theSpaceIsThatOfTheFilesInTheProgram() throws IOException {
    assertThat(SmallEncoder.SPACE.sha256()).isEqualTo(SmallEncoder.hash());
  }

  @Test
  void vectorsHaveUnitLengthAndDoNotDependOnTheBatch() {
    var pictures =
        List.of(noise(300, 200), Pixels.of(1, 1, new byte[3]), noise(16, 16), noise(900, 40));
    try (var encoder = SmallEncoder.open()) {
      var together = encoder.encode(pictures);
      for (int i = 0; i < pictures.size(); i++) {
        assertThat(together.get(i)).hasSize(SmallEncoder.DIMENSION);
        assertThat(Kernels.norm(together.get(i))).isCloseTo(1, within(1e-5f));
        float[] alone = encoder.encode(List.of(pictures.get(i))).getFirst();
        assertThat(Kernels.dot(alone, together.get(i))).isCloseTo(1, within(1e-5f));
      }
    }
  }

  @Test
  void itIsFoundByItsNameAndByItsSpaceWithoutAStore() throws IOException {
    var encoders = new Encoders(new ModelStore(folder.resolve("store")), folder);
    try (var named = encoders.open(Encoders.DEFAULT);
        var sought = encoders.openFor(SmallEncoder.SPACE, Optional.empty())) {
      assertThat(named.space()).isEqualTo(SmallEncoder.SPACE);
      assertThat(sought.space()).isEqualTo(SmallEncoder.SPACE);
    }
    assertThat(encoders.absolute(Encoders.DEFAULT)).isEqualTo(SmallEncoder.NAME);
  }

  /// Classes that neither encoder was trained on; the classic one was set by hand on samples of
  /// them.
  @Test
  void findsObjectsItNeverSawMoreOftenThanTheClassicEncoder() throws Exception {
    var root = SharedData.find("caltech101/101_ObjectCategories");
    assumeThat(root).as(SharedData.REASON).isPresent();
    var classes = sorted(root.orElseThrow());
    var unseen = classes.subList(classes.size() - 30, classes.size());
    try (var small = SmallEncoder.open();
        var classic = new ClassicEncoder()) {
      double found = firstRight(small, unseen);
      assertThat(found).isGreaterThan(0.65);
      assertThat(found).isGreaterThan(firstRight(classic, unseen) + 0.03);
    }
  }

  private static double firstRight(ImageEncoder encoder, List<Path> classes) throws Exception {
    var vectors = new ArrayList<float[]>();
    var labels = new ArrayList<Integer>();
    for (int label = 0; label < classes.size(); label++) {
      var files = sorted(classes.get(label));
      for (int i = 0; i < 10; i++) {
        vectors.add(encoder.encode(List.of(decoded(files.get(i * files.size() / 10)))).getFirst());
        labels.add(label);
      }
    }
    int right = 0;
    for (int query = 0; query < vectors.size(); query++) {
      int nearest = -1;
      float best = Float.NEGATIVE_INFINITY;
      for (int other = 0; other < vectors.size(); other++) {
        float similarity = Kernels.dot(vectors.get(query), vectors.get(other));
        if (other != query && similarity > best) {
          best = similarity;
          nearest = other;
        }
      }
      right += labels.get(query).equals(labels.get(nearest)) ? 1 : 0;
    }
    return (double) right / vectors.size();
  }

  private static Pixels decoded(Path file) throws IOException, ImageRefusedException {
    return ImageDecoders.standard(DecodeLimits.DEFAULT)
        .decode(Files.readAllBytes(file), SmallEncoder.SIDE)
        .pixels();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.filter(entry -> !entry.endsWith("BACKGROUND_Google")).sorted().toList();
    }
  }
}
