package dev.eidetic.server.http;

import dev.eidetic.server.problems.ProblemException;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.util.Map;
import java.util.Optional;

/// One request, as handlers see it. Belongs to one thread.
///
/// @param id in the log and in the answer's header `X-Request-Id`
/// @param variables of the route's template
public record Call(
    String id,
    Caller caller,
    Map<String, String> variables,
    ServerRequest request,
    RequestBody body) {

  /// The value of a name in the route's template.
  public String variable(String name) {
    return Optional.ofNullable(variables.get(name)).orElseThrow();
  }

  /// A parameter of the query; the first if it is repeated.
  public Optional<String> parameter(String name) {
    var query = request.query();
    return query.contains(name) ? Optional.of(query.get(name)) : Optional.empty();
  }

  /// A parameter that is an integer.
  ///
  /// @throws ProblemException of status 400 if it is none
  public int integer(String name, int otherwise) {
    var text = parameter(name);
    if (text.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(text.get());
    } catch (NumberFormatException e) {
      throw ProblemException.badRequest(
          "parameter %s is \"%s\"; it must be an integer".formatted(name, text.get()));
    }
  }

  /// A parameter that is true or false; its bare name means true.
  ///
  /// @throws ProblemException of status 400 if it is neither
  public boolean flag(String name) {
    return switch (parameter(name).orElse("false")) {
      case "true", "" -> true;
      case "false" -> false;
      default ->
          throw ProblemException.badRequest("parameter %s must be true or false".formatted(name));
    };
  }

  /// A header of the request; the first if it is repeated.
  public Optional<String> header(String name) {
    return request.headers().first(HeaderNames.create(name));
  }
}
