package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.engine.sheet.VisibleText;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic model show`: what a model is.
@Command(
    name = "show",
    description = "Shows what is known of a model.",
    optionListHeading = "%nOptions:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:shown", "2:wrong usage", "3:failure, such as no model of that name"})
final class ModelShowCommand extends EideticCommand {

  @Parameters(paramLabel = "NAME|DIR", description = "A model of the store, or a model folder.")
  private String name = "";

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean isJson;

  ModelShowCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException {
    var facts = facts(ModelFolder.open(encoders().folder(name)));
    if (isJson) {
      printJson(facts);
    } else {
      facts.forEach(
          (label, value) ->
              terminal()
                  .line(
                      terminal().bold("%-14s".formatted(label))
                          + VisibleText.of(String.valueOf(value))));
    }
    return ExitCodes.OK;
  }

  private static Map<String, Object> facts(ModelFolder model) throws IOException {
    var space = model.space();
    var description = model.description();
    var facts = new LinkedHashMap<String, Object>();
    facts.put("name", model.name());
    facts.put("folder", model.path().toString());
    facts.put("dimension", space.dimension());
    facts.put("sha256", space.sha256());
    description.output().ifPresent(output -> facts.put("output", output));
    description.pooling().map(Pooling::canonical).ifPresent(text -> facts.put("pooling", text));
    facts.put("preprocessing", model.preprocessing().canonical());
    facts.put("scales", description.scales());
    facts.put("flip", description.isFlipped());
    facts.put("whitening", description.whitening().isPresent());
    facts.put("golden", description.golden().isPresent());
    description.license().ifPresent(license -> facts.put("license", license));
    description.source().ifPresent(source -> facts.put("source", source));
    return facts;
  }
}
