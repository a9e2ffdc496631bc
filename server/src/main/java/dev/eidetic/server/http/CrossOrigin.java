package dev.eidetic.server.http;

import dev.eidetic.server.security.Origins;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;

/// Pages of other sites that may ask (cross-origin resource sharing of the Fetch standard): none,
/// unless some are named. They may send keys; credentials of the browser are not taken.
final class CrossOrigin {

  /// Before each browser's first request of a kind, for ten minutes.
  private static final Map<String, String> PREFLIGHT =
      Map.of(
          "Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE",
          "Access-Control-Allow-Headers",
              "Authorization, Content-Type, Idempotency-Key, If-None-Match",
          "Access-Control-Max-Age", "600");

  private final Origins origins;

  CrossOrigin(Origins origins) {
    this.origins = origins;
  }

  /// The page that asks, if it is another's and may.
  Optional<String> friend(ServerRequest request) {
    return request.headers().first(HeaderNames.ORIGIN).filter(origins::isFriend);
  }

  /// The answer to a browser that asks whether its page may ask.
  Optional<Reply> preflight(ServerRequest request) {
    boolean isPreflight =
        request.prologue().method().text().equals("OPTIONS")
            && request.headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    return friend(request)
        .filter(_ -> isPreflight)
        .map(_ -> new Reply(204, PREFLIGHT, new Reply.Whole(new byte[0])));
  }

  /// What lets a page read the answer.
  Map<String, String> headers(String friend) {
    return Map.of(
        "Access-Control-Allow-Origin", friend,
        "Access-Control-Expose-Headers", "ETag, Location, Retry-After, X-Request-Id",
        "Cross-Origin-Resource-Policy", "cross-origin");
  }
}
