package dev.eidetic.encode.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eidetic.encode.fetch.FetchException.Kind;
import dev.eidetic.testkit.LoopbackServer;
import dev.eidetic.testkit.Seeds;
import java.net.Inet6Address;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class HttpFetchTest {

  private static final Duration SECONDS = Duration.ofSeconds(10);
  private static final FetchTimes PATIENT = new FetchTimes(SECONDS, SECONDS, SECONDS);
  private static final FetchTimes HASTY =
      new FetchTimes(Duration.ofMillis(100), Duration.ofMillis(150), SECONDS);

  private final LoopbackServer server = LoopbackServer.start();
  private final HttpFetch fetch = new HttpFetch(FetchRules.encrypted(), PATIENT);

  @AfterEach
  void stop() {
    fetch.close();
    server.close();
  }

  @Test
  void returnsWhatTheServerHas() throws Exception {
    for (var random : Seeds.many(5)) {
      var content = new byte[random.nextInt(200_000)];
      random.nextBytes(content);
      server.serve("/image", content);
      assertThat(get("/image", 200_000)).as("%s", random).isEqualTo(content);
    }
  }

  @Test
  void acceptsExactlyTheLimitAndRefusesOneByteMore() throws Exception {
    server.serve("/ten", new byte[10]);
    server.serve("/chunked", new byte[10]).withoutLength();
    assertThat(get("/ten", 10)).hasSize(10);
    assertThat(get("/chunked", 10)).hasSize(10);
    assertFails(() -> get("/ten", 9), Kind.TOO_LARGE)
        .hasMessage("%s is 10 bytes or more; at most 9 are accepted", server.uri("/ten"));
    assertFails(() -> get("/chunked", 9), Kind.TOO_LARGE);
  }

  @Test
  void refusesByThePromisedLengthBeforeReading() {
    server.serve("/huge", new byte[1]).promisingTooMuch(1L << 40);
    assertFails(() -> get("/huge", 1000), Kind.TOO_LARGE).hasMessageContaining("1099511627777");
  }

  @Test
  void callsAShortBodyABrokenConnection() {
    server.serve("/short", new byte[500]).promisingTooMuch(100);
    assertFails(() -> get("/short", 1000), Kind.CONNECTION)
        .hasMessageContaining("broke after")
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.isWorthRetrying()).isTrue());
  }

  @Test
  void reportsTheStatusOfAnAnswerWithoutContent() {
    assertFails(() -> get("/nothing?signature=secret", 10), Kind.STATUS)
        .hasMessage("%s answered with status 404", server.uri("/nothing"))
        .isInstanceOfSatisfying(StatusException.class, e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void refusesContentThatIsCompressedUnasked() {
    server.serve("/bomb", new byte[10]).header("Content-Encoding", "gzip");
    assertFails(() -> get("/bomb", 100), Kind.MALFORMED).hasMessageContaining("gzip");
    assertThat(server.requests().getFirst().header("Accept-Encoding")).contains("identity");
  }

  @Test
  void givesUpOnAServerThatNeverAnswers() {
    server.serve("/silent", new byte[10]).stallingBeforeHeaders();
    try (var hasty = new HttpFetch(FetchRules.encrypted(), HASTY)) {
      assertFails(() -> hasty.bytes(request("/silent"), 10), Kind.TIMED_OUT)
          .hasMessage("%s did not answer within 250 ms", server.uri("/silent"));
    }
  }

  @Test
  void givesUpOnAServerThatStopsInTheMiddle() {
    server.serve("/stuck", new byte[10]).stallingAfter(5, 1);
    try (var hasty = new HttpFetch(FetchRules.encrypted(), HASTY)) {
      assertFails(() -> hasty.bytes(request("/stuck"), 10), Kind.TIMED_OUT)
          .hasMessage("%s sent nothing for 150 ms", server.uri("/stuck"));
    }
  }

  @Test
  void givesUpWhenTheWholeTakesTooLong() {
    server.serve("/slow", new byte[10]).stallingAfter(5, 1);
    var times = new FetchTimes(SECONDS, SECONDS, Duration.ofMillis(300));
    try (var hasty = new HttpFetch(FetchRules.encrypted(), times)) {
      assertFails(() -> hasty.bytes(request("/slow"), 10), Kind.TIMED_OUT)
          .hasMessage("%s took longer than allowed in all", server.uri("/slow"));
    }
  }

  @Test
  void reportsAPortWhereNobodyListens() {
    var uri = server.uri("/gone");
    server.close();
    assertFails(() -> fetch.bytes(FetchRequest.of(uri), 10), Kind.CONNECTION)
        .hasMessageContaining("no connection to " + uri);
  }

  @Test
  void endsAtOnceWhenInterrupted() throws Exception {
    server.serve("/silent", new byte[10]).stallingBeforeHeaders();
    server.serve("/stuck", new byte[10]).stallingAfter(5, 1);
    for (var path : new String[] {"/silent", "/stuck"}) {
      var failure = new CompletableFuture<Throwable>();
      var reader =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      get(path, 10);
                    } catch (Exception e) {
                      failure.complete(e);
                    }
                  });
      while (server.requests(path).isEmpty()) {
        Thread.onSpinWait();
      }
      reader.interrupt();
      assertThat(failure.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void followsRelativeAndAbsoluteRedirects() throws Exception {
    server.serve("/a/start", new byte[0]).redirecting(302, URI.create("next"));
    server.serve("/a/next", new byte[0]).redirecting(308, server.uri("/end?x=1"));
    server.serve("/end", new byte[] {7});
    assertThat(get("/a/start", 10)).containsExactly(7);
    try (var response = fetch.open(request("/a/start"))) {
      assertThat(response.uri()).isEqualTo(server.uri("/end?x=1"));
    }
  }

  @Test
  void stopsAtARedirectLoop() {
    server.serve("/loop", new byte[0]).redirecting(302, URI.create("/loop"));
    assertFails(() -> get("/loop", 10), Kind.REFUSED)
        .hasMessage("%s redirects more than 10 times", server.uri("/loop"));
    assertThat(server.requests()).hasSize(11);
  }

  @Test
  void refusesRedirectsToOtherSchemesAndToUnencryptedHosts() {
    for (var target : new String[] {"file:///etc/passwd", "http://example.com/x", "ftp://a/b"}) {
      server.serve("/out", new byte[0]).redirecting(302, URI.create(target));
      assertFails(() -> get("/out", 10), Kind.REFUSED);
    }
    assertThatThrownBy(
            () ->
                FetchRules.anyWeb()
                    .checkRedirect(
                        URI.create("https://a.example/x"), URI.create("http://a.example/x")))
        .hasMessage(
            "https://a.example/x redirects to http://a.example/x; redirects from https to http are refused");
  }

  @Test
  void sendsSecretsOnlyToTheFirstServer() throws Exception {
    try (var other = LoopbackServer.start()) {
      server.serve("/first", new byte[0]).redirecting(307, URI.create("/second"));
      server.serve("/second", new byte[0]).redirecting(307, other.uri("/third"));
      other.serve("/third", new byte[] {1});
      var request =
          new FetchRequest(
              server.uri("/first"),
              Map.of("X-Plain", "p"),
              Map.of("Authorization", "Bearer s3cret"));
      fetch.bytes(request, 10);
      assertThat(server.requests())
          .hasSize(2)
          .allMatch(r -> r.header("Authorization").orElse("").equals("Bearer s3cret"));
      assertThat(other.requests())
          .hasSize(1)
          .allMatch(r -> r.header("Authorization").isEmpty() && r.header("X-Plain").isPresent());
      assertThat(request.toString()).doesNotContain("s3cret");
    }
  }

  @Test
  void neverQuotesASecretThatHttpCannotCarry() {
    var request =
        new FetchRequest(server.uri("/x"), Map.of(), Map.of("Authorization", "Bearer s3\ncret"));
    assertFails(() -> fetch.bytes(request, 10), Kind.REFUSED).hasMessageNotContaining("s3");
  }

  @Test
  void asksTheAddressRuleBeforeConnectingToAnyHop() throws Exception {
    server.serve("/in", new byte[0]).redirecting(302, URI.create("http://[::1]:1/admin"));
    var rules = FetchRules.encrypted().withAddressRule(a -> !(a instanceof Inet6Address));
    try (var guarded = new HttpFetch(rules, PATIENT)) {
      assertFails(() -> guarded.bytes(request("/in"), 10), Kind.REFUSED)
          .hasMessageContaining("http://[::1]:1/admin is refused")
          .hasMessageContaining("resolves to 0:0:0:0:0:0:0:1, which is not allowed here");
    }
    assertThat(server.requests()).hasSize(1);
    var nowhere = FetchRules.encrypted().withAddressRule(address -> !address.isLoopbackAddress());
    try (var guarded = new HttpFetch(nowhere, PATIENT)) {
      assertFails(() -> guarded.bytes(request("/in"), 10), Kind.REFUSED);
    }
    assertThat(server.requests()).as("refused before any connection").hasSize(1);
  }

  @Test
  void refusesWhatIsNoWebAddress() {
    for (var address :
        new String[] {"file:///x", "mailto:a@b", "/x", "https://me:s3cret@host/x", "jar:x"}) {
      assertFails(() -> fetch.bytes(FetchRequest.of(URI.create(address)), 10), Kind.REFUSED)
          .hasMessageNotContaining("s3cret");
    }
    assertFails(
            () -> fetch.bytes(FetchRequest.of(URI.create("http://example.com/x")), 10),
            Kind.REFUSED)
        .hasMessage("http://example.com/x is refused; the scheme is \"http\" and must be https");
  }

  private byte[] get(String path, int maxBytes) throws Exception {
    return fetch.bytes(request(path), maxBytes);
  }

  private FetchRequest request(String path) {
    return FetchRequest.of(server.uri(path));
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
      ThrowingCallable call, Kind kind) {
    return assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            FetchException.class, e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
  }
}
