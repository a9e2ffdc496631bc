package dev.eidetic.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `eidetic` program.
@Command(
    name = "eidetic",
    version = "eidetic 0.1.0",
    mixinStandardHelpOptions = true,
    description = "Finds visually similar images.")
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    StandardError.restore();
    System.exit(new CommandLine(new Main()).execute(arguments));
  }
}
