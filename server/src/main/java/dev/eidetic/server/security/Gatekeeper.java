package dev.eidetic.server.security;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Caller;
import dev.eidetic.server.problems.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.util.Optional;

/// Finds out who calls, and refuses who may not. Safe for many threads.
public final class Gatekeeper {

  private static final String BEARER = "Bearer ";
  private static final String HEALTH = "/health/";

  private final Optional<ApiKeys> keys;
  private final Sessions sessions;
  private final Origins origins;

  /// @param keys empty if everybody may do everything
  public Gatekeeper(Optional<ApiKeys> keys, Sessions sessions, Origins origins) {
    this.keys = keys;
    this.sessions = sessions;
    this.origins = origins;
  }

  /// True if callers need a key for anything that is not open.
  public boolean needsKeys() {
    return keys.isPresent();
  }

  /// The caller of a request for something that needs an access.
  ///
  /// @throws ProblemException of status 401, 403 or 421
  public Caller admit(ServerRequest request, Access needed) throws IOException {
    var headers = request.headers();
    if (!request.prologue().uriPath().rawPath().startsWith(HEALTH)) { // probes ask by address
      origins.requireOurs(request.authority());
    }
    boolean isPage = needed == Access.OPEN && request.prologue().method().equals(Method.GET);
    if (!isPage) { // a link from elsewhere may lead to the page
      origins.requireOwnPage(
          request.authority(),
          headers.first(HeaderNames.ORIGIN),
          headers.first(HeaderNames.create("Sec-Fetch-Site")));
    }
    if (keys.isEmpty()) {
      return Caller.anonymous(Access.ADMIN);
    }
    var caller = caller(keys.get(), request);
    if (needed == Access.OPEN) {
      return caller.orElse(Caller.anonymous(Access.OPEN));
    }
    if (caller.isEmpty()) {
      throw ProblemException.unauthorized(
          "a valid key is needed; send it as: Authorization: Bearer KEY");
    }
    if (!caller.get().access().includes(needed)) {
      throw ProblemException.forbidden(
          "key \"%s\" may %s; this needs %s"
              .formatted(caller.get().name(), caller.get().access().label(), needed.label()));
    }
    return caller.get();
  }

  /// The caller whose secret it is.
  ///
  /// @throws ProblemException of status 401 if it is nobody's
  public Caller holder(String secret) throws IOException {
    var caller = keys.isPresent() ? keys.get().find(secret) : Optional.<Caller>empty();
    return caller.orElseThrow(
        () -> ProblemException.unauthorized("the key is unknown or has expired"));
  }

  private Optional<Caller> caller(ApiKeys valid, ServerRequest request) throws IOException {
    var authorization = request.headers().first(HeaderNames.AUTHORIZATION);
    if (authorization.isPresent()) {
      String text = authorization.get();
      return text.regionMatches(true, 0, BEARER, 0, BEARER.length())
          ? valid.find(text.substring(BEARER.length()).strip())
          : Optional.empty();
    }
    boolean isFriend =
        request.headers().first(HeaderNames.ORIGIN).filter(origins::isFriend).isPresent();
    var cookie = isFriend ? Optional.<String>empty() : sessionCookie(request);
    if (cookie.isEmpty()) {
      return Optional.empty();
    }
    var keySha256 = sessions.find(cookie.get());
    return keySha256.isPresent() ? valid.holderOf(keySha256.get()) : Optional.empty();
  }

  /// The value of the session's cookie, if there is one.
  public static Optional<String> sessionCookie(ServerRequest request) {
    var cookies = request.headers().cookies();
    return cookies.contains(Sessions.COOKIE)
        ? Optional.of(cookies.get(Sessions.COOKIE))
        : Optional.empty();
  }
}
