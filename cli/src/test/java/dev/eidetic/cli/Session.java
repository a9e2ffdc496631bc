package dev.eidetic.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Runs commands as a shell would, in one working directory, and keeps what they write.
final class Session {

  private final Path workingDirectory;
  private final Map<String, String> environment = new HashMap<>();
  private Optional<Integer> width = Optional.empty();
  private Optional<String> answer = Optional.empty();

  Session(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
    environment.put("EIDETIC_HOME", workingDirectory.resolve("home").toString());
    environment.put("NO_COLOR", "1");
  }

  /// What a command did.
  record Result(int code, String out, String err) {

    Map<String, Object> json() throws IOException {
      return JSON.std.mapFrom(out);
    }

    /// The objects in a list of the JSON object.
    List<Map<String, Object>> jsonList(String name) throws IOException {
      var list = (List<?>) json().get(name);
      return list == null ? List.of() : list.stream().map(Session::object).toList();
    }
  }

  @SuppressWarnings("unchecked") // what Jackson reads of an object
  static Map<String, Object> object(@Nullable Object json) {
    if (json instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new AssertionError("no object: " + json);
  }

  /// A number that Jackson read.
  static double number(@Nullable Object json) {
    if (json instanceof Number number) {
      return number.doubleValue();
    }
    throw new AssertionError("no number: " + json);
  }

  Session with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Output is a terminal of so many columns from now on.
  Session wide(int columns) {
    width = Optional.of(columns);
    return this;
  }

  /// A person sits there and will answer.
  Session answering(String text) {
    answer = Optional.of(text);
    return this;
  }

  Result run(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader(answer.orElse(""))),
            width,
            width,
            answer.isPresent(),
            workingDirectory,
            Map.copyOf(environment));
    int code = Main.run(terminal, arguments);
    return new Result(code, out.toString(), err.toString());
  }
}
