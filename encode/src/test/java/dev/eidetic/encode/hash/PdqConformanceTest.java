package dev.eidetic.encode.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.testkit.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Hashes that the reference gives, as its authors publish them. Other decoders may differ by ten
/// bits where quality is at least 80.
class PdqConformanceTest {

  private static final int LIMIT = 10;

  private static final Map<String, String> PUBLISHED = new LinkedHashMap<>();

  static {
    String mods = "bridge-mods/";
    PUBLISHED.put(
        mods + "aaa-orig.jpg", "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22");
    PUBLISHED.put(
        mods + "blur-a-little.jpg",
        "f8f8f0cee0f4a84f06370a2a038f63f0b36e26d596621e1d33e6b39c4e9c9b22");
    PUBLISHED.put(
        mods + "blur-a-lot.jpg",
        "f8f8f0cee0f4a84f0637022a038f67f0b36e26d596621e1d33e6b39c4e9c9b22");
    PUBLISHED.put(
        mods + "high-contrast.jpg",
        "f8f8f0cee0f4a84f06370a2a068f67f0b36e26d596621e1d33e6339c4e9c9b22");
    PUBLISHED.put(
        mods + "high-saturation.jpg",
        "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596221e1d33e6b39c4e9c9b22");
    PUBLISHED.put(
        mods + "sharpen-a-little.jpg",
        "f8f8f0cee0f4a84f0e370a22038f67f0b36e2ed596221e1d33e6b39c4a9c9b22");
    PUBLISHED.put(
        mods + "sharpen-a-lot.jpg",
        "d8f8f0cec0f4a84f8e370a22038f67f0b36a2ed597231e1d72e6b39c4a9c9b22");
    PUBLISHED.put(
        mods + "shrink-a-little.jpg",
        "f8f8f0cee0f4a84f06370a22038f67f0b36e2ed596621e1d33e6339c4e9c9b22");
    PUBLISHED.put(
        mods + "shrink-a-lot.jpg",
        "d0f8f1ccc0f4a84d0a370a3a228f67f0b36e2ed5b6623e1d33e6339c4e9c9b22");
    PUBLISHED.put(
        mods + "square-128x128.jpg",
        "d8f8f1eec0f4a84f0e37022a078f63f0b36e2ed596621e1d33e6239c4e9c9b22");
    PUBLISHED.put(
        mods + "square-256x256.jpg",
        "d8f8f0cec4f4a84f0637022a078f67f0b36e2ee5b6621e1d33e6239c4e9c9b22");
    PUBLISHED.put(
        mods + "square-512x512.jpg",
        "d8f8f0cec0f4a84f0637022a278f67f0b36e2ed596621e1d33e6339c4e9c9b22");
    PUBLISHED.put(
        "misc-images/c.png", "e64cc9d91c623882f8d1f1d9a398e78c9f199b3bd83924f2b7e11e0bf861b064");
    String turns = "reg-test-input/dih/bridge-";
    PUBLISHED.put(
        turns + "1-original.jpg",
        "f8f8f0cee0f4a84f06370a22038f63f0b36e2ed596621e1d33e6b39c4e9c9b22");
    PUBLISHED.put(
        turns + "2-rotate-90.jpg",
        "30a10efd71cc3d429013d48d0ffffc52e34e0e17ada952a9d29685211ea9e5af");
    PUBLISHED.put(
        turns + "3-rotate-180.jpg",
        "adad5a64b5a142e75b62a09857da895ae63b847fc23794b766b319361bc93188");
    PUBLISHED.put(
        turns + "4-rotate-270.jpg",
        "a5f0a457a48995e8c9065c275aaa5498b61ba4bdf8fcf80387c32f8b1bfc4f05");
    PUBLISHED.put(
        turns + "5-flipx.jpg", "f8f80f31e0f417b20e37f5cd028f980fb36ed02a9662c1e233e64c634e9c64dd");
    PUBLISHED.put(
        turns + "6-flipy.jpg", "0dad2599b1a1bd1a5362576742da32a5e63b7380c2374b4866b366c91bc9ce77");
    PUBLISHED.put(
        turns + "7-flip-plus-1.jpg",
        "f0a5e102f1ccc0bd945308720fff038de34ef1e8ada9a956d2967ade5ea91a50");
    PUBLISHED.put(
        turns + "8-flip-minus-1.jpg",
        "a5f05aa8a4896a17c906a2d85aaaab07b61b5b42f8fc07fc87c3d0741bfcb0fa");
  }

  private final PdqHasher hasher = new PdqHasher();

  private static Path folder() {
    var folder = SharedData.find("copydetect-pdq");
    assumeThat(folder).as(SharedData.REASON).isPresent();
    return folder.orElseThrow();
  }

  private HashedPicture hash(String name) throws Exception {
    byte[] file = Files.readAllBytes(folder().resolve(name));
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    return hasher.hash(decoder.decode(file, Integer.MAX_VALUE).pixels());
  }

  @Test
  void publishedPicturesAreWithinTheLimitOfConformance() throws Exception {
    int exact = 0;
    for (var published : PUBLISHED.entrySet()) {
      var hashed = hash(published.getKey());
      int distance = hashed.hash().distance(PerceptualHash.of(published.getValue()));
      assertThat(hashed.quality()).as(published.getKey()).isGreaterThanOrEqualTo(80);
      assertThat(distance).as(published.getKey()).isLessThanOrEqualTo(LIMIT);
      exact += distance == 0 ? 1 : 0;
    }
    assertThat(exact).as("equal bit by bit").isEqualTo(PUBLISHED.size());
  }

  @Test
  void allEditsOfAPictureAreCopies() throws Exception {
    var original = hash("bridge-mods/aaa-orig.jpg").hash();
    for (String name : PUBLISHED.keySet()) {
      if (name.startsWith("bridge-mods/")) {
        assertThat(hash(name).hash().distance(original))
            .as(name)
            .isLessThanOrEqualTo(PerceptualHash.COPY_BITS);
      }
    }
  }

  @Test
  void allTurnsOfAPictureAreFoundByItsTurnedHashes() throws Exception {
    var turned = hash("reg-test-input/dih/bridge-1-original.jpg").turned();
    int count = 0;
    for (String name : PUBLISHED.keySet()) {
      if (name.startsWith("reg-test-input/dih/") && !name.endsWith("original.jpg")) {
        int distance = turned.get(count).distance(hash(name).hash());
        assertThat(distance).as(name).isLessThanOrEqualTo(PerceptualHash.COPY_BITS);
        count++;
      }
    }
    assertThat(count).isEqualTo(7);
  }

  @Test
  void aPictureOfFewPixelsHasNoQuality() throws Exception {
    var small = hash("misc-images/small.jpg");
    assertThat(small.quality()).isZero();
    assertThat(
            small
                .hash()
                .distance(
                    PerceptualHash.of(
                        "0007001f003f003f007f00ff00ff00ff01ff01ff01ff03ff03ff03ff03ff03ff")))
        .isLessThanOrEqualTo(PerceptualHash.COPY_BITS);
  }
}
