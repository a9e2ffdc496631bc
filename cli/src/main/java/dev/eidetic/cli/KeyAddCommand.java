package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.fields.Period;
import dev.eidetic.server.http.Access;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic key add`: one more caller.
@Command(
    name = "add",
    description = "Makes a key and prints it, this one time.",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic key add shop --keys keys.json",
      "  eidetic key add intern --access write --expires 2027-01-01 --keys keys.json",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:ok", "2:wrong usage, such as a name that is taken", "3:failure"})
final class KeyAddCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME", description = "Who will use it; stands in the log.")
  private String name = "";

  @Option(
      names = "--access",
      paramLabel = "LEVEL",
      description = "read (default), write: images and jobs too, or admin: collections too.")
  private String access = "read";

  @Option(
      names = "--expires",
      paramLabel = "DATE",
      description = "A day or moment from which it is refused; without it, never.")
  private Optional<String> expires = Optional.empty();

  @Mixin private KeysOption keys = new KeysOption();

  KeyAddCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var level =
        switch (access.toLowerCase(Locale.ROOT)) {
          case "read" -> Access.READ;
          case "write" -> Access.WRITE;
          case "admin" -> Access.ADMIN;
          default ->
              throw new IllegalArgumentException(
                  "access is \"%s\"; it must be read, write or admin".formatted(access));
        };
    terminal().line(keys.keyFile(terminal()).add(name, level, expires.map(KeyAddCommand::moment)));
    return ExitCodes.OK;
  }

  private static Instant moment(String text) {
    return Period.parse(text)
        .map(Period::start)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--expires is \"%s\"; it must be a day or moment such as 2027-01-31"
                        .formatted(text)));
  }
}
