package dev.eidetic.encode.preprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.json.JsonFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreprocessorConfigTest {

  private static final String STATISTICS =
      "\"image_mean\": [0.1, 0.2, 0.3], \"image_std\": [0.4, 0.5, 0.6]}";

  @Test
  void readsClipWithABareNumberAsShortestEdge() throws IOException {
    var clip =
        parse(
            "{\"feature_extractor_type\": \"CLIPFeatureExtractor\", \"size\": 224,"
                + "\"do_center_crop\": true, \"crop_size\": 224, \"resample\": 3,");
    assertThat(clip)
        .isEqualTo(
            new Preprocessing(
                new Resize.ShortestEdge(224),
                Interpolation.BICUBIC,
                new Crop.Center(224, 224),
                1.0 / 255,
                List.of(0.1, 0.2, 0.3),
                List.of(0.4, 0.5, 0.6),
                ChannelOrder.RGB));
  }

  @Test
  void readsVitWithABareNumberAsSquare() throws IOException {
    var vit = parse("{\"image_processor_type\": \"ViTImageProcessor\", \"size\": 224,");
    assertThat(vit.resize()).isEqualTo(new Resize.Exact(224, 224));
    assertThat(vit.interpolation()).isEqualTo(Interpolation.BILINEAR);
    assertThat(vit.crop()).isEqualTo(new Crop.None());
  }

  @Test
  void readsDino() throws IOException {
    var dino =
        parse(
            "{\"image_processor_type\": \"BitImageProcessor\", \"size\": {\"shortest_edge\": 256},"
                + "\"crop_size\": {\"height\": 224, \"width\": 200}, \"do_center_crop\": true,");
    assertThat(dino.resize()).isEqualTo(new Resize.ShortestEdge(256));
    assertThat(dino.crop()).isEqualTo(new Crop.Center(200, 224));
    assertThat(dino.interpolation()).isEqualTo(Interpolation.BICUBIC);
  }

  @Test
  void convNextCropsBelow384AndSkewsFromThere() throws IOException {
    String start = "{\"image_processor_type\": \"ConvNextImageProcessor\", \"crop_pct\": 0.875,";
    var small = parse(start + "\"size\": {\"shortest_edge\": 224},");
    assertThat(small.resize()).isEqualTo(new Resize.ShortestEdge(256));
    assertThat(small.crop()).isEqualTo(new Crop.Center(224, 224));
    assertThat(parse(start + "\"size\": 384,").resize()).isEqualTo(new Resize.Exact(384, 384));
  }

  @Test
  void readsMobileNetAndFlippedChannels() throws IOException {
    var mobile =
        parse(
            "{\"image_processor_type\": \"MobileNetV2ImageProcessor\", \"size\": 256,"
                + "\"crop_size\": 224, \"do_flip_channel_order\": true, \"do_rescale\": false,");
    assertThat(mobile.resize()).isEqualTo(new Resize.ShortestEdge(256));
    assertThat(mobile.crop()).isEqualTo(new Crop.Center(224, 224));
    assertThat(mobile.rescaleFactor()).isEqualTo(1);
    assertThat(mobile.channelOrder()).isEqualTo(ChannelOrder.BGR);
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() throws IOException {
    var resizes =
        List.of(
            new Resize.None(),
            new Resize.Exact(31, 47),
            new Resize.ShortestEdge(47),
            new Resize.LongestEdge(47));
    for (var resize : resizes) {
      for (var crop : List.of(new Crop.None(), new Crop.Center(31, 29))) {
        var preprocessing =
            new Preprocessing(
                resize,
                Interpolation.LANCZOS,
                crop,
                0.01,
                List.of(1.0, 0.0, -3.5),
                List.of(1.0, 2.0, 3.5),
                ChannelOrder.BGR);
        byte[] json = JSON.std.asBytes(PreprocessorConfig.asJson(preprocessing));
        assertThat(PreprocessorConfig.parse(JsonFields.parse("written", json)))
            .isEqualTo(preprocessing);
      }
    }
  }

  @Test
  void refusesWhatItCannotDoAndNamesTheField() {
    refused("{\"size\": {\"shortest_edge\": 5, \"height\": 6},", "must hold height and width");
    refused("{\"size\": \"big\",", "field \"size\" is big; it must be a whole number");
    refused("{\"size\": 224, \"resample\": 9,", "field \"resample\" is 9; it must be a whole");
    refused("{\"size\": 224, \"do_pad\": true,", "field \"do_pad\" is true, which pads");
    refused("{", "field \"size\" is missing");
    refused("{\"size\": 1e99,", "field \"size\" is 1.0E99");
    refused("{\"size\": 224, \"do_center_crop\": true,", "field \"crop_size\" is missing");
    refused("{\"size\": 224, \"crop_pct\": 0.9,", "crop_pct");
  }

  @Test
  void refusesBadStatistics() {
    assertThatIOException()
        .isThrownBy(
            () -> read("{\"size\": 2, \"image_mean\": [0, 0, 0], \"image_std\": [1, 0, 1]}"))
        .withMessageStartingWith("config.json: field \"image_std\" is [1, 0, 1]");
    assertThatIOException()
        .isThrownBy(() -> read("{\"size\": 2, \"image_mean\": [0, 0]}"))
        .withMessageContaining("three numbers, for red, green and blue");
    assertThatIOException()
        .isThrownBy(() -> read("not json"))
        .withMessageStartingWith("config.json is not valid JSON");
  }

  private static void refused(String start, String message) {
    assertThatIOException()
        .isThrownBy(() -> parse(start))
        .withMessageStartingWith("config.json")
        .withMessageContaining(message);
  }

  private static Preprocessing parse(String start) throws IOException {
    return read(start + STATISTICS);
  }

  private static Preprocessing read(String json) throws IOException {
    return PreprocessorConfig.parse(
        JsonFields.parse("config.json", json.getBytes(StandardCharsets.UTF_8)));
  }
}
