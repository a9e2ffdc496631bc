package dev.eidetic.encode.preprocess;

import dev.eidetic.encode.json.JsonFields;
import dev.eidetic.encode.preprocess.Resize.Exact;
import dev.eidetic.encode.preprocess.Resize.LongestEdge;
import dev.eidetic.encode.preprocess.Resize.ShortestEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Reads the `preprocessor_config.json` that Hugging Face's image processors write.
///
/// Every shape of `size` and `crop_size` is understood: a number, `shortest_edge`, `longest_edge`,
/// `height` with `width`. What a processor left to its own default (a bare number for `size`, a
/// missing `resample`) is filled in by its family: CLIP, BiT (DINOv2), ConvNeXt (ResNet), MobileNet
/// and DeiT differ from ViT. What we cannot do exactly is refused, never approximated.
public final class PreprocessorConfig {

  private static final double CONV_NEXT_CROP_FRACTION = 224.0 / 256;

  private final JsonFields fields;
  private final Family family;

  private PreprocessorConfig(JsonFields fields, Family family) {
    this.fields = fields;
    this.family = family;
  }

  /// The defaults of one line of processors.
  private enum Family {
    CLIP(false, true, Interpolation.BICUBIC),
    BIT(false, true, Interpolation.BICUBIC),
    CONVNEXT(false, false, Interpolation.BILINEAR),
    MOBILENET(false, true, Interpolation.BILINEAR),
    DEIT(true, true, Interpolation.BICUBIC),
    SIGLIP(true, false, Interpolation.BICUBIC),
    VIT(true, false, Interpolation.BILINEAR);

    final boolean isSquare;
    final boolean isCropped;
    final Interpolation interpolation;

    Family(boolean isSquare, boolean isCropped, Interpolation interpolation) {
      this.isSquare = isSquare;
      this.isCropped = isCropped;
      this.interpolation = interpolation;
    }

    /// By the name's beginning; ViT stands for all others, as most copy its rules.
    static Family of(String processor) {
      String name = processor.toUpperCase(Locale.ROOT);
      for (var family : values()) {
        if (name.startsWith(family.name())) {
          return family;
        }
      }
      return name.startsWith("CHINESECLIP") ? CLIP : VIT;
    }
  }

  /// @throws IOException if the file cannot be read or says something that we cannot do; the
  ///   message names the file and the field
  public static Preprocessing read(Path file) throws IOException {
    return parse(JsonFields.read(file));
  }

  public static Preprocessing parse(JsonFields fields) throws IOException {
    var processor =
        fields.text("image_processor_type").or(() -> textOrEmpty(fields, "feature_extractor_type"));
    return new PreprocessorConfig(fields, Family.of(processor.orElse(""))).preprocessing();
  }

  private static Optional<String> textOrEmpty(JsonFields fields, String name) {
    try {
      return fields.text(name);
    } catch (IOException _) { // an odd old name only loses the family's defaults
      return Optional.empty();
    }
  }

  private Preprocessing preprocessing() throws IOException {
    refuse("rescale_offset", "shifts values in a way that is not supported");
    refuse("do_pad", "pads pictures in a way that is not supported");
    boolean isNormalized = fields.flag("do_normalize").orElse(true);
    boolean isRescaled = fields.flag("do_rescale").orElse(true);
    boolean isFlipped = fields.flag("do_flip_channel_order").orElse(false);
    return new Preprocessing(
        resize(),
        interpolation(),
        crop(),
        isRescaled ? rescaleFactor() : 1,
        isNormalized ? threeNumbers("image_mean") : List.of(0.0, 0.0, 0.0),
        isNormalized ? positive("image_std") : List.of(1.0, 1.0, 1.0),
        isFlipped ? ChannelOrder.BGR : ChannelOrder.RGB);
  }

  private void refuse(String flag, String reason) throws IOException {
    if (fields.flag(flag).orElse(false)) {
      throw new IOException(
          "%s: field \"%s\" is true, which %s".formatted(fields.place(), flag, reason));
    }
  }

  private double rescaleFactor() throws IOException {
    double factor = fields.number("rescale_factor").orElse(1.0 / 255);
    if (factor == 0) {
      throw fields.wrong("rescale_factor", "other than 0");
    }
    return factor;
  }

  private List<Double> threeNumbers(String field) throws IOException {
    var numbers = fields.need(field, fields.numbers(field));
    if (numbers.size() != 3) {
      throw fields.wrong(field, "three numbers, for red, green and blue");
    }
    return numbers;
  }

  private List<Double> positive(String field) throws IOException {
    var numbers = threeNumbers(field);
    if (numbers.stream().anyMatch(number -> number.floatValue() <= 0)) {
      throw fields.wrong(field, "three numbers above 0");
    }
    return numbers;
  }

  private Interpolation interpolation() throws IOException {
    var code = fields.integer("resample", 0, 5);
    return code.flatMap(Interpolation::ofCode).orElse(family.interpolation);
  }

  private boolean isResized() throws IOException {
    return fields.flag("do_resize").orElse(true);
  }

  private boolean followsConvNext() throws IOException {
    return family == Family.CONVNEXT && isResized();
  }

  private Resize resize() throws IOException {
    if (!isResized()) {
      return new Resize.None();
    }
    if (!fields.has("size")) {
      throw new IOException(
          "%s: field \"size\" is missing, and do_resize is not false".formatted(fields.place()));
    }
    if (family == Family.CONVNEXT) {
      return convNextResize();
    }
    if (fields.has("crop_pct")) {
      throw fields.wrong("crop_pct", "absent: only ConvNextImageProcessor's rule for it is known");
    }
    if (fields.isObject("size")) {
      return resizeFrom(fields.need("size", fields.object("size")));
    }
    int side = fields.need("size", fields.integer("size", 1, Resize.MAX_SIDE));
    boolean isCroppedAgainstHabit =
        !family.isCropped && fields.flag("do_center_crop").orElse(false);
    boolean isSkewed = family.isSquare && !isCroppedAgainstHabit;
    return isSkewed ? new Exact(side, side) : new ShortestEdge(side);
  }

  private static Resize resizeFrom(JsonFields size) throws IOException {
    var shortest = size.integer("shortest_edge", 1, Resize.MAX_SIDE);
    var longest = size.integer("longest_edge", 1, Resize.MAX_SIDE);
    var height = size.integer("height", 1, Resize.MAX_SIDE);
    var width = size.integer("width", 1, Resize.MAX_SIDE);
    if (height.isPresent() && width.isPresent() && shortest.isEmpty() && longest.isEmpty()) {
      return new Exact(width.get(), height.get());
    }
    boolean hasOneEdge = height.isEmpty() && width.isEmpty();
    if (hasOneEdge && shortest.isPresent() && longest.isEmpty()) {
      return new ShortestEdge(shortest.get());
    }
    if (hasOneEdge && longest.isPresent() && shortest.isEmpty()) {
      return new LongestEdge(longest.get());
    }
    throw new IOException(
        "%s must hold height and width, or shortest_edge alone, or longest_edge alone"
            .formatted(size.place()));
  }

  private int convNextSide() throws IOException {
    if (!fields.isObject("size")) {
      return fields.need("size", fields.integer("size", 1, Resize.MAX_SIDE));
    }
    var size = fields.need("size", fields.object("size"));
    return size.need("shortest_edge", size.integer("shortest_edge", 1, Resize.MAX_SIDE));
  }

  private Resize convNextResize() throws IOException {
    double fraction = fields.number("crop_pct").orElse(CONV_NEXT_CROP_FRACTION);
    if (!(fraction > 0.05 && fraction <= 1)) {
      throw fields.wrong("crop_pct", "above 0.05 and at most 1");
    }
    return Resize.convNext(convNextSide(), fraction);
  }

  private Crop crop() throws IOException {
    if (followsConvNext()) {
      int side = convNextSide();
      return new Crop.Center(side, side);
    }
    boolean isCropped =
        fields.flag("do_center_crop").orElse(family.isCropped && fields.has("crop_size"));
    if (!isCropped) {
      return new Crop.None();
    }
    if (!fields.has("crop_size")) {
      throw new IOException(
          "%s: field \"crop_size\" is missing, and do_center_crop is true"
              .formatted(fields.place()));
    }
    if (!fields.isObject("crop_size")) {
      int side = fields.need("crop_size", fields.integer("crop_size", 1, Resize.MAX_SIDE));
      return new Crop.Center(side, side);
    }
    var size = fields.need("crop_size", fields.object("crop_size"));
    return new Crop.Center(
        size.need("width", size.integer("width", 1, Resize.MAX_SIDE)),
        size.need("height", size.integer("height", 1, Resize.MAX_SIDE)));
  }

  /// The same in the form that Hugging Face reads, as values for a JSON writer.
  public static Map<String, Object> asJson(Preprocessing preprocessing) {
    var json = new LinkedHashMap<String, Object>();
    json.put("image_processor_type", "ViTImageProcessor");
    json.put("do_resize", !(preprocessing.resize() instanceof Resize.None));
    switch (preprocessing.resize()) {
      case Resize.None() -> {}
      case Exact(int width, int height) -> json.put("size", sides(width, height));
      case ShortestEdge(int pixels) -> json.put("size", Map.of("shortest_edge", pixels));
      case LongestEdge(int pixels) -> json.put("size", Map.of("longest_edge", pixels));
    }
    json.put("resample", preprocessing.interpolation().code());
    json.put("do_center_crop", preprocessing.crop() instanceof Crop.Center);
    if (preprocessing.crop() instanceof Crop.Center(int width, int height)) {
      json.put("crop_size", sides(width, height));
    }
    json.put("do_rescale", true);
    json.put("rescale_factor", preprocessing.rescaleFactor());
    json.put("do_normalize", true);
    json.put("image_mean", preprocessing.mean());
    json.put("image_std", preprocessing.std());
    json.put("do_flip_channel_order", preprocessing.channelOrder() == ChannelOrder.BGR);
    return json;
  }

  private static Map<String, Integer> sides(int width, int height) {
    return Map.of("height", height, "width", width);
  }
}
