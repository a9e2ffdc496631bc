package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
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
  private static final int MAX_KEY = 255;

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private record Entry(String request, Instant begun, Optional<Reply> reply) {}

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
    if (known.isPresent()) {
      return known.get().with("Idempotency-Replayed", "true");
    }
    try {
      var reply = handler.answer(call);
      finish(scope, request, reply);
      return reply;
    } catch (Exception | Error e) {
      forget(scope); // nothing was answered, so the client may try again
      throw e;
    }
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

  private synchronized Optional<Reply> begin(String scope, String request) {
    var now = Instant.now();
    entries.values().removeIf(entry -> now.isAfter(entry.begun().plus(LIFE)));
    var known = entries.get(scope);
    if (known == null) {
      makeRoom();
      entries.put(scope, new Entry(request, now, Optional.empty()));
      return Optional.empty();
    }
    if (!known.request().equals(request)) {
      throw ProblemException.unprocessable(
          "key-reused", "the Idempotency-Key was used for another request; choose a new one");
    }
    if (known.reply().isEmpty()) {
      throw ProblemException.conflict(
          "a request with this Idempotency-Key is still running; ask again later");
    }
    return known.reply();
  }

  private void makeRoom() {
    if (entries.size() >= MOST) {
      var oldest = entries.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  private synchronized void finish(String scope, String request, Reply reply) {
    entries.put(scope, new Entry(request, Instant.now(), Optional.of(reply)));
  }

  private synchronized void forget(String scope) {
    entries.remove(scope);
  }
}
