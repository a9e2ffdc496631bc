package dev.eidetic.cli;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.encode.store.ModelStore;
import dev.eidetic.encode.store.UserDirectories;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Option;

/// What all commands share.
public abstract class EideticCommand implements Callable<Integer> {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean isHelp;

  private final Terminal terminal;

  protected EideticCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public abstract Integer call() throws Exception;

  /// Where the command reads and writes.
  protected final Terminal terminal() {
    return terminal;
  }

  /// The encoders of the user whose environment this is.
  protected final Encoders encoders() {
    var directories =
        new UserDirectories(
            System.getProperty("os.name", ""),
            Path.of(System.getProperty("user.home", "")),
            terminal.environment());
    return new Encoders(new ModelStore(directories.models()), terminal.workingDirectory());
  }

  /// Writes one JSON object: indented for people, in one line for programs.
  protected final void printJson(Map<String, Object> object) throws IOException {
    var json =
        terminal.outputWidth().isPresent()
            ? JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT)
            : JSON.std;
    terminal.line(json.asString(object));
  }
}
