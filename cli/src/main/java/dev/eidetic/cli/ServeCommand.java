package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Interruption;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.server.EideticServer;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.server.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `eidetic serve`: collections over HTTP, with a page.
@Command(
    name = "serve",
    description = {
      "Serves collections over HTTP: a page for people, REST for programs (docs/server.md).",
      "",
      "Listens on this machine only, unless told otherwise; then it asks for keys (eidetic key)."
          + " Everything can also stand in a file (--config: lines of NAME = VALUE) or in the"
          + " environment (EIDETIC_SERVE_NAME); flags win over the environment, the environment over"
          + " the file. Ctrl-C ends running requests and saves.",
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nExamples:%n",
    footer = {
      "  eidetic serve ~/Pictures                 look at http://127.0.0.1:8420",
      "  eidetic serve --data /srv/eidetic --allow-folder /srv/photos",
      "  eidetic key add shop --keys keys.json && eidetic serve --data d --host 0.0.0.0 --keys keys.json",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:stopped",
      "2:wrong usage: settings, a folder without a collection",
      "3:failure"
    })
final class ServeCommand extends EideticCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "COLLECTION",
      description =
          "Collections, or folders whose .eidetic they are. Without any: the nearest one,"
              + " if --data is not given either.")
  private List<Path> collections = new ArrayList<>();

  @Option(names = "--config", paramLabel = "FILE", description = "Settings as lines NAME = VALUE.")
  private Optional<Path> config = Optional.empty();

  @Option(
      names = "--host",
      paramLabel = "NAME",
      description = "Address to listen on (127.0.0.1); others can reach all but loopback.")
  private Optional<String> host = Optional.empty();

  @Option(names = "--port", paramLabel = "N", description = "Port (8420); 0 for any free one.")
  private Optional<String> port = Optional.empty();

  @Option(
      names = "--public-host",
      paramLabel = "NAME",
      description = "A name that browsers call the server by. May be repeated.")
  private List<String> publicHosts = new ArrayList<>();

  @Option(
      names = "--cors-origin",
      paramLabel = "ORIGIN",
      description =
          "Pages of other sites that may ask, with a key, such as https://shop.example. May be"
              + " repeated.")
  private List<String> corsOrigins = new ArrayList<>();

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = "API keys, as eidetic key makes them.")
  private Optional<String> keys = Optional.empty();

  @Option(names = "--insecure", description = "Let everybody in the network do everything.")
  private boolean isInsecure;

  @Option(
      names = "--tls-certificate",
      paramLabel = "FILE",
      description = "Certificate chain in PEM; with --tls-key, HTTPS.")
  private Optional<String> tlsCertificate = Optional.empty();

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Private key in PEM (PKCS #8).")
  private Optional<String> tlsKey = Optional.empty();

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where clients may make collections, and where theirs are.")
  private Optional<String> data = Optional.empty();

  @Option(
      names = "--allow-folder",
      paramLabel = "DIR",
      description = "A folder that clients may have taken in. May be repeated.")
  private List<String> allowedFolders = new ArrayList<>();

  @Option(
      names = "--allow-fetch",
      description = "Let clients have images fetched from the public web.")
  private boolean isFetching;

  @Option(
      names = "--features",
      paramLabel = "FILE",
      description =
          "ONNX graph that finds the details pictures are compared by; RootSIFT unless said.")
  private Optional<String> features = Optional.empty();

  @Option(
      names = "--cross-encoder",
      paramLabel = "FILE",
      description = "ONNX graph that the stage cross asks; eidetic-cross unless said.")
  private Optional<String> crossEncoder = Optional.empty();

  @Option(names = "--max-image", paramLabel = "SIZE", description = "Largest image (32MB).")
  private Optional<String> maxImage = Optional.empty();

  @Option(names = "--max-upload", paramLabel = "SIZE", description = "Largest request (4GB).")
  private Optional<String> maxUpload = Optional.empty();

  @Option(names = "--max-pixels", paramLabel = "N", description = "Largest picture (60000000).")
  private Optional<String> maxPixels = Optional.empty();

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Requests per second of one caller; without it, no limit.")
  private Optional<String> rate = Optional.empty();

  @Option(
      names = "--at-once",
      paramLabel = "N",
      description = "Requests of one caller at the same time (256).")
  private Optional<String> atOnce = Optional.empty();

  @Option(
      names = "--queue",
      paramLabel = "N",
      description = "Requests that may wait for a core (32); more are answered 503.")
  private Optional<String> queue = Optional.empty();

  @Option(
      names = "--shadow-share",
      paramLabel = "SHARE",
      description =
          "Share of searches that are asked once more, exactly and in the background, to know how"
              + " much they find (0.01); 0 for none.")
  private Optional<String> shadowShare = Optional.empty();

  @Option(names = "--connections", paramLabel = "N", description = "Open connections (1024).")
  private Optional<String> connections = Optional.empty();

  @Option(
      names = "--drain",
      paramLabel = "SECONDS",
      description = "For running requests when it stops (10).")
  private Optional<String> drain = Optional.empty();

  ServeCommand(Terminal terminal) {
    super(terminal);
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    var reader = new SettingsReader(terminal().workingDirectory());
    if (config.isPresent()) {
      reader.file(terminal().resolve(config.get()));
    }
    reader.environment(terminal().environment()).flags(flags());
    if (!reader.namesContent()) {
      var nearest = new CollectionOption().find(terminal(), List.of());
      reader.flags(Map.of(Setting.COLLECTION, List.of(nearest.toString())));
    }
    var stopped = new CountDownLatch(1);
    try (var server = EideticServer.start(reader.read(), encoders(), terminal()::note);
        var _ = Interruption.listen(stopped::countDown)) {
      terminal().line("Eidetic listens on " + terminal().bold(server.address().toString()));
      terminal().out().flush();
      stopped.await();
      terminal().note("eidetic: stopping; again to stop at once");
    }
    return ExitCodes.OK;
  }

  private Map<Setting, List<String>> flags() throws IOException {
    var flags = new EnumMap<Setting, List<String>>(Setting.class);
    var folders = new ArrayList<String>();
    for (var named : collections) {
      folders.add(CollectionOption.itselfOrInside(terminal().resolve(named)).toString());
    }
    put(flags, Setting.COLLECTION, folders);
    put(flags, Setting.PUBLIC_HOST, publicHosts);
    put(flags, Setting.CORS_ORIGIN, corsOrigins);
    put(flags, Setting.ALLOW_FOLDER, allowedFolders);
    put(flags, Setting.INSECURE, isInsecure ? List.of("true") : List.of());
    put(flags, Setting.ALLOW_FETCH, isFetching ? List.of("true") : List.of());
    put(flags, Setting.HOST, host.stream().toList());
    put(flags, Setting.PORT, port.stream().toList());
    put(flags, Setting.KEYS, keys.stream().toList());
    put(flags, Setting.TLS_CERTIFICATE, tlsCertificate.stream().toList());
    put(flags, Setting.TLS_KEY, tlsKey.stream().toList());
    put(flags, Setting.DATA, data.stream().toList());
    put(flags, Setting.FEATURES, features.stream().toList());
    put(flags, Setting.CROSS_ENCODER, crossEncoder.stream().toList());
    put(flags, Setting.MAX_IMAGE, maxImage.stream().toList());
    put(flags, Setting.MAX_UPLOAD, maxUpload.stream().toList());
    put(flags, Setting.MAX_PIXELS, maxPixels.stream().toList());
    put(flags, Setting.RATE, rate.stream().toList());
    put(flags, Setting.AT_ONCE, atOnce.stream().toList());
    put(flags, Setting.QUEUE, queue.stream().toList());
    put(flags, Setting.SHADOW_SHARE, shadowShare.stream().toList());
    put(flags, Setting.CONNECTIONS, connections.stream().toList());
    put(flags, Setting.DRAIN, drain.stream().toList());
    return flags;
  }

  private static void put(Map<Setting, List<String>> flags, Setting setting, List<String> values) {
    if (!values.isEmpty()) {
      flags.put(setting, values);
    }
  }
}
