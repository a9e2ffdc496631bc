package dev.eidetic.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.eidetic.engine.sheet.Sheet.Fact;
import dev.eidetic.engine.sheet.Sheet.Figure;
import dev.eidetic.engine.sheet.Sheet.Section;
import dev.eidetic.engine.sheet.SheetHit.Verdict;
import dev.eidetic.engine.sheet.SheetQuery.Example;
import dev.eidetic.engine.sheet.SheetQuery.Role;
import dev.eidetic.engine.sheet.ThumbnailSource.Jpeg;
import dev.eidetic.engine.sheet.ThumbnailSource.Missing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactSheetTest {

  private static final ThumbnailSource TINY = _ -> new Jpeg(new byte[] {1, 2, 3});

  private static final List<Verdict> VERDICTS =
      List.of(Verdict.RIGHT, Verdict.WRONG, Verdict.UNKNOWN);

  @TempDir private Path folder;

  @Test
  void hasTheSameStructureWhateverTheTextsAre() throws IOException {
    String harmless = page(sheetOf("a", 3), TINY);
    for (String hostile :
        List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "</style><script>",
            "--></title><svg/onload=alert(1)>",
            "&lt;script&gt;",
            "line\nbreak\r\n\u0000\u2028end",
            "🎉 \ud83d \u202e")) {
      String page = page(sheetOf(hostile, 3), TINY);
      assertThat(tags(page)).as(hostile).isEqualTo(tags(harmless));
      assertThat(page).as(hostile).doesNotContain("<script", "onerror=alert(1)>", "' on");
    }
  }

  @Test
  void showsHostileTextsAsTheyAre() throws IOException {
    String page = page(sheetOf("<b>&\"'", 1), TINY);
    assertThat(page).contains("<h1>&lt;b&gt;&amp;&quot;&#39;</h1>");
  }

  @Test
  void allowsNothingButItsOwnStyleAndItsPictures() throws Exception {
    String page = page(sheetOf("a", 2), TINY);
    String style = page.substring(page.indexOf("<style>") + 7, page.indexOf("</style>"));
    assertThat(page)
        .contains(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
                + "img-src data:; style-src &#39;sha256-"
                + sha256(style)
                + "&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\">");
    assertThat(style).doesNotContain("url(", "@import", "\r");
  }

  @Test
  void asksNobodyForAnything() throws IOException {
    String page = page(sheetOf("a", 2), TINY);
    assertThat(page).doesNotContain("<script", " style=", "http://", "https://", "srcset");
    assertThat(all(page, " src=\"(.{0,23})")).isNotEmpty().containsOnly("data:image/jpeg;base64,");
    assertThat(all(page, " href=\"([^\"]*)\"")).containsOnly("data:,", "#results");
  }

  @Test
  void saysWhatIsRightInWordsAndNotByColourAlone() throws IOException {
    String page = page(sheetOf("a", 3), TINY);
    assertThat(all(page, "class=\"hit ([a-z]+)\"")).containsExactly("right", "wrong", "unknown");
    assertThat(all(page, "class=\"verdict\"><svg.*?</svg>([a-z]+)<"))
        .containsExactly("right", "wrong");
  }

  @Test
  void describesEachPictureForThoseWhoDoNotSeeIt() throws IOException {
    String page = page(sheetOf("cat.jpg", 2), TINY);
    assertThat(all(page, " alt=\"([^\"]*)\""))
        .containsExactly("query: cat.jpg", "hit 1: cat.jpg", "hit 2: cat.jpg");
  }

  @Test
  void drawsTheScoreAsABarOfItsLength() throws IOException {
    var hits = new ArrayList<SheetHit>();
    for (float score : new float[] {1.25f, 0.5f, -0.5f}) {
      hits.add(hit(hits.size() + 1, score, "a", Verdict.UNKNOWN));
    }
    String page = page(sheet("a", hits), TINY);
    assertThat(all(page, "class=\"part\" width=\"([^\"]*)\""))
        .containsExactly("100.0", "50.0", "0.0");
    assertThat(all(page, "score </span>([^<]*)<")).containsExactly("1.250", "0.500", "-0.500");
  }

  @Test
  void drawsATileWithTheReasonWhereAPictureIsMissing() throws IOException {
    String page = page(sheetOf("cat.jpg", 1), _ -> new Missing("the file is <gone>"));
    assertThat(page).doesNotContain("<img");
    assertThat(all(page, "class=\"reason\">([^<]*)<"))
        .containsExactly("the file is &lt;gone&gt;", "the file is &lt;gone&gt;");
    assertThat(page).contains("hit 1: cat.jpg: no picture");
  }

  @Test
  void forgetsEachPictureOnceItIsWritten() throws IOException {
    var asked = new ArrayList<WeakReference<byte[]>>();
    var alive = new ArrayList<Long>();
    ThumbnailSource counting =
        _ -> {
          var file = new byte[20_000];
          asked.add(new WeakReference<>(file));
          if (asked.size() % 500 == 0) {
            System.gc();
            alive.add(asked.stream().filter(picture -> picture.get() != null).count());
          }
          return new Jpeg(file);
        };
    ContactSheet.write(OutputStream.nullOutputStream(), sheetOf("a", 2_000), counting);
    assertThat(asked).hasSize(2_001);
    assertThat(alive).hasSize(4).allSatisfy(count -> assertThat(count).isBetween(1L, 5L));
  }

  @Test
  void linksToTheFilesOfItsPictures() throws IOException {
    var picture = folder.resolve("pictures").resolve("a \"b\" #1?.jpg");
    var file = folder.resolve("pages/sheet.html");
    var hits =
        List.of(
            new SheetHit(
                1, 1, "a", new SheetPicture.InFile(picture.toString()), List.of(), Verdict.RIGHT));
    ContactSheet.write(file, sheet("a", hits), TINY);
    assertThat(all(Files.readString(file), "class=\"tile\" href=\"([^\"]*)\""))
        .containsExactly("./../pictures/a%20%22b%22%20%231%3F.jpg");
  }

  @Test
  void keepsTheEarlierPageIfTheNewOneFails() throws IOException {
    var file = folder.resolve("sheet.html");
    Files.writeString(file, "earlier");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                ContactSheet.write(
                    file,
                    sheetOf("a", 2),
                    _ -> {
                      throw new IllegalStateException("out of thumbnails");
                    }));
    assertThat(file).hasContent("earlier");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void refusesToReplaceAFolder() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> ContactSheet.write(folder, sheetOf("a", 1), TINY))
        .withMessage(
            "%s is a folder; name a file to write the page to, such as %s",
            folder, folder.resolve("sheet.html"));
  }

  @Test
  void saysOnceWhatTheOnlySearchIsFor() throws IOException {
    assertThat(all(page(sheet("a", List.of()), TINY), "<h3 id=\"section-1-1\" class=\"(.*?)\""))
        .containsExactly("unseen");
  }

  @Test
  void saysThatNothingWasFound() throws IOException {
    assertThat(page(sheet("a", List.of()), TINY)).contains(">Nothing found.<");
  }

  /// A page with the text in every place that takes one.
  private static Sheet sheetOf(String text, int hits) {
    var all = new ArrayList<SheetHit>();
    for (int i = 0; i < hits; i++) {
      all.add(hit(i + 1, 0.5f, text, VERDICTS.get(i % 3)));
    }
    return sheet(text, all);
  }

  private static SheetHit hit(int rank, float score, String text, Verdict verdict) {
    var picture = new SheetPicture.Nowhere(text);
    return new SheetHit(rank, score, text, picture, List.of(new Fact(text, text)), verdict);
  }

  private static Sheet sheet(String text, List<SheetHit> hits) {
    var figures = List.of(new Figure(text, text, text));
    var facts = List.of(new Fact(text, text));
    var example = new Example(Role.QUERY, new SheetPicture.Nowhere(text), text, facts);
    var query = new SheetQuery(text, List.of(example), text, figures, text, hits);
    var section = new Section(text, text, List.of(query));
    return new Sheet(text, text, figures, facts, Instant.EPOCH, text, List.of(section));
  }

  private static String page(Sheet sheet, ThumbnailSource thumbnails) throws IOException {
    var out = new ByteArrayOutputStream();
    ContactSheet.write(out, sheet, thumbnails);
    return out.toString(StandardCharsets.UTF_8);
  }

  /// Elements and names of attributes in order, as a browser would see them.
  private static List<String> tags(String page) {
    String body = page.replaceFirst("(?s)<style>.*</style>", "");
    return Pattern.compile("<[^>]*>")
        .matcher(body)
        .results()
        .map(MatchResult::group)
        .map(tag -> tag.replaceAll("\"[^\"]*\"", "\"\""))
        .toList();
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(match -> match.group(1)).toList();
  }

  private static String sha256(String text) throws GeneralSecurityException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
