package dev.eidetic.cli.terminal;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where a command reads and writes, and what it may know of its surroundings.
///
/// @param out results
/// @param err everything else: progress, questions, errors
/// @param in answers
/// @param outputWidth columns of the terminal that `out` is; empty if it is a pipe or a file
/// @param errorWidth columns of the terminal that `err` is; empty if it is a pipe or a file
/// @param isInputTerminal true if a person can answer
/// @param workingDirectory absolute; what relative names start from
/// @param environment variables by name
public record Terminal(
    PrintWriter out,
    PrintWriter err,
    BufferedReader in,
    Optional<Integer> outputWidth,
    Optional<Integer> errorWidth,
    boolean isInputTerminal,
    Path workingDirectory,
    Map<String, String> environment) {

  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  /// The terminal, pipes or files that this process was started with.
  public static Terminal ofThisProcess() {
    var environment = System.getenv();
    var devices = new Devices(environment);
    return new Terminal(
        writer(FileDescriptor.out, charset("stdout.encoding", devices.isTerminal(1))),
        writer(FileDescriptor.err, charset("stderr.encoding", devices.isTerminal(2))),
        new BufferedReader(
            new InputStreamReader(
                new FileInputStream(FileDescriptor.in),
                charset("stdin.encoding", devices.isTerminal(0)))),
        devices.width(1),
        devices.width(2),
        devices.isTerminal(0),
        Path.of("").toAbsolutePath(),
        environment);
  }

  private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
    return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), charset));
  }

  /// UTF-8 but for the console of Windows: what is piped is read by programs, and a locale of C
  /// must not turn the names of files into question marks.
  private static Charset charset(String property, boolean isTerminal) {
    boolean isWindows =
        System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    return isWindows && isTerminal
        ? Charset.forName(System.getProperty(property, "UTF-8"), StandardCharsets.UTF_8)
        : StandardCharsets.UTF_8;
  }

  /// True if results may be coloured.
  public boolean hasColours() {
    return outputWidth.isPresent()
        && environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  /// Result text that stands out, where there are colours.
  public String bold(String text) {
    return hasColours() ? BOLD + text + PLAIN : text;
  }

  /// Result text of little weight, where there are colours.
  public String dim(String text) {
    return hasColours() ? DIM + text + PLAIN : text;
  }

  /// Writes one line of results.
  public void line(String text) {
    out.println(text);
  }

  /// Says something beside the results.
  public void note(String text) {
    err.println(text);
    err.flush();
  }

  /// True when nobody reads the results any more, as after `| head`.
  public boolean isClosed() {
    return out.checkError();
  }

  /// A path that the user wrote, absolute.
  ///
  /// @throws java.nio.file.InvalidPathException if it cannot be one
  public Path resolve(String path) {
    return workingDirectory.resolve(path).normalize();
  }

  /// A path that the user wrote, absolute.
  public Path resolve(Path path) {
    return workingDirectory.resolve(path).normalize();
  }
}
