package dev.eidetic.server.security;

import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.problems.ProblemException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;

/// Who one is, and signing in and out with a browser.
public final class SessionRoutes {

  private final Gatekeeper gatekeeper;
  private final Sessions sessions;

  public SessionRoutes(Gatekeeper gatekeeper, Sessions sessions) {
    this.gatekeeper = gatekeeper;
    this.sessions = sessions;
  }

  public List<Route> routes() {
    return List.of(
        new Route("GET", "/v1/session", Access.OPEN, this::show),
        new Route("POST", "/v1/session", Access.OPEN, this::begin),
        new Route("DELETE", "/v1/session", Access.OPEN, this::end));
  }

  private Reply show(Call call) {
    var json = new LinkedHashMap<String, Object>();
    json.put("caller", call.caller().name());
    json.put("access", call.caller().access().label());
    json.put("needsKey", gatekeeper.needsKeys());
    return Reply.ok(json);
  }

  private Reply begin(Call call) throws IOException {
    if (!(call.body().json().get("key") instanceof String secret)) {
      throw ProblemException.badRequest("the body must be an object with a string \"key\"");
    }
    var caller = gatekeeper.holder(secret);
    boolean isEncrypted = call.request().isSecure();
    String cookie =
        "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
            .formatted(
                Sessions.COOKIE,
                sessions.begin(HexFormat.of().formatHex(KeyFile.sha256(secret))),
                Sessions.LIFE.toSeconds(),
                isEncrypted ? "; Secure" : "");
    var json = new LinkedHashMap<String, Object>();
    json.put("caller", caller.name());
    json.put("access", caller.access().label());
    json.put("needsKey", true);
    return Reply.ok(json).with("Set-Cookie", cookie);
  }

  private Reply end(Call call) {
    Gatekeeper.sessionCookie(call.request()).ifPresent(sessions::end);
    return Reply.empty(204)
        .with(
            "Set-Cookie",
            "%s=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict".formatted(Sessions.COOKIE));
  }
}
