package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.security.DigestInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Answers of calls that carried an `Idempotency-Key`, so that a client which did not see the
/// answer may ask again without doing the work twice. Kept in memory for a day, the latest ones.
/// Safe for many threads.
final class Idempotency {

  private static final Duration LIFE = Duration.ofHours(24);
  private static final int MOST = 2_000;
  private static final long MOST_BYTES = 16L << 20;
  private static final int MAX_KEY = 255;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /// @param body its fingerprint
  private record Answered(String body, Reply reply) {

    long bytes() {
      return reply.content() instanceof Reply.Whole(byte[] bytes) ? bytes.length : 0;
    }
  }

  private record Entry(String request, Instant begun, Optional<Answered> answered) {

    long bytes() {
      return answered.map(Answered::bytes).orElse(0L);
    }
  }

  /// Answers a call once.
  ///
  /// @param key as the client chose it
  /// @throws ProblemException of status 409 while the first call of the key runs, 422 if the key
  ///   was used for another request
  Reply once(String key, Call call, Handler handler) throws Exception {
    if (key.isBlank() || key.length() > MAX_KEY) {
      throw ProblemException.badRequest(
          "the Idempotency-Key has %d characters; it must have 1 to %d"
              .formatted(key.length(), MAX_KEY));
    }
    String scope = call.caller().name() + "\n" + key;
    String request = describe(call);
    var known = begin(scope, request);
    var body = call.body().digested().orElseThrow();
    if (known.isPresent()) {
      if (!known.get().body().equals(call.body().fingerprint(body))) {
        throw reused();
      }
      return known.get().reply().with("Idempotency-Replayed", "true");
    }
    try {
      var reply = handler.answer(call);
      finish(scope, new Entry(request, Instant.now(), Optional.of(answered(call, body, reply))));
      return reply;
    } catch (Exception | Error e) {
      forget(scope); // nothing was answered, so the client may try again
      throw e;
    }
  }

  private static Answered answered(Call call, DigestInputStream body, Reply reply)
      throws IOException {
    return new Answered(call.body().fingerprint(body), reply);
  }

  private static ProblemException reused() {
    return ProblemException.unprocessable(
        "key-reused", "the Idempotency-Key was used for another request; choose a new one");
  }

  private static String describe(Call call) {
    var prologue = call.request().prologue();
    return String.join(
        "\n",
        prologue.method().text(),
        prologue.uriPath().rawPath(),
        prologue.query().rawValue(),
        call.body().mediaType(),
        call.header("Content-Length").orElse(""));
  }

  private synchronized Optional<Answered> begin(String scope, String request) {
    var now = Instant.now();
    entries.values().removeIf(entry -> now.isAfter(entry.begun().plus(LIFE)));
    var known = entries.get(scope);
    if (known == null) {
      makeRoom();
      entries.put(scope, new Entry(request, now, Optional.empty()));
      return Optional.empty();
    }
    if (!known.request().equals(request)) {
      throw reused();
    }
    if (known.answered().isEmpty()) {
      throw ProblemException.conflict(
          "a request with this Idempotency-Key is still running; ask again later");
    }
    return known.answered();
  }

  private void makeRoom() {
    long bytes = entries.values().stream().mapToLong(Entry::bytes).sum();
    var oldest = entries.values().iterator();
    while ((entries.size() >= MOST || bytes > MOST_BYTES) && oldest.hasNext()) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private synchronized void finish(String scope, Entry entry) {
    entries.put(scope, entry);
  }

  private synchronized void forget(String scope) {
    entries.remove(scope);
  }
}
