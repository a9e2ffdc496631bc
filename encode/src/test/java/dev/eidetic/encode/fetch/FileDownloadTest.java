package dev.eidetic.encode.fetch;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.fetch.ContentCheck.GitBlob;
import dev.eidetic.encode.fetch.ContentCheck.Sha256;
import dev.eidetic.encode.fetch.FetchException.Kind;
import dev.eidetic.testkit.LoopbackServer;
import dev.eidetic.testkit.Seeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(20)
class FileDownloadTest {

  private static final Duration SECONDS = Duration.ofSeconds(10);

  @TempDir private Path folder;

  private final LoopbackServer server = LoopbackServer.start();
  private final HttpFetch fetch =
      new HttpFetch(FetchRules.encrypted(), new FetchTimes(SECONDS, SECONDS, SECONDS));
  private final List<Duration> waits = new ArrayList<>();
  private final FileDownload download =
      new FileDownload(
          fetch, new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3), waits::add));
  private final byte[] content = new byte[100_000];
  private Path target;

  @BeforeEach
  void fill() {
    Seeds.of(1).nextBytes(content);
    target = folder.resolve("model.onnx");
  }

  @AfterEach
  void stop() {
    fetch.close();
    server.close();
  }

  @Test
  void downloadsAndLeavesNothingElse() throws Exception {
    server.serve("/m", content);
    var heard = new ArrayList<Long>();
    var hashes = download.run(job(content), (_, done, total) -> heard.add(done * 10 / total));
    assertThat(target).hasBinaryContent(content);
    assertThat(hashes.sha256()).isEqualTo(sha256(content));
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(target));
    assertThat(heard).isSorted().startsWith(0L).endsWith(10L);
    assertThat(waits).isEmpty();
  }

  @Test
  void downloadsAnEmptyFile() throws Exception {
    server.serve("/m", new byte[0]);
    download.run(job(new byte[0]), DownloadProgress.SILENT);
    assertThat(target).isEmptyFile();
  }

  @Test
  void checksTheHashThatGitGives() throws Exception {
    var text = "test content\n".getBytes(US_ASCII);
    server.serve("/m", text);
    // As `git hash-object` prints it.
    var check =
        new ContentCheck(text.length, new GitBlob("d670460b4b4aece5915caf5c68d12f560a9fe3e4"));
    download.run(job(check), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(text);
  }

  @Test
  void continuesWhereTheConnectionBroke() throws Exception {
    server.serve("/m", content).cuttingAfter(30_000, 3);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
    assertThat(server.requests().stream().map(r -> r.header("Range").orElse("none")))
        .containsExactly("none", "bytes=30000-", "bytes=60000-", "bytes=90000-");
    assertThat(server.requests().getLast().header("If-Range")).contains("\"first\"");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(1L, 2L, 3L);
  }

  @Test
  void continuesWhatAnEarlierRunLeft() throws Exception {
    var resource = server.serve("/m", content).cuttingAfter(10_000, 4);
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .hasMessageContaining("gave up after 4 attempts");
    assertThat(folder.resolve("model.onnx.part")).hasSize(40_000);
    resource.cuttingAfter(0, 0);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
    assertThat(server.requests().getLast().header("Range")).contains("bytes=40000-");
  }

  @Test
  void startsOverWhenTheFileHasChanged() throws Exception {
    server.serve("/m", new byte[100_000]).etag("\"old\"").cuttingAfter(10_000, 4);
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT)).isNotNull();
    server.serve("/m", content).etag("\"new\"");
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsOverWhenTheServerIgnoresRanges() throws Exception {
    server.serve("/m", content).ignoringRanges().cuttingAfter(30_000, 2);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsOverWithoutAStrongVersion() throws Exception {
    server.serve("/m", content).etag("W/\"weak\"").cuttingAfter(30_000, 1);
    download.run(job(content), DownloadProgress.SILENT);
    server.serve("/m", content).withoutEtag().cuttingAfter(30_000, 1);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(server.requests()).hasSize(4).allMatch(r -> r.header("Range").isEmpty());
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsOverWhenTheRangeIsNotTheOneAskedFor() throws Exception {
    server.serve("/m", content).shiftingRanges(1).cuttingAfter(30_000, 1);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsOverWhenTheServerHasNoSuchRange() throws Exception {
    var resource = server.serve("/m", content).cuttingAfter(30_000, 1);
    resource.shiftingRanges(100_000);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(server.requests().stream().map(r -> r.header("Range").orElse("none")))
        .containsExactly("none", "bytes=30000-", "none");
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void startsOverWhenThePartIsLongerThanTheFile() throws Exception {
    Files.write(folder.resolve("model.onnx.part"), new byte[200_000]);
    Files.writeString(folder.resolve("model.onnx.part.etag"), "\"first\"");
    server.serve("/m", content);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(content);
  }

  @Test
  void deletesWhatHasTheWrongHashAndNamesBoth() {
    var wrong = content.clone();
    wrong[50_000]++;
    server.serve("/m", wrong);
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.WRONG_CONTENT))
        .hasMessageContaining(sha256(wrong).digits())
        .hasMessageContaining(sha256(content).digits());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refusesALengthThatIsNotTheListedOne() {
    server.serve("/m", new byte[100_001]);
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .hasMessage(
            "%s is 100001 bytes; the publisher's list says 100000".formatted(server.uri("/m")));
  }

  @Test
  void stopsAServerThatSendsMoreThanListed() {
    server.serve("/m", new byte[500_000]).withoutLength();
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).isEqualTo(Kind.TOO_LARGE));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void waitsAsLongAsTheServerAsks() throws Exception {
    server
        .serve("/m", content)
        .failing(1, 429, Map.of("Retry-After", "3"))
        .failing(1, 503, Map.of())
        .failing(1, 500, Map.of("Retry-After", "soon"));
    var heard = new ArrayList<String>();
    download.run(
        job(content),
        new DownloadProgress() {
          @Override
          public void advanced(String file, long bytesDone, long bytesTotal) {}

          @Override
          public void retrying(String file, Duration wait, FetchException failure) {
            heard.add(file + " " + wait.toSeconds() + " " + failure.kind());
          }
        });
    assertThat(heard).containsExactly("model 3 STATUS", "model 2 STATUS", "model 3 STATUS");
    assertThat(waits).extracting(Duration::toSeconds).containsExactly(3L, 2L, 3L);
  }

  @Test
  void failsAtOnceWhenAskedToWaitTooLong() {
    server.serve("/m", content).failing(1, 429, Map.of("Retry-After", "3600"));
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .hasMessageContaining("status 429 and asks to wait 3600 s");
    assertThat(waits).isEmpty();
  }

  @Test
  void neverRepeatsAClientsMistake() {
    server.serve("/m", content).failing(1, 403, Map.of());
    assertThatThrownBy(() -> download.run(job(content), DownloadProgress.SILENT))
        .hasMessageContaining("status 403");
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void countsAttemptsFromTheLastMegabyteOfProgress() throws Exception {
    var large = new byte[10 << 20];
    Seeds.of(2).nextBytes(large);
    server.serve("/m", large).cuttingAfter(3 << 19, 6); // seven answers, four attempts
    download.run(job(large), DownloadProgress.SILENT);
    assertThat(target).hasBinaryContent(large);
    assertThat(server.requests()).hasSize(7);
    assertThat(waits).allMatch(wait -> wait.toSeconds() == 1);
  }

  @Test
  void keepsThePartWhenInterrupted() throws Exception {
    server.serve("/m", content).stallingAfter(40_000, 1);
    var failure = new CompletableFuture<Throwable>();
    var arrived = new CompletableFuture<Long>();
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    download.run(
                        job(content),
                        (_, done, _) -> {
                          if (done == 40_000) {
                            arrived.complete(done);
                          }
                        });
                  } catch (Exception e) {
                    failure.complete(e);
                  }
                });
    arrived.get(10, TimeUnit.SECONDS);
    thread.interrupt();
    assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    assertThat(folder.resolve("model.onnx.part")).hasSize(40_000);
    download.run(job(content), DownloadProgress.SILENT);
    assertThat(server.requests().getLast().header("Range")).contains("bytes=40000-");
    assertThat(target).hasBinaryContent(content);
  }

  private FileDownload.Job job(byte[] content) {
    return job(new ContentCheck(content.length, sha256(content)));
  }

  private FileDownload.Job job(ContentCheck check) {
    return new FileDownload.Job("model", FetchRequest.of(server.uri("/m")), check, target);
  }

  private static Sha256 sha256(byte[] content) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(content);
      return new Sha256(HexFormat.of().formatHex(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
