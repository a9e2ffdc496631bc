package dev.eidetic.encode.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.fetch.DownloadProgress;
import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.store.ModelSource.SourceFile;
import dev.eidetic.encode.store.ModelStoreException.Kind;
import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class HuggingFaceDownloadTest {

  private static final HubModel MODEL = HubModel.parse("hf:ada/vit");

  @TempDir private Path folder;

  private final FakeHub hub = new FakeHub();
  private final byte[] weights = new byte[50_000];
  private ModelStore store;

  @BeforeEach
  void publish() {
    Seeds.of(3).nextBytes(weights);
    hub.file("onnx/model.onnx", weights);
    hub.file("config.json", "{}");
    hub.file("preprocessor_config.json", "{\"size\":224}");
    hub.file("README.md", "licence: apache-2.0");
    hub.file("model.safetensors", weights);
    hub.file("samples/cat.png", "cat");
    store = new ModelStore(folder.resolve("store"));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void pullsWhatAModelFolderNeedsAndNothingElse() throws Exception {
    var model = pull();
    assertThat(model.name()).isEqualTo("ada/vit");
    assertThat(model.folder().resolve("onnx/model.onnx")).hasBinaryContent(weights);
    assertThat(files(model))
        .containsExactly(
            "README.md",
            "config.json",
            "onnx/model.onnx",
            "preprocessor_config.json",
            "source.json");
    assertThat(hub.storage.requests("/model.safetensors")).isEmpty();
    assertThat(store.list()).containsExactly(model);
  }

  @Test
  void recordsWhereItCameFrom() throws Exception {
    var before = Instant.now().minusSeconds(1);
    var source = pull().source().orElseThrow();
    assertThat(source.repository()).isEqualTo("ada/vit");
    assertThat(source.commit()).isEqualTo(FakeHub.COMMIT);
    assertThat(source.revision()).isEqualTo("main");
    assertThat(source.date()).isBetween(before, Instant.now());
    assertThat(source.files())
        .contains(
            new SourceFile(
                "config.json",
                "config.json",
                2,
                // sha256sum of the two bytes {}
                "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"));
  }

  @Test
  void pinsTheRevisionToItsCommit() throws Exception {
    pull();
    assertThat(hub.site.requests())
        .filteredOn(request -> request.target().contains("/resolve/"))
        .hasSize(4)
        .allMatch(request -> request.target().contains("/resolve/" + FakeHub.COMMIT + "/"));
  }

  @Test
  void asksForTheRevisionThatIsNamed() {
    assertFails(() -> pull(HubModel.parse("hf:ada/vit@refs/pr/1")), Kind.NOT_FOUND);
    assertThat(hub.site.requests().getFirst().target())
        .isEqualTo("/api/models/ada/vit/revision/refs%2Fpr%2F1");
  }

  @Test
  void readsAllPagesOfTheList() throws Exception {
    hub.paged(1);
    assertThat(files(pull())).hasSize(5);
  }

  @Test
  void refusesAListThatContinuesElsewhereOrNeverEnds() {
    hub.tree().header("Link", "<https://elsewhere.example/x>; rel=\"next\"");
    assertFails(this::pull, Kind.MALFORMED)
        .hasMessageContaining("the next page is at elsewhere.example, another site");
    var self = "/api/models/ada/vit/tree/" + FakeHub.COMMIT + "?recursive=true";
    hub.tree().header("Link", "<" + hub.site.uri(self) + ">; rel=\"next\"");
    assertFails(this::pull, Kind.MALFORMED).hasMessageContaining("more than 100 pages");
  }

  @Test
  void takesTheVariantThatIsAskedForAndItsData() throws Exception {
    hub.file("onnx/model_quantized.onnx", "small");
    hub.file("onnx/model_quantized.onnx_data", "data");
    hub.file("onnx/model.onnx_data", "other data");
    var model =
        pull(
            new PullOptions(
                Optional.of("onnx/model_quantized.onnx"),
                WhenPresent.REFUSE,
                DownloadProgress.SILENT));
    assertThat(model.folder().resolve("onnx/model.onnx")).hasContent("small");
    assertThat(model.folder().resolve("onnx/model_quantized.onnx_data")).hasContent("data");
    assertThat(model.folder().resolve("onnx/model.onnx_data")).doesNotExist();
    assertThat(model.source().orElseThrow().files())
        .anyMatch(file -> file.repositoryPath().equals("onnx/model_quantized.onnx"));
  }

  @Test
  void refusesWithoutAnyConnectionWhenOffline() {
    var plain = hub.settings();
    var offline =
        new HubSettings(
            plain.endpoint(), plain.token(), true, 1, plain.times(), plain.retryPolicy());
    assertFails(
            () -> new HuggingFaceDownload(store, offline).pull(MODEL, PullOptions.DEFAULT),
            Kind.OFFLINE)
        .hasMessageContaining("--offline")
        .hasMessageContaining("eidetic model add FOLDER");
    assertThat(hub.site.requests()).isEmpty();
    assertThat(store.root()).doesNotExist();
  }

  @Test
  void publishesNothingUntilAllIsThereAndContinuesLater() throws Exception {
    var file = hub.file("onnx/model.onnx", weights).cuttingAfter(10_000, 3);
    assertThatThrownBy(this::pull)
        .isInstanceOf(FetchException.class)
        .hasMessageContaining("gave up after 3 attempts");
    assertThat(store.list()).isEmpty();
    file.cuttingAfter(0, 0);
    assertThat(pull().folder().resolve("onnx/model.onnx")).hasBinaryContent(weights);
    assertThat(hub.storage.requests().getLast().header("Range")).contains("bytes=30000-");
    assertThat(files(store.find("ada/vit"))).hasSize(5);
  }

  @Test
  void fetchesFinishedFilesOnlyOnce() throws Exception {
    hub.file("tokenizer.json", "{}").failing(3, 500, Map.of());
    assertThatThrownBy(this::pull).isInstanceOf(FetchException.class);
    pull();
    assertThat(hub.storage.requests("/onnx/model.onnx")).hasSize(1);
  }

  @Test
  void keepsWhatArrivedWhenInterrupted() throws Exception {
    hub.file("onnx/model.onnx", weights).stallingAfter(20_000, 1);
    var arrived = new CompletableFuture<Boolean>();
    var failure = new CompletableFuture<Throwable>();
    DownloadProgress progress =
        (_, done, _) -> {
          if (done == 20_000) {
            arrived.complete(true);
          }
        };
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    pull(new PullOptions(Optional.empty(), WhenPresent.REFUSE, progress));
                  } catch (Exception e) {
                    failure.complete(e);
                  }
                });
    arrived.get(10, TimeUnit.SECONDS);
    assertFails(this::pull, Kind.ALREADY_THERE).hasMessageContaining("is being downloaded already");
    thread.interrupt();
    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    thread.join();
    pull();
    assertThat(hub.storage.requests().getLast().header("Range")).contains("bytes=20000-");
  }

  @Test
  void refusesWrongContentOfSmallAndLargeFiles() throws IOException {
    hub.file("onnx/model.onnx", weights).content(new byte[50_000], "\"x\"");
    assertThatThrownBy(this::pull).hasMessageContaining("onnx/model.onnx arrived with SHA-256");
    hub.file("onnx/model.onnx", weights);
    hub.file("config.json", "{}").content("[]".getBytes(UTF_8), "\"x\"");
    assertThatThrownBy(this::pull)
        .hasMessageContaining("config.json arrived with git blob hash")
        // git hash-object of the two bytes {} and []
        .hasMessageContaining("9e26dfeeb6e641a33dae4961196235bdb965b21b")
        .hasMessageContaining("0637a088a01e8ddab3bf3fa98dbe804cbde1a0dc");
    assertThat(store.list()).isEmpty();
  }

  @Test
  void refusesMoreThanTheLimitBeforeDownloading() {
    var limited = hub.settings().withMaxBytes(50_000);
    assertFails(
            () -> new HuggingFaceDownload(store, limited).pull(MODEL, PullOptions.DEFAULT),
            Kind.TOO_LARGE)
        .hasMessageContaining("needs 50033 bytes; the limit is 50000");
    hub.entry(
        Map.of(
            "type",
            "file",
            "path",
            "whitening.bin",
            "size",
            Long.MAX_VALUE,
            "oid",
            "0".repeat(40)));
    assertFails(this::pull, Kind.TOO_LARGE).hasMessageContaining("" + Long.MAX_VALUE);
    assertThat(hub.storage.requests()).isEmpty();
  }

  @Test
  void refusesMoreThanTheDiskCanHold() {
    var full = new HuggingFaceDownload(store, hub.settings(), _ -> (64L << 20) + 50_000);
    assertFails(() -> full.pull(MODEL, PullOptions.DEFAULT), Kind.TOO_LARGE)
        .hasMessageContaining("needs 50033 more bytes")
        .hasMessageContaining("67158864 free");
    assertThat(hub.storage.requests()).isEmpty();
  }

  @Test
  void refusesPathsThatLeadOutOfTheFolder() {
    for (var path :
        new String[] {"../model.onnx", "/etc/model.onnx", "a/../../model.onnx", "a//b"}) {
      hub.commit(FakeHub.COMMIT);
      hub.entry(Map.of("type", "file", "path", path, "size", 1, "oid", "0".repeat(40)));
      assertFails(this::pull, Kind.MALFORMED)
          .hasMessageContaining("path \"" + path + "\" leads out of the repository");
    }
  }

  @Test
  void saysWhatIsWrongWithAnAnswer() {
    for (var answer : new String[] {"", "<html>", "[]", "{}", "{\"sha\":\"../x\"}", "[[[["}) {
      hub.site.serve("/api/models/ada/vit/revision/main", answer.getBytes(UTF_8));
      assertFails(this::pull, Kind.MALFORMED).hasMessageContaining("is not understood");
    }
  }

  @Test
  void returnsAModelThatIsThereAtThatCommit() throws Exception {
    var first = pull();
    assertThat(pull()).isEqualTo(first);
    assertThat(hub.storage.requests()).hasSize(1);
  }

  @Test
  void replacesAnOlderCommitOnlyWhenAsked() throws Exception {
    pull();
    hub.commit("f".repeat(40));
    hub.file("model.onnx", "new weights");
    assertFails(this::pull, Kind.ALREADY_THERE);
    var model =
        pull(new PullOptions(Optional.empty(), WhenPresent.REPLACE, DownloadProgress.SILENT));
    assertThat(files(model)).containsExactly("model.onnx", "source.json");
    assertThat(model.source().orElseThrow().commit()).isEqualTo("f".repeat(40));
  }

  @Test
  void dropsThePartsOfOlderCommits() throws Exception {
    hub.file("onnx/model.onnx", weights).cuttingAfter(10_000, 3);
    assertThatThrownBy(this::pull).isInstanceOf(FetchException.class);
    hub.commit("f".repeat(40));
    hub.file("model.onnx", "new weights");
    pull();
    assertThat(store.staging()).isDirectoryNotContaining(file -> Files.isDirectory(file));
  }

  @Test
  void explainsEachRefusal() {
    explains(
        401,
        Map.of("X-Error-Code", "RepoNotFound"),
        Kind.NOT_FOUND,
        "is the name right? Private repositories need HF_TOKEN");
    explains(
        401, Map.of(), Kind.NOT_FOUND, "is the name right? Private repositories need HF_TOKEN");
    explains(404, Map.of(), Kind.NOT_FOUND, "repository ada/vit was not found");
    explains(
        404,
        Map.of("X-Error-Code", "RevisionNotFound"),
        Kind.NOT_FOUND,
        "has no revision \"main\"");
    explains(
        403,
        Map.of("X-Error-Code", "GatedRepo"),
        Kind.FORBIDDEN,
        "accept its terms at " + hub.site.uri("/ada/vit"));
    explains(403, Map.of(), Kind.FORBIDDEN, "refuses access to repository ada/vit (status 403)");
  }

  @Test
  void explainsGatedFilesOfAPublicList() {
    hub.file("config.json", "{}").failing(1, 401, Map.of("X-Error-Code", "GatedRepo"));
    assertFails(this::pull, Kind.FORBIDDEN).hasMessageContaining("set HF_TOKEN");
    hub.file("config.json", "{}").failing(1, 404, Map.of("X-Error-Code", "EntryNotFound"));
    assertFails(this::pull, Kind.NOT_FOUND)
        .hasMessageContaining("lists a file that it does not have");
  }

  @Test
  void saysOtherThingsToThoseWhoHaveAToken() {
    hub.revision().failing(1, 404, Map.of());
    var download = new HuggingFaceDownload(store, hub.settings("hf_s3cret"));
    assertFails(() -> download.pull(MODEL, PullOptions.DEFAULT), Kind.NOT_FOUND)
        .hasMessageContaining("HF_TOKEN must be valid")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void sendsTheTokenToTheSiteAndNeverToTheStorage() throws Exception {
    var settings = hub.settings("hf_s3cret");
    new HuggingFaceDownload(store, settings).pull(MODEL, PullOptions.DEFAULT);
    assertThat(hub.site.requests())
        .allMatch(r -> r.header("Authorization").orElse("").equals("Bearer hf_s3cret"));
    assertThat(hub.storage.requests())
        .isNotEmpty()
        .allMatch(r -> r.header("Authorization").isEmpty());
    assertThat(settings.toString()).doesNotContain("s3cret").contains("with a token");
    assertThat(store.find("ada/vit").folder().resolve("source.json"))
        .content()
        .doesNotContain("s3cret");
  }

  @Test
  void followsARenamedRepository() throws Exception {
    hub.site
        .serve("/api/models/old/vit/revision/main", new byte[0])
        .redirecting(307, URI.create("/api/models/ada/vit/revision/main"));
    hub.redirect(
        "/api/models/old/vit/tree/" + FakeHub.COMMIT + "?recursive=true",
        URI.create("/api/models/ada/vit/tree/" + FakeHub.COMMIT + "?recursive=true"));
    for (var file :
        new String[] {"onnx/model.onnx", "config.json", "preprocessor_config.json", "README.md"}) {
      var path = "/resolve/" + FakeHub.COMMIT + "/" + file;
      hub.redirect("/old/vit" + path, URI.create("/ada/vit" + path));
    }
    assertThat(pull(HubModel.parse("hf:old/vit")).name()).isEqualTo("old/vit");
  }

  @Test
  void retriesTheListToo() throws Exception {
    hub.revision().failing(2, 503, Map.of());
    hub.tree().failing(2, 429, Map.of("Retry-After", "2"));
    assertThat(files(pull())).hasSize(5);
  }

  private void explains(int status, Map<String, String> headers, Kind kind, String sentence) {
    hub.revision().failing(1, status, headers);
    assertFails(this::pull, kind).hasMessageContaining(sentence);
  }

  private StoredModel pull() throws IOException, InterruptedException {
    return pull(MODEL);
  }

  private StoredModel pull(HubModel model) throws IOException, InterruptedException {
    return new HuggingFaceDownload(store, hub.settings()).pull(model, PullOptions.DEFAULT);
  }

  private StoredModel pull(PullOptions options) throws IOException, InterruptedException {
    return new HuggingFaceDownload(store, hub.settings()).pull(MODEL, options);
  }

  private static Set<String> files(StoredModel model) throws IOException {
    var paths = new TreeSet<String>();
    for (var file : Folders.files(model.folder())) {
      paths.add(model.folder().relativize(file).toString().replace('\\', '/'));
    }
    return paths;
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, Kind kind) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ModelStoreException.class,
            e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
