package dev.eidetic.server;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import dev.eidetic.engine.relevance.MatchModel;
import dev.eidetic.engine.relevance.MatchModelFile;
import dev.eidetic.server.TestServer.Parts;
import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The page as people use it, in Debian's Chromium. Skipped where there is none.
class BrowserTest {

  private static final int PICTURES = 40;
  private static final String BAD_NAME = "<img src=x onerror=document.title='taken'>.jpg";

  @TempDir private static Path folder;
  private static TestServer server;
  private static Playwright playwright;
  private static Browser browser;

  private final List<String> complaints = new ArrayList<>();
  private Page page;

  @BeforeAll
  static void open() throws IOException, InterruptedException {
    var chromium = chromium();
    assumeThat(chromium).as("needs chromium: apt-get install chromium").isPresent();
    server = TestServer.open(folder).collection("shop").collection("empty").collection("twins");
    var parts = new Parts();
    for (int i = 0; i < PICTURES; i++) {
      parts
          .field(
              "fields",
              "{\"kind\": \"%s\", \"price\": %d}".formatted(i % 4 == 0 ? "shoe" : "lamp", i))
          .file(
              "file",
              "p%02d.jpg".formatted(i),
              TestPictures.file(i, 120 + 20 * (i % 5), 120, "jpg"));
    }
    parts.field("fields", "{\"kind\": \"<script>document.title='taken'</script>\"}");
    parts.file("file", BAD_NAME, TestPictures.file(77, 100, 100, "jpg"));
    server.postParts("/v1/collections/shop/images", parts);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(List.of("--no-sandbox", "--disable-gpu")));
  }

  private static Optional<Path> chromium() {
    return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  @AfterAll
  static void close() throws IOException {
    if (playwright != null) {
      playwright.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void visit() {
    page = browser.newPage(new Browser.NewPageOptions().setViewportSize(1440, 900));
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.onRequest(
        request -> {
          boolean isOurs =
              request.url().startsWith(server.uri("").toString())
                  || request.url().startsWith("blob:");
          if (!isOurs) {
            complaints.add("asked for " + request.url());
          }
        });
    page.navigate(server.uri("/#/search/shop").toString());
  }

  @AfterEach
  void nothingWentWrongBehindTheScenes() {
    page.close();
    assertThat(complaints).isEmpty();
  }

  private Locator tiles() {
    return page.locator("picture-grid .tile button");
  }

  private Locator headline() {
    return page.locator(".headline");
  }

  private Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  private void choose(int seed) {
    page.locator("query-bar input[type=file]")
        .setInputFiles(
            new FilePayload(
                "query.jpg",
                "image/jpeg",
                TestPictures.file(seed, 120 + 20 * (seed % 5), 120, "jpg")));
  }

  @Test
  void theCollectionIsShownNewestFirst() {
    assertThat(headline()).hasText((PICTURES + 1) + " pictures");
    assertThat(tiles().first()).isVisible();
    assertThat(page).hasTitle("Eidetic");
  }

  @Test
  void aChosenPictureFindsWhatLooksLikeItAndItself() {
    choose(7);
    assertThat(headline()).containsText("Closest of");
    assertThat(tiles().first()).hasAttribute("aria-label", "p07.jpg, score 1.000");
  }

  @Test
  void aCalibratedCollectionShowsHowProbableMatchesAreAndCutsThere() throws IOException {
    var collection = folder.resolve("data/shop");
    // a score of 0.6 is as probable as not
    var model = new MatchModel(new float[0], 256, 0, -12, 20, 0, "kind", 30, Instant.EPOCH);
    MatchModelFile.write(collection, model);
    try {
      page.reload();
      choose(7);
      assertThat(tiles().first()).hasAttribute("aria-label", "p07.jpg, match 100 %");
      assertThat(page.locator("picture-grid .score").first()).hasText("100 %");
      int all = tiles().count();
      var slider = page.locator("input[name=probability]");
      slider.focus();
      slider.press("End");
      assertThat(page.locator("label.slider output")).hasText("95 %");
      assertThat(tiles()).not().hasCount(all);
      assertThat(tiles().first()).hasAttribute("aria-label", "p07.jpg, match 100 %");
      tiles().first().click();
      assertThat(page.locator("dialog.viewer .big-score"))
          .containsText("a match with 100 % probability");
    } finally {
      MatchModelFile.remove(collection);
    }
  }

  @Test
  void aDroppedPictureIsSearchedFor() {
    page.evaluate(
        """
        async (address) => {
          const blob = await (await fetch(address)).blob();
          const data = new DataTransfer();
          data.items.add(new File([blob], 'dropped.jpg', {type: 'image/jpeg'}));
          dispatchEvent(new DragEvent('drop', {dataTransfer: data, cancelable: true}));
        }
        """,
        server.uri("/v1/collections/shop/images/p09.jpg/thumbnail?side=720").toString());
    assertThat(tiles().first()).hasAttribute("aria-label", Pattern.compile("p09.jpg, score .*"));
  }

  @Test
  void wordsFindNamesAndFields() {
    page.locator("input[type=search]").fill("shoe");
    assertThat(headline()).hasText("10 pictures");
    page.locator("input[type=search]").fill("p21");
    assertThat(headline()).hasText("1 picture");
  }

  @Test
  void valuesOfAFieldAreChosenWithTheirCounts() {
    button("Kind").click();
    var value =
        page.locator(".facet-values label").filter(new Locator.FilterOptions().setHasText("shoe"));
    assertThat(value).containsText("10");
    value.click();
    assertThat(headline()).hasText("10 pictures");
    page.keyboard().press("Escape");
    button("Remove filter Kind: shoe").click();
    assertThat(headline()).hasText((PICTURES + 1) + " pictures");
  }

  @Test
  void theKeyboardGoesThroughTheGridIntoThePictureAndBack() {
    assertThat(tiles().first()).isVisible();
    tiles().first().focus();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Enter");
    var viewer = page.locator("dialog.viewer");
    assertThat(viewer).isVisible();
    String before = viewer.locator("h2").textContent();
    page.keyboard().press("ArrowRight");
    assertThat(viewer.locator("h2")).not().hasText(before);
    page.keyboard().press("Escape");
    assertThat(viewer).not().isVisible();
    assertThat(page.locator("picture-grid .tile button:focus")).hasCount(1);
  }

  @Test
  void moreAndLessLikeThisBendTheSearchAndBackUndoesIt() {
    tiles().first().click();
    button("More like this").click();
    assertThat(headline()).containsText("Closest of");
    assertThat(page.locator(".term")).hasCount(1);
    tiles().nth(3).click();
    button("Less like this").click();
    assertThat(page.locator(".term.is-unlike")).hasCount(1);
    page.goBack();
    assertThat(page.locator(".term")).hasCount(1);
    button(
            "Remove "
                + Objects.requireNonNull(
                    page.locator(".term img")
                        .first()
                        .evaluate(
                            "image => decodeURIComponent(image.src.split('/images/')[1].split('/')[0])")))
        .click();
    assertThat(page.locator(".term")).hasCount(0);
  }

  @Test
  void aCloserLookPutsTheFirstHitsIntoAnotherOrderAndSaysWhy() {
    choose(7);
    for (String look : List.of("superglobal", "geometric(top=50)")) {
      page.locator("select[name=rerank]").selectOption(look);
      assertThat(page.locator("picture-grid .tile").first()).isVisible();
      assertThat(headline()).containsText("Closest of");
      tiles().first().click();
      assertThat(page.locator(".big-score")).containsText("after a closer look");
      assertThat(page.locator(".stages li").last()).containsText(look.substring(0, 9));
      button("Close").click();
    }
  }

  @Test
  void aSearchByDetailsHasThemDescribedFirst() {
    choose(7);
    page.locator("select[name=rerank]").selectOption("local");
    button("Describe them").click();
    assertThat(headline()).containsText("Closest of");
    assertThat(tiles().first()).hasAttribute("aria-label", Pattern.compile("p07.jpg, score 0.*"));
    page.reload(); // a dropped picture is gone then, and the address names it still
    choose(8);
    assertThat(tiles().first()).hasAttribute("aria-label", Pattern.compile("p08.jpg, score 0.*"));
    assertThat(complaints.removeIf(text -> text.contains("409"))).as("the first one").isTrue();
  }

  /// Two files of the same bytes, and one picture in two formats; as new, whatever tests did.
  private void showTwins() throws IOException, InterruptedException {
    var parts =
        new Parts()
            .file("file", "one.png", TestPictures.file(601, 300, 200, "png"))
            .file("file", "same.png", TestPictures.file(601, 300, 200, "png"))
            .file("file", "two.png", TestPictures.file(1, 300, 200, "png"))
            .file("file", "two.jpg", TestPictures.file(1, 300, 200, "jpg"))
            .file("file", "other.png", TestPictures.file(603, 300, 200, "png"));
    server.postParts("/v1/collections/twins/images", parts);
    page.navigate(server.uri("/#/copies/twins").toString());
    page.locator(".copy-search button").click();
    assertThat(page.locator("copies-view")).containsText("Look again");
  }

  @Test
  void copiesAreGoneThroughGroupByGroup() throws IOException, InterruptedException {
    showTwins();
    var groups = page.locator(".copies");
    assertThat(page.locator("copies-view"))
        .containsText("2 pictures of 5 need not stay, in 2 groups.");
    assertThat(groups).hasCount(2);
    var same = groups.filter(new Locator.FilterOptions().setHasText("same.png"));
    assertThat(same.locator(".kind")).hasText("same file");
    page.getByLabel("Keep same.png").check();
    same.getByText("Delete the other").click();
    button("Keep all").click();
    assertThat(same.locator(".copy")).hasCount(2);
    same.getByText("Delete the other").click();
    button("Really delete 1 picture").click();
    assertThat(groups).hasCount(1);
    var list = server.get("/v1/collections/twins/images").body();
    assertThat(list).contains("same.png").doesNotContain("one.png");
    button("two.jpg is not the same as the others").click();
    assertThat(groups).hasCount(0);
    button("Look again").click();
    assertThat(page.locator("copies-view")).containsText("No copies among 4 pictures.");
  }

  @Test
  void whatAgreesWithTheQueryIsDrawnBesideIt() {
    choose(7);
    tiles().first().click();
    button("Show what agrees").click();
    assertThat(page.locator(".match")).containsText("They show the same thing");
    assertThat(page.locator(".match")).containsText("Turned by 0°, 1.00 times as large");
    var drawn = page.locator(".viewer figure img");
    assertThat(drawn).hasAttribute("src", Pattern.compile("blob:.*"));
    assertThat((int) drawn.evaluate("image => image.naturalWidth")).isGreaterThan(160);
    button("Next picture").click();
    assertThat(button("Show what agrees")).isVisible();
    assertThat(drawn).not().hasAttribute("src", Pattern.compile("blob:.*"));
  }

  @Test
  void aBoxDrawnOnTheQuerySearchesByThatPart() {
    choose(7);
    page.locator(".term-picture").click();
    var stage = page.locator(".region-picture").boundingBox();
    page.mouse().move(stage.x + 5, stage.y + 5);
    page.mouse().down();
    page.mouse().move(stage.x + stage.width / 2, stage.y + stage.height / 2);
    page.mouse().up();
    button("Search this part").click();
    assertThat(page.locator(".term-box")).isVisible();
    assertThat(headline()).containsText("Closest of");
    page.locator(".term-picture").click();
    page.keyboard().press("ArrowRight");
    page.keyboard().press("Shift+ArrowDown");
    page.keyboard().press("Enter");
    assertThat(page.locator("region-editor dialog")).not().isVisible();
  }

  @Test
  void filesAreAddedAndWhatIsRefusedIsListedWithItsReason() {
    page.navigate(server.uri("/#/add/empty").toString());
    page.locator("ingest-view input[type=file]")
        .first()
        .setInputFiles(
            new FilePayload[] {
              new FilePayload("new.jpg", "image/jpeg", TestPictures.file(501, 90, 90, "jpg")),
              new FilePayload("notes.jpg", "image/jpeg", "text".getBytes(StandardCharsets.UTF_8)),
            });
    assertThat(page.locator("ingest-view")).containsText("2 of 2 files: 1 added, 1 refused");
    assertThat(page.locator(".refusals")).containsText("notes.jpg");
    assertThat(page.locator(".refusals")).containsText("not an image");
    page.getByText("Look at them").click();
    assertThat(headline()).hasText("1 picture");
  }

  @Test
  void theMapAndTheHealthPageShowTheCollection() {
    page.navigate(server.uri("/#/map/shop").toString());
    assertThat(page.locator("embedding-map")).containsText((PICTURES + 1) + " pictures");
    assertThat(page.locator(".legend")).containsText("lamp");
    page.locator("canvas").click();
    page.keyboard().press("+");
    page.navigate(server.uri("/#/health/shop").toString());
    assertThat(page.locator("health-view")).containsText("Up for");
    assertThat(page.locator("health-view")).containsText(String.valueOf(PICTURES + 1));
  }

  @Test
  void namesAndFieldsAreTextNotPages() {
    page.locator("input[type=search]").fill("onerror");
    assertThat(headline()).hasText("1 picture");
    tiles().first().click();
    assertThat(page.locator("dialog.viewer")).containsText("<script>");
    assertThat(page.locator("dialog.viewer img")).hasCount(1);
    assertThat(page).hasTitle("Eidetic");
  }

  @Test
  void thousandsOfPicturesLeaveFewInTheDocument() {
    assertThat(tiles().first()).isVisible();
    page.waitForLoadState(LoadState.NETWORKIDLE); // else the page's own pictures come afterwards
    Object counts =
        page.evaluate(
            """
            async () => {
              const grid = document.querySelector('picture-grid');
              const fields = {width: 4, height: 3};
              grid.pictures = Array.from({length: 10000}, (_, i) => ({id: 'p07.jpg', fields}));
              await grid.updateComplete;
              let most = 0;
              for (let y = 0; y < grid.offsetHeight; y += grid.offsetHeight / 40) {
                scrollTo(0, y);
                await new Promise((done) => requestAnimationFrame(done));
                await grid.updateComplete;
                most = Math.max(most, grid.querySelectorAll('.tile').length);
              }
              return [grid.offsetHeight, most];
            }
            """);
    var numbers = (List<?>) counts;
    assertThat(((Number) numbers.getFirst()).intValue()).isGreaterThan(100_000);
    assertThat(((Number) numbers.getLast()).intValue()).isBetween(10, 150);
  }

  @ParameterizedTest
  @CsvSource({
    "390, light, search", "390, dark, add", "820, dark, search", "820, light, health",
    "1440, light, search", "1440, dark, map", "1440, dark, health", "1440, light, add",
    "390, light, copies", "1440, dark, copies"
  })
  void nothingKeepsPeopleOut(int width, String theme, String view)
      throws IOException, InterruptedException {
    page.setViewportSize(width, 900);
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(theme.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT));
    page.navigate(server.uri("/#/%s/shop".formatted(view)).toString());
    assertThat(page.locator("main h1").first()).isAttached();
    page.waitForTimeout(600);
    if (view.equals("search")) {
      choose(3);
      assertThat(headline()).containsText("Closest of");
    } else if (view.equals("copies")) {
      showTwins();
      assertThat(page.locator(".copies").first()).isVisible();
    }
    audit();
    if (view.equals("search")) {
      tiles().first().click();
      page.waitForTimeout(300);
      audit();
    }
    Object overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth");
    assertThat(((Number) Objects.requireNonNull(overflow)).intValue())
        .as("sideways scroll")
        .isLessThanOrEqualTo(0);
  }

  /// Runs axe in the page. It is evaluated by the debugger, which no content policy holds back.
  private void audit() throws IOException {
    page.evaluate(axe() + "; 0");
    Object violations =
        page.evaluate(
            """
            async () => {
              const rules = {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']};
              const found = await axe.run(document, {runOnly: rules, rules: {'target-size': {enabled: true}}});
              return found.violations.map((each) => each.id + ': ' + each.nodes.map((node) => node.html.slice(0, 120)
                + ' ' + node.failureSummary).join(' | '));
            }
            """);
    assertThat((List<?>) violations).isEmpty();
  }

  private static String axe() throws IOException {
    String path = "META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
    try (InputStream in = BrowserTest.class.getClassLoader().getResourceAsStream(path)) {
      return new String(Objects.requireNonNull(in, path).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
