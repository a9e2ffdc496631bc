package dev.eidetic.encode.local.onnx;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeatureExtractorContract;
import dev.eidetic.testkit.SharedData;
import java.io.IOException;

/// The published network, whose maps have one place per cell of 8 x 8 pixels; its sides are fixed.
class XFeatTest extends FeatureExtractorContract {

  @Override
  protected FeatureExtractor extractor() throws IOException {
    var graph = SharedData.find("weights/xfeat/xfeat_verlab_history.onnx");
    assumeThat(graph).as(SharedData.REASON).isPresent();
    return OnnxExtractor.open(graph.orElseThrow(), LIMITS);
  }
}
