package dev.eidetic.encode.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.encode.image.Pixels;
import org.junit.jupiter.api.Test;

class SiftExtractorTest extends FeatureExtractorContract {

  @Override
  protected FeatureExtractor extractor() {
    return new SiftExtractor(LIMITS);
  }

  @Test
  void aPictureOfOneColourHasNoFeatures() {
    assertThat(extractor().extract(Pixels.of(50, 40, new byte[6000])).count()).isZero();
  }

  @Test
  void descriptorsAreRootsOfSharesSoNeverNegative() {
    var features = extractor().extract(discs(1, 300, 200));
    assertThat(features.descriptors().dimension()).isEqualTo(SiftExtractor.DIMENSION);
    for (float number : ((Descriptors.Floats) features.descriptors()).rows()) {
      assertThat(number).isNotNegative();
    }
  }

  @Test
  void refusesLimitsBeyondReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureLimits(0, 640))
        .withMessage("count is 0; it must be 1 to 10000");
  }
}
