package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// The `eidetic` program.
public final class Main {

  /// In the order of the help.
  private static final List<String> COMMANDS =
      List.of(
          "index",
          "search",
          "explain",
          "show",
          "stats",
          "verify",
          "delete",
          "export",
          "duplicates",
          "calibrate",
          "tune",
          "compact",
          "migrate",
          "backup",
          "restore",
          "eval",
          "model",
          "train",
          "serve",
          "key",
          "demo",
          "bench",
          "completion");

  /// Lucene reports with which instructions it computes at every start, which no user asked for.
  /// Held here, as the JDK forgets loggers that nobody holds.
  private static final Logger LUCENE = Logger.getLogger("org.apache.lucene");

  /// Helidon reports each start and stop; `serve` says in its own words that it listens.
  private static final Logger HELIDON = Logger.getLogger("io.helidon");

  /// Says which lanes it computes on; people at a command line need not know.
  private static final Logger INDEX = Logger.getLogger("dev.eidetic.index");

  private Main() {}

  public static void main(String[] arguments) {
    StandardError.restore(); // before anything asks what standard error is
    System.exit(run(Terminal.ofThisProcess(), arguments));
  }

  /// Runs one command.
  ///
  /// @return the exit code
  static int run(Terminal terminal, String... arguments) {
    LUCENE.setLevel(Level.SEVERE);
    HELIDON.setLevel(Level.WARNING);
    INDEX.setLevel(Level.WARNING);
    int code;
    try {
      code = commandLine(terminal, arguments).execute(arguments);
    } catch (Throwable e) { // picocli lets errors through, such as a heap that is too small
      code = new Failures(terminal).report(e);
    }
    terminal.out().flush();
    terminal.err().flush();
    return code;
  }

  /// The parser. Where the arguments name a command, it knows that one only: reading the
  /// annotations of all of them would take longer than most searches.
  private static CommandLine commandLine(Terminal terminal, String[] arguments) {
    boolean namesCommand = arguments.length > 0 && COMMANDS.contains(arguments[0]);
    boolean isVersion = Arrays.equals(arguments, new String[] {"--version"});
    boolean needsAll = arguments.length > 0 && arguments[0].equals("completion");
    var root = new CommandLine(new RootCommand(terminal));
    for (String name : COMMANDS) {
      boolean isWanted = needsAll || (namesCommand ? name.equals(arguments[0]) : !isVersion);
      if (isWanted) {
        root.addSubcommand(name, command(name, terminal));
      }
    }
    var failures = new Failures(terminal);
    return root.setOut(terminal.out())
        .setErr(terminal.err())
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(failures)
        .setParameterExceptionHandler(failures)
        .setUsageHelpWidth(Math.min(100, terminal.outputWidth().orElse(80)))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(
                terminal.hasColours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
  }

  private static Object command(String name, Terminal terminal) {
    return switch (name) {
      case "index" -> new IndexCommand(terminal);
      case "search" -> new SearchCommand(terminal);
      case "explain" -> new ExplainCommand(terminal);
      case "show" -> new ShowCommand(terminal);
      case "stats" -> new StatsCommand(terminal);
      case "verify" -> new VerifyCommand(terminal);
      case "delete" -> new DeleteCommand(terminal);
      case "export" -> new ExportCommand(terminal);
      case "duplicates" -> new DuplicatesCommand(terminal);
      case "calibrate" -> new CalibrateCommand(terminal);
      case "tune" -> new TuneCommand(terminal);
      case "compact" -> new CompactCommand(terminal);
      case "migrate" -> new MigrateCommand(terminal);
      case "backup" -> new BackupCommand(terminal);
      case "restore" -> new RestoreCommand(terminal);
      case "model" ->
          new CommandLine(new ModelCommand(terminal))
              .addSubcommand("list", new ModelListCommand(terminal))
              .addSubcommand("add", new ModelAddCommand(terminal))
              .addSubcommand("pull", new ModelPullCommand(terminal))
              .addSubcommand("show", new ModelShowCommand(terminal))
              .addSubcommand("verify", new ModelVerifyCommand(terminal))
              .addSubcommand("remove", new ModelRemoveCommand(terminal));
      case "eval" ->
          new CommandLine(new EvalCommand(terminal))
              .addSubcommand("diff", new EvalDiffCommand(terminal));
      case "train" ->
          ServiceLoader.load(MoreCommands.class)
              .findFirst()
              .<Object>map(more -> more.train(terminal))
              .orElseGet(() -> new AbsentTrainCommand(terminal));
      case "serve" -> new ServeCommand(terminal);
      case "key" ->
          new CommandLine(new KeyCommand(terminal))
              .addSubcommand("add", new KeyAddCommand(terminal))
              .addSubcommand("list", new KeyListCommand(terminal))
              .addSubcommand("remove", new KeyRemoveCommand(terminal));
      case "demo" -> new DemoCommand(terminal);
      case "bench" ->
          new CommandLine(new BenchCommand(terminal))
              .addSubcommand("ingest", new BenchIngestCommand(terminal))
              .addSubcommand("index", new BenchIndexCommand(terminal));
      case "completion" -> new CompletionCommand(terminal);
      default -> throw new IllegalArgumentException("command \"" + name + "\" is not listed");
    };
  }
}
