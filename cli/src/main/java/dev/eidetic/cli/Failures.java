package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Interruption;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.store.ModelStoreException;
import dev.eidetic.engine.EngineException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever goes wrong into one line on standard error and an exit code. `EIDETIC_DEBUG=1`
/// adds the stack trace.
final class Failures implements IExecutionExceptionHandler, IParameterExceptionHandler {

  private final Terminal terminal;

  Failures(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public int handleExecutionException(
      Exception failure, CommandLine command, ParseResult arguments) {
    return failure instanceof ParameterException usage
        ? handleParseException(usage, new String[0])
        : report(failure);
  }

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    List<String> suggestions =
        failure instanceof UnmatchedArgumentException unmatched
            ? unmatched.getSuggestions()
            : List.of();
    String meant =
        suggestions.isEmpty()
            ? ""
            : "; did you mean %s?".formatted(String.join(" or ", firstThree(suggestions)));
    String command = failure.getCommandLine().getCommandSpec().qualifiedName();
    say(
        "%s%s See: %s --help"
            .formatted(
                endWithout(String.valueOf(failure.getMessage()), "."),
                meant.isEmpty() ? "." : meant,
                command));
    trace(failure);
    return ExitCodes.USAGE;
  }

  private static List<String> firstThree(List<String> all) {
    return all.subList(0, Math.min(3, all.size()));
  }

  private static String endWithout(String text, String end) {
    return text.endsWith(end) ? text.substring(0, text.length() - end.length()) : text;
  }

  /// Says what went wrong.
  ///
  /// @return the exit code
  int report(Throwable failure) {
    int code =
        switch (failure) {
          case IllegalArgumentException e -> said(e, ExitCodes.USAGE);
          case NotFoundException e -> said(e, ExitCodes.USAGE);
          case ConflictException e -> said(e, ExitCodes.USAGE);
          case ModelStoreException e when e.kind() == ModelStoreException.Kind.NOT_FOUND ->
              said(e, ExitCodes.USAGE);
          case EngineException e -> said(e, ExitCodes.FAILURE);
          case EncodingException e -> said(e, ExitCodes.FAILURE);
          case ImageRefusedException e -> said(e, ExitCodes.FAILURE);
          case UncheckedIOException e -> said(causeOf(e), ExitCodes.FAILURE);
          case IOException e -> said(e, ExitCodes.FAILURE);
          case InterruptedException _ -> Interruption.EXIT_CODE;
          case OutOfMemoryError _ -> {
            say(
                "out of memory; the Java heap may have %,d MB. Allow more, as with EIDETIC_JAVA_OPTS=-Xmx2g"
                    .formatted(Runtime.getRuntime().maxMemory() >> 20));
            yield ExitCodes.FAILURE;
          }
          default -> {
            say(
                "unexpected failure: %s; EIDETIC_DEBUG=1 shows where. Please report it"
                    .formatted(failure));
            yield ExitCodes.FAILURE;
          }
        };
    trace(failure);
    return code;
  }

  private int said(Throwable failure, int code) {
    String message = failure.getMessage();
    say(
        failure instanceof FileSystemException file
            ? message(file)
            : message == null ? failure.toString() : message);
    return code;
  }

  private static Throwable causeOf(UncheckedIOException failure) {
    var cause = failure.getCause();
    return cause == null ? failure : cause;
  }

  /// The JDK's exceptions about files mostly name the file alone.
  private static String message(FileSystemException failure) {
    String message = String.valueOf(failure.getMessage());
    return switch (failure) {
      case NoSuchFileException _ -> "%s does not exist".formatted(message);
      case AccessDeniedException _ -> "%s: permission denied".formatted(message);
      default ->
          failure.getReason() == null
              ? "%s: %s".formatted(message, failure.getClass().getSimpleName())
              : message;
    };
  }

  private void say(String message) {
    terminal.note("eidetic: " + VisibleText.of(message));
  }

  private void trace(Throwable failure) {
    if ("1".equals(terminal.environment().get("EIDETIC_DEBUG"))) {
      failure.printStackTrace(terminal.err());
      terminal.err().flush();
    }
  }
}
