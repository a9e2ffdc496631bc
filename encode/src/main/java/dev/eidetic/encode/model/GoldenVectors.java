package dev.eidetic.encode.model;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.json.JsonFields;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Vectors that a model gave for pictures drawn by code when its folder was made.
///
/// They notice other weights, another preprocessing, and a runtime that computes wrongly. The last
/// bits differ between processors, so a vector passes if its cosine with the golden one is at least
/// [#MIN_COSINE] and no number is further off than [#MAX_DIFFERENCE].
public final class GoldenVectors {

  /// Float kernels of different processors agree to 1e-6 or so, 8-bit ones to 1e-4.
  public static final double MIN_COSINE = 0.9995;

  /// Of unit vectors, number by number.
  public static final double MAX_DIFFERENCE = 0.01;

  /// Names how the pictures are drawn; another way of drawing gets another name.
  private static final String PICTURES = "slopes-1";

  private final List<float[]> vectors;

  private GoldenVectors(List<float[]> vectors) {
    this.vectors = vectors;
  }

  /// How close an encoder came.
  ///
  /// @param pictures compared
  /// @param leastCosine over the pictures
  /// @param largestDifference of any number
  public record Agreement(int pictures, double leastCosine, double largestDifference) {}

  static GoldenVectors of(ImageEncoder encoder) {
    return new GoldenVectors(encoder.encode(GoldenPictures.all()));
  }

  static GoldenVectors read(Path file) throws IOException {
    var fields = JsonFields.read(file);
    String pictures = fields.need("pictures", fields.text("pictures"));
    if (!pictures.equals(PICTURES)) {
      throw fields.wrong("pictures", "\"%s\", the only way of drawing known".formatted(PICTURES));
    }
    var vectors = new ArrayList<float[]>();
    for (var entry : fields.need("vectors", fields.objects("vectors"))) {
      var numbers = entry.need("numbers", entry.numbers("numbers"));
      var vector = new float[numbers.size()];
      for (int i = 0; i < vector.length; i++) {
        vector[i] = numbers.get(i).floatValue();
      }
      vectors.add(vector);
    }
    if (vectors.size() != GoldenPictures.all().size()) {
      throw new IOException(
          "%s holds %d vectors; there must be %d, one per picture"
              .formatted(file, vectors.size(), GoldenPictures.all().size()));
    }
    return new GoldenVectors(vectors);
  }

  Map<String, Object> asJson() {
    var json = new LinkedHashMap<String, Object>();
    json.put("pictures", PICTURES);
    json.put("vectors", vectors.stream().map(vector -> Map.of("numbers", vector)).toList());
    return json;
  }

  /// Compares the first pictures.
  ///
  /// @param count how many: the first one is cheap enough for each start
  /// @throws EncodingException if an answer is further off than allowed
  Agreement compare(ImageEncoder encoder, int count) {
    var found = encoder.encode(GoldenPictures.all().subList(0, count));
    double leastCosine = 1;
    double largestDifference = 0;
    for (int i = 0; i < count; i++) {
      float[] golden = vectors.get(i);
      float[] vector = found.get(i);
      if (golden.length != vector.length) {
        throw new EncodingException(
            "model \"%s\" gives %d numbers; its golden vectors have %d"
                .formatted(encoder.space().name(), vector.length, golden.length));
      }
      leastCosine = Math.min(leastCosine, cosine(golden, vector));
      largestDifference = Math.max(largestDifference, difference(golden, vector));
    }
    if (!(leastCosine >= MIN_COSINE) || !(largestDifference <= MAX_DIFFERENCE)) {
      throw new EncodingException(
          "model \"%s\" does not give its golden vectors: least cosine %.6f (at least %s allowed), largest difference %.6f (at most %s); its weights or settings were changed, or this machine computes wrongly"
              .formatted(
                  encoder.space().name(),
                  leastCosine,
                  MIN_COSINE,
                  largestDifference,
                  MAX_DIFFERENCE));
    }
    return new Agreement(count, leastCosine, largestDifference);
  }

  int size() {
    return vectors.size();
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squaresA = 0;
    double squaresB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squaresA += (double) a[i] * a[i];
      squaresB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squaresA * squaresB);
  }

  private static double difference(float[] a, float[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      largest = Math.max(largest, Math.abs((double) a[i] - b[i]));
    }
    return largest;
  }
}
