package dev.eidetic.demo.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.demo.Catalogue;
import dev.eidetic.demo.show.DemoListener.Step;
import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.ConflictException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// One run on small pictures; the tests look at what it left.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {

  private static final Catalogue CATALOGUE = Catalogue.ofSize(40);
  private static final Demo.Settings SETTINGS = new Demo.Settings(CATALOGUE, 2, 12, "./eidetic");

  private final ImageEncoder encoder = new ClassicEncoder();
  private final ImageDecoder decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
  private final TreeMap<Step, Long> left = new TreeMap<>();

  private DemoFolder folder;
  private DemoReport report;
  private String page;
  private List<Labelled> pictures;

  /// What the slow way needs.
  private record Labelled(String id, String product, float[] vector) {}

  private record Scored(Labelled picture, double score) {}

  @BeforeAll
  void runOnce(@TempDir Path parent) throws IOException, InterruptedException {
    folder = new DemoFolder(parent.resolve("the demo's folder"));
    report =
        new Demo(SETTINGS, folder, encoder, decoder)
            .run((step, done, total) -> left.put(step, total - done));
    page = Files.readString(report.sheet());
    pictures = new ArrayList<>();
    try (var collection = Collection.open(folder.collection());
        var snapshot = collection.snapshot()) {
      snapshot.forEach(
          "",
          (item, vector) ->
              pictures.add(new Labelled(item.id(), JudgedSearch.product(item), vector.clone())));
    }
  }

  @Test
  void indexesEveryPictureWithItsProduct() {
    assertThat(report.drawn().drawn()).isEqualTo(288);
    assertThat(report.indexed().progress().added()).isEqualTo(288);
    assertThat(report.indexed().progress().refused()).isZero();
    assertThat(report.indexed().unmatchedRows()).isZero();
    assertThat(pictures).hasSize(288);
    assertThat(pictures.stream().map(Labelled::product).distinct()).hasSize(48);
  }

  @Test
  void measuresWhatASlowCountByHandMeasures() {
    double precision = 0;
    int firstRight = 0;
    for (var query : pictures) {
      var best = nearest(query, 5);
      precision += best.stream().filter(hit -> isSameProduct(query, hit)).count() / 5.0;
      firstRight += isSameProduct(query, best.getFirst()) ? 1 : 0;
    }
    assertThat(report.overall().queries()).isEqualTo(288);
    assertThat(report.overall().meanPrecision()).isCloseTo(precision / 288, within(1e-12));
    assertThat(report.overall().firstRight()).isCloseTo(firstRight / 288.0, within(1e-12));
    assertThat(page).contains(String.format(Locale.ROOT, ">%.2f</dd>", precision / 288));
  }

  @Test
  void showsForEachQueryTheHitsThatASlowSearchFinds() {
    assertThat(report.searches()).hasSize(12);
    for (var search : report.searches()) {
      var query =
          pictures.stream()
              .filter(picture -> picture.id().equals(search.query().id()))
              .findFirst()
              .orElseThrow();
      var expected = nearest(query, 5);
      assertThat(search.hits())
          .extracting(hit -> hit.item().id())
          .containsExactlyElementsOf(expected.stream().map(Labelled::id).toList());
      long right = expected.stream().filter(hit -> isSameProduct(query, hit)).count();
      assertThat(search.right(5)).isEqualTo((int) right);
    }
  }

  @Test
  void searchesForProductsOfAllCategoriesAndEachOnce() {
    assertThat(report.searches().stream().map(JudgedSearch::query).map(JudgedSearch::product))
        .doesNotHaveDuplicates();
    assertThat(
            report.searches().stream()
                .map(search -> DemoQueries.text(search.query(), "category"))
                .distinct())
        .hasSize(8);
  }

  @Test
  void showsTheVerdictsThatItCounted() {
    long right = report.searches().stream().mapToLong(search -> search.right(5)).sum();
    String judged = page.substring(0, page.indexOf("From a snapshot to the catalogue"));
    assertThat(all(judged, "class=\"hit (right|wrong)\"")).hasSize(60);
    assertThat(all(judged, "class=\"hit (right)\"")).hasSize((int) right);
    assertThat(all(judged, ">(\\d of 5 right)<"))
        .containsExactlyElementsOf(
            report.searches().stream().map(search -> search.right(5) + " of 5 right").toList());
  }

  @Test
  void showsAFilterAndAMixtureWithTheCommandsThatMakeThem() {
    String collection = "'" + folder.collection().toString().replace("'", "'\\''") + "'";
    var commands =
        all(page, "class=\"command\"><code>([^<]*)<").stream()
            .map(text -> text.replace("&#39;", "'").replace("&quot;", "\""))
            .toList();
    assertThat(commands).hasSize(12 + 6 + 1);
    assertThat(commands.subList(0, 18))
        .allSatisfy(
            command ->
                assertThat(command)
                    .startsWith("./eidetic search --collection " + collection + " ")
                    .endsWith(" --count 5"));
    assertThat(commands).anySatisfy(command -> assertThat(command).contains(" --where view:0 "));
    assertThat(commands)
        .anySatisfy(
            command -> assertThat(command).contains(" --where 'category:lamps AND price:[* TO "));
    assertThat(commands)
        .anySatisfy(command -> assertThat(command).contains(" --like ", " --unlike "));
    assertThat(all(page, "class=\"role ([a-z]+)\"")).contains("query", "like", "unlike");
  }

  @Test
  void putsAPictureIntoThePageForEachHitAndLinksToItsFile() {
    assertThat(all(page, "<(img) ")).hasSize((12 + 3 + 1 + 1) * 6 + 7);
    assertThat(page).doesNotContain("class=\"tile missing\"");
    for (String link : all(page, "class=\"tile\" href=\"([^\"]*)\"")) {
      String path = URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
      assertThat(folder.folder().resolve(path)).isRegularFile();
    }
  }

  @Test
  void tellsOfEachStepToItsEnd() {
    assertThat(left.keySet()).containsExactly(Step.values());
    assertThat(left.values()).containsOnly(0L);
    assertThat(report.times().keySet()).containsExactlyInAnyOrder(Step.values());
  }

  @Test
  void drawsAndEncodesNothingTheSecondTime() throws IOException, InterruptedException {
    assertThat(report.isRepeated()).isFalse();
    var again = new Demo(SETTINGS, folder, encoder, decoder).run(DemoListener.silent());
    assertThat(again.isRepeated()).isTrue();
    assertThat(again.drawn().kept()).isEqualTo(288);
    assertThat(again.indexed().progress().unchanged()).isEqualTo(288);
    assertThat(again.overall().meanPrecision()).isEqualTo(report.overall().meanPrecision());
  }

  @Test
  void refusesToMixTheVectorsOfTwoEncoders() {
    var demo = new Demo(SETTINGS, folder, new OtherEncoder(), decoder);
    assertThatExceptionOfType(ConflictException.class)
        .isThrownBy(() -> demo.run(DemoListener.silent()))
        .withMessage(
            "the demo's collection %s was made with %s, this program uses other (3 numbers, 000000000000); remove that folder or choose another one for the demo",
            folder.collection(), encoder.space());
  }

  private List<Labelled> nearest(Labelled query, int count) {
    return pictures.stream()
        .filter(picture -> !picture.id().equals(query.id()))
        .map(picture -> new Scored(picture, dot(query.vector(), picture.vector())))
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .limit(count)
        .map(Scored::picture)
        .toList();
  }

  private static boolean isSameProduct(Labelled a, Labelled b) {
    return a.product().equals(b.product());
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1)).toList();
  }

  /// An encoder that is never asked to encode.
  private static final class OtherEncoder implements ImageEncoder {

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("other", 3, "0".repeat(64));
    }

    @Override
    public int wantedSide() {
      return 1;
    }

    @Override
    public int preferredBatch() {
      return 1;
    }

    @Override
    public List<float[]> encode(List<Pixels> pictures) {
      throw new AssertionError("nothing may be encoded");
    }

    @Override
    public void close() {}
  }
}
