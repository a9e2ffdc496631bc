package dev.eidetic.encode.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.Seeds;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damaged files of every format come out as a picture or as a refusal, and as nothing else.
class DecoderFuzzTest {

  private static final int ROUNDS = Integer.getInteger("eidetic.fuzz.rounds", 3_000);

  /// Small, so that a mutated header cannot make the test slow.
  private static final DecodeLimits LIMITS = new DecodeLimits(200_000, 1 << 20);

  private final ImageDecoder decoder = ImageDecoders.standard(LIMITS);

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "png", "gif", "bmp", "tiff", "webp", "avif", "turned tiff"})
  void damageNeverEscapesAsAnythingButARefusal(String format) {
    byte[] valid =
        switch (format) {
          case "webp" -> TestPictures.webp();
          case "avif" -> TestPictures.AVIF;
          case "turned tiff" -> TiffFiles.quarters(6);
          default -> TestPictures.quarters(format);
        };
    int decoded = 0;
    for (var random : Seeds.many(ROUNDS)) {
      byte[] mutant = mutate(valid, random);
      try {
        var image = decoder.decode(mutant, 1 + random.nextInt(40));
        assertThat(image.pixels().rgb()).isNotEmpty();
        decoded++;
      } catch (ImageRefusedException e) {
        assertThat(e).as("%s", random).hasMessageMatching("(?s).{20,}");
      } catch (RuntimeException | Error e) {
        throw new AssertionError(format + ", " + random, e);
      }
    }
    if (!format.equals("avif") || VipsImageDecoder.isAvailable()) {
      assertThat(decoded).as("mutants of %s that still decode", format).isPositive();
    }
  }

  private static byte[] mutate(byte[] valid, Random random) {
    byte[] mutant = valid.clone();
    for (int i = random.nextInt(4); i >= 0; i--) {
      // Half of the damage goes to the front, where headers are.
      int reach = random.nextBoolean() ? Math.min(100, mutant.length) : mutant.length;
      int at = random.nextInt(reach);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> mutant[at] = (byte) random.nextInt(256);
        case 2 -> mutant[at] = random.nextBoolean() ? (byte) 0xff : 0;
        case 3 -> mutant = Arrays.copyOf(mutant, Math.max(1, random.nextInt(mutant.length) + 1));
        default -> {
          int from = random.nextInt(mutant.length);
          int length = random.nextInt(1 + mutant.length - Math.max(from, at));
          System.arraycopy(mutant, from, mutant, at, length);
        }
      }
    }
    return mutant;
  }
}
