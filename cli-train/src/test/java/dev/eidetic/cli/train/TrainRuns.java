package dev.eidetic.cli.train;

import dev.eidetic.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/// `eidetic train` without a program around it.
final class TrainRuns {

  private TrainRuns() {}

  record Ran(int code, String out, String err) {}

  /// Runs `eidetic train` in a folder.
  static Ran run(Path folder, String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal =
        new Terminal(
            new PrintWriter(out),
            new PrintWriter(err),
            new BufferedReader(new StringReader("")),
            Optional.empty(),
            Optional.empty(),
            false,
            folder,
            Map.of("EIDETIC_HOME", folder.resolve("home").toString()));
    var root = new CommandLine(CommandLine.Model.CommandSpec.create().name("eidetic"));
    root.addSubcommand("train", new TrainCommands().train(terminal));
    root.setOut(terminal.out()).setErr(terminal.err());
    root.setExecutionExceptionHandler(
        (failure, _, _) -> {
          terminal.note(String.valueOf(failure.getMessage()));
          return 3;
        });
    var words = new ArrayList<>(List.of(arguments));
    words.addFirst("train");
    int code = root.execute(words.toArray(String[]::new));
    terminal.out().flush();
    terminal.err().flush();
    return new Ran(code, out.toString(), err.toString());
  }
}
