package dev.eidetic.server.problems;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.EngineException;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// An error as RFC 9457 writes it.
///
/// @param status of HTTP
/// @param code for programs, such as `not-found`
/// @param detail a sentence for people: what is wrong, with which value, and what to do
public record Problem(int status, String code, String detail) {

  /// The media type of problems.
  public static final String MEDIA_TYPE = "application/problem+json";

  private static final String SEE_LOG = "the failure is in the server's log under this request id";

  /// What a failure means for the client. What the server's own failures say stays in its log.
  public static Problem of(Throwable failure) {
    return switch (failure) {
      case ProblemException e -> new Problem(e.status(), e.code(), text(e));
      case EngineException e -> ofEngine(e);
      case ImageRefusedException e -> new Problem(422, code(e.reason()), text(e));
      case FetchException e -> new Problem(422, "not-fetched", text(e));
      case EncodingException e -> new Problem(422, "not-encoded", text(e));
      case IllegalArgumentException e -> new Problem(400, "bad-request", text(e));
      case UncheckedIOException e when e.getCause() != null -> of(e.getCause());
      case SocketTimeoutException _ -> of(ProblemException.tooSlow());
      case IOException _ -> new Problem(500, "storage-failed", SEE_LOG);
      case InterruptedException _ -> of(ProblemException.overloaded("the server is stopping"));
      case OutOfMemoryError _ ->
          of(ProblemException.overloaded("the server has too little memory for this"));
      default -> new Problem(500, "internal", SEE_LOG);
    };
  }

  private static Problem ofEngine(EngineException failure) {
    return switch (failure) {
      case NotFoundException e -> new Problem(404, "not-found", text(e));
      case ConflictException e -> new Problem(409, "conflict", text(e));
      case BusyException e -> new Problem(503, "busy", text(e));
      case DamagedException _ -> new Problem(500, "damaged", SEE_LOG);
      case EngineException _ -> new Problem(500, "internal", SEE_LOG);
    };
  }

  private static String code(ImageRefusedException.Reason reason) {
    return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String text(Throwable failure) {
    return VisibleText.of(String.valueOf(failure.getMessage()));
  }

  /// True for failures that the operator must hear of.
  public boolean isOurs() {
    return status == 500;
  }

  /// As it is sent.
  public Map<String, Object> json(String requestId) {
    var json = new LinkedHashMap<String, Object>();
    json.put("title", code.replace('-', ' '));
    json.put("status", status);
    json.put("code", code);
    json.put("detail", detail);
    json.put("instance", "urn:request:" + requestId);
    return json;
  }
}
