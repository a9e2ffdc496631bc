package dev.eidetic.encode.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.testkit.SharedData;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How often the nearest other photograph is a right one, on samples taken at even steps through
/// the sorted files. Each test prints what it measured; the floors hold for the small samples that
/// run by default and for the full ones of docs/classic-encoder.md, which run with
/// `-Deidetic.quality.full=true`.
@Tag("quality")
class ClassicQualityTest {

  /// A vector and what its picture shows; never compared by value.
  @SuppressWarnings("ArrayRecordComponent")
  private record Labelled(String label, float[] vector) {}

  private static final boolean IS_FULL = Boolean.getBoolean("eidetic.quality.full");
  private static final int PER_CLASS = IS_FULL ? 30 : 8;
  private static final int PER_GARMENT = IS_FULL ? Integer.MAX_VALUE : 50;
  private static final int PER_CHARACTER = IS_FULL ? 10 : 4;
  private static final int ORIGINALS_STEP = IS_FULL ? 1 : 3;

  private record LabelledFile(String label, Path file) {}

  private final ClassicEncoder encoder = new ClassicEncoder();

  @Test
  void findsObjectsOfTheSameKind() throws IOException {
    var root = SharedData.find("caltech101/101_ObjectCategories");
    assumeThat(root).as(SharedData.REASON).isPresent();
    var files = new ArrayList<LabelledFile>();
    for (var folder : sorted(root.orElseThrow())) {
      if (!folder.endsWith("BACKGROUND_Google")) {
        files.addAll(sample(folder, PER_CLASS));
      }
    }
    var items = encodeAll(files);
    var scores = Scores.of("caltech101, leave one out", items, items);
    assertThat(scores.recallAt1()).isGreaterThan(0.38);
    assertThat(scores.meanAveragePrecision()).isGreaterThan(0.20);
  }

  @Test
  void findsGarmentsOfTheSameKind() throws IOException {
    var root = SharedData.find("clothing");
    assumeThat(root).as(SharedData.REASON).isPresent();
    var train = encodeAll(samplesBelow(root.orElseThrow().resolve("train")));
    var test = encodeAll(samplesBelow(root.orElseThrow().resolve("test")));
    var scores = Scores.of("clothing, test against train", test, train);
    assertThat(scores.recallAt1()).isGreaterThan(0.61);
    assertThat(scores.meanAveragePrecision()).isGreaterThan(0.28);
  }

  @Test
  void findsTheSameCharacter() throws IOException {
    var root = SharedData.find("omniglot/images_background_small1");
    assumeThat(root).as(SharedData.REASON).isPresent();
    var files = new ArrayList<LabelledFile>();
    for (var alphabet : sorted(root.orElseThrow())) {
      for (var character : sorted(alphabet)) {
        files.addAll(sample(character, PER_CHARACTER));
      }
    }
    var items = encodeAll(files);
    var scores = Scores.of("omniglot, leave one out", items, items);
    assertThat(scores.recallAt1()).isGreaterThan(0.70);
    assertThat(scores.meanAveragePrecision()).isGreaterThan(0.60);
  }

  @Test
  void findsTheOriginalOfAnEditedPhotograph() throws IOException {
    var root = SharedData.find("imagenet-sample");
    assumeThat(root).as(SharedData.REASON).isPresent();
    var all = sorted(root.orElseThrow());
    var originals =
        encodeAll(
            IntStream.range(0, all.size())
                .filter(i -> i % ORIGINALS_STEP == 0)
                .mapToObj(all::get)
                .map(file -> new LabelledFile(file.toString(), file))
                .toList());
    assertThat(recallOfEdit("cropped to 80 % of each side", originals, p -> Edits.crop(p, 0.8)))
        .isGreaterThan(0.94);
    assertThat(recallOfEdit("cropped to 60 % of each side", originals, p -> Edits.crop(p, 0.6)))
        .isGreaterThan(0.6);
    assertThat(recallOfEdit("scaled to 30 %", originals, p -> Edits.scale(p, 0.3, 0.3)))
        .isGreaterThan(0.98);
    assertThat(recallOfEdit("stretched", originals, p -> Edits.scale(p, 1.5, 0.8)))
        .isGreaterThan(0.98);
    assertThat(recallOfEdit("half as bright", originals, p -> Edits.brighten(p, 0.5)))
        .isGreaterThan(0.98);
    assertThat(recallOfEdit("black border of 10 %", originals, Edits::border)).isGreaterThan(0.85);
    assertThat(recallOfEdit("white band over a fifth", originals, Edits::band)).isGreaterThan(0.86);
  }

  private double recallOfEdit(String name, List<Labelled> originals, UnaryOperator<Pixels> edit) {
    var queries =
        IntStream.range(0, originals.size())
            .filter(i -> i % 10 == 0)
            .parallel()
            .mapToObj(originals::get)
            .map(o -> new Labelled(o.label(), vector(edit.apply(read(Path.of(o.label()))))))
            .toList();
    return Scores.of("imagenet-sample, " + name, queries, originals).recallAt1();
  }

  private List<Labelled> encodeAll(List<LabelledFile> files) {
    return files.parallelStream()
        .map(file -> new Labelled(file.label(), vector(read(file.file()))))
        .toList();
  }

  private float[] vector(Pixels picture) {
    return encoder.encode(List.of(picture)).getFirst();
  }

  private static List<LabelledFile> samplesBelow(Path root) throws IOException {
    var files = new ArrayList<LabelledFile>();
    for (var folder : sorted(root)) {
      for (var file : sample(folder, PER_GARMENT)) {
        files.add(new LabelledFile(folder.getFileName().toString(), file.file()));
      }
    }
    return files;
  }

  private static List<LabelledFile> sample(Path folder, int most) throws IOException {
    var files = sorted(folder);
    int count = Math.min(most, files.size());
    return IntStream.range(0, count)
        .mapToObj(i -> files.get((int) ((long) i * files.size() / count)))
        .map(file -> new LabelledFile(folder.toString(), file))
        .toList();
  }

  private static List<Path> sorted(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static Pixels read(Path file) {
    try {
      BufferedImage image = ImageIO.read(file.toFile());
      return Drawings.draw(image.getWidth(), image.getHeight(), image::getRGB);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  /// Leaves each query itself out of its ranking.
  private record Scores(double recallAt1, double meanAveragePrecision) {

    static Scores of(String name, List<Labelled> queries, List<Labelled> gallery) {
      double[][] each =
          queries.parallelStream().map(query -> ofOne(query, gallery)).toArray(double[][]::new);
      double first = 0;
      double precision = 0;
      for (double[] scores : each) {
        first += scores[0] / each.length;
        precision += scores[1] / each.length;
      }
      System.out.printf(
          "%s: %d queries, R@1 %.3f, mAP %.3f%n", name, each.length, first, precision);
      return new Scores(first, precision);
    }

    @SuppressWarnings("ReferenceEquality") // the query itself, not an equal one, is left out
    private static double[] ofOne(Labelled query, List<Labelled> gallery) {
      record Hit(double score, boolean isRight) {}
      var hits =
          gallery.stream()
              .filter(item -> item != query)
              .map(i -> new Hit(dot(query.vector(), i.vector()), i.label().equals(query.label())))
              .sorted((a, b) -> Double.compare(b.score(), a.score()))
              .toList();
      int right = 0;
      double precisions = 0;
      for (int i = 0; i < hits.size(); i++) {
        if (hits.get(i).isRight()) {
          right++;
          precisions += (double) right / (i + 1);
        }
      }
      return new double[] {hits.getFirst().isRight() ? 1 : 0, precisions / right};
    }

    private static double dot(float[] a, float[] b) {
      float sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
