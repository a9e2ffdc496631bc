package dev.eidetic.server.settings;

import dev.eidetic.engine.fields.NearNames;
import dev.eidetic.server.security.Origins;
import dev.eidetic.server.settings.ServerSettings.Binding;
import dev.eidetic.server.settings.ServerSettings.Content;
import dev.eidetic.server.settings.ServerSettings.Limits;
import dev.eidetic.server.settings.ServerSettings.Tls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Gathers settings: flags win over the environment, the environment over the file. All mistakes
/// are collected and reported together.
public final class SettingsReader {

  private static final int DEFAULT_PORT = 8420;

  /// Between values of a flag that was repeated: unlike a comma, it is in no path.
  private static final String SEPARATOR = "\n";

  private static final Pattern SIZE =
      Pattern.compile("(\\d{1,12})\\s*([KMG]i?B|B)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern ORIGIN =
      Pattern.compile("https?://([a-z0-9.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

  private final Path workingDirectory;
  private final Map<Setting, String> values = new EnumMap<>(Setting.class);
  private final Set<Setting> fromFlags = EnumSet.noneOf(Setting.class);
  private final List<String> problems = new ArrayList<>();

  /// @param workingDirectory what relative paths start from
  public SettingsReader(Path workingDirectory) {
    this.workingDirectory = workingDirectory;
  }

  /// Takes in a file of lines `name = value`.
  ///
  /// @throws IOException if it cannot be read
  public SettingsReader file(Path file) throws IOException {
    var lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (IllegalArgumentException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    for (String name : lines.stringPropertyNames().stream().sorted().toList()) {
      var setting = Setting.ofLabel(name);
      if (setting.isPresent()) {
        values.put(setting.get(), lines.getProperty(name).strip());
      } else {
        problems.add(unknown("setting \"%s\" in %s".formatted(name, file), name, Setting.labels()));
      }
    }
    return this;
  }

  /// Takes in variables of the environment whose names begin with `EIDETIC_SERVE_`.
  public SettingsReader environment(Map<String, String> environment) {
    var known = Arrays.stream(Setting.values()).map(Setting::variable).toList();
    for (var setting : Setting.values()) {
      String value = environment.get(setting.variable());
      if (value != null) {
        values.put(setting, value.strip());
      }
    }
    for (String name : environment.keySet().stream().sorted().toList()) {
      if (name.startsWith("EIDETIC_SERVE_") && !known.contains(name)) {
        problems.add(unknown("variable " + name, name, known));
      }
    }
    return this;
  }

  /// Takes in what was said on the command line.
  public SettingsReader flags(Map<Setting, List<String>> flags) {
    flags.forEach((setting, all) -> values.put(setting, String.join(SEPARATOR, all)));
    fromFlags.addAll(flags.keySet());
    return this;
  }

  /// True if a collection or a folder for collections is named.
  public boolean namesContent() {
    return values.containsKey(Setting.COLLECTION) || values.containsKey(Setting.DATA);
  }

  private static String unknown(String subject, String name, List<String> known) {
    String meant = NearNames.nearest(name, known).map("; did you mean %s?"::formatted).orElse("");
    return "%s is unknown%s Known: %s"
        .formatted(subject, meant.isEmpty() ? "." : meant, String.join(", ", known));
  }

  /// The settings, if all is well.
  ///
  /// @throws SettingsException naming everything that is wrong
  public ServerSettings read() {
    var binding = binding();
    var content =
        new Content(
            paths(Setting.COLLECTION),
            path(Setting.DATA),
            paths(Setting.ALLOW_FOLDER),
            flag(Setting.ALLOW_FETCH),
            path(Setting.FEATURES),
            path(Setting.CROSS_ENCODER));
    var limits = limits();
    if (content.collections().isEmpty() && content.data().isEmpty()) {
      problems.add(
          "nothing is served; name a collection, or a folder for new ones with --data DIR");
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new ServerSettings(binding, content, limits);
  }

  private Binding binding() {
    String host = values.getOrDefault(Setting.HOST, "127.0.0.1");
    var keys = path(Setting.KEYS);
    boolean isLoopback = Set.of("127.0.0.1", "::1", "[::1]", "localhost").contains(host);
    if (!isLoopback && keys.isEmpty() && !flag(Setting.INSECURE)) {
      problems.add(
          "host is %s, which others can reach, and there are no keys; make some with: eidetic key add NAME --keys FILE, and give --keys FILE; or say --insecure"
              .formatted(host));
    }
    var names = list(Setting.PUBLIC_HOST);
    var hosts = new TreeSet<String>();
    if (isLoopback || keys.isEmpty() || !names.isEmpty()) {
      hosts.addAll(Origins.LOOPBACK);
      hosts.add(host.toLowerCase(Locale.ROOT));
      names.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
    }
    var certificate = path(Setting.TLS_CERTIFICATE);
    var key = path(Setting.TLS_KEY);
    if (certificate.isPresent() != key.isPresent()) {
      problems.add("tls-certificate and tls-key belong together; give both or neither");
    }
    var tls = certificate.flatMap(chain -> key.map(secret -> new Tls(chain, secret)));
    int port = integer(Setting.PORT, DEFAULT_PORT, 0, 65_535);
    return new Binding(host, port, hosts, corsOrigins(), keys, tls);
  }

  private Set<String> corsOrigins() {
    var origins = new TreeSet<String>();
    for (String text : list(Setting.CORS_ORIGIN)) {
      String origin = text.toLowerCase(Locale.ROOT);
      if (ORIGIN.matcher(origin).matches()) {
        origins.add(origin);
      } else {
        problems.add(
            "cors-origin is \"%s\"; it must be an origin such as https://shop.example, without a path"
                .formatted(text));
      }
    }
    return origins;
  }

  private Limits limits() {
    var usual = Limits.DEFAULT;
    return new Limits(
        (int) size(Setting.MAX_IMAGE, usual.maxImageBytes(), 256L << 20),
        size(Setting.MAX_UPLOAD, usual.maxUploadBytes(), 1L << 40),
        integer(Setting.MAX_PIXELS, (int) usual.maxPixels(), 1, 1_000_000_000),
        value(Setting.RATE, usual.perSecond(), SettingsReader::positive, "a number above 0"),
        integer(Setting.AT_ONCE, usual.atOnce(), 1, 100_000),
        integer(Setting.QUEUE, usual.queue(), 1, 100_000),
        value(
            Setting.SHADOW_SHARE,
            usual.shadowShare(),
            SettingsReader::share,
            "a number from 0 to 1"),
        integer(Setting.CONNECTIONS, usual.connections(), 1, 1_000_000),
        integer(Setting.DRAIN, usual.drainSeconds(), 0, 3_600));
  }

  private static Optional<Double> positive(String text) {
    return number(text).filter(number -> number > 0);
  }

  private static Optional<Double> share(String text) {
    return number(text).filter(number -> 0 <= number && number <= 1);
  }

  private static Optional<Double> number(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private int integer(Setting setting, int otherwise, int least, int most) {
    return value(
        setting,
        otherwise,
        text -> {
          try {
            int number = Integer.parseInt(text);
            return least <= number && number <= most ? Optional.of(number) : Optional.empty();
          } catch (NumberFormatException _) {
            return Optional.empty();
          }
        },
        "an integer from %d to %d".formatted(least, most));
  }

  private long size(Setting setting, long otherwise, long most) {
    return value(
        setting,
        otherwise,
        text -> bytes(text).filter(bytes -> 1 <= bytes && bytes <= most),
        "a size such as 32MB, at most %d MiB".formatted(most >> 20));
  }

  private static Optional<Long> bytes(String text) {
    var matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String unit = Optional.ofNullable(matcher.group(2)).orElse("B").toUpperCase(Locale.ROOT);
    int shift =
        switch (unit.charAt(0)) {
          case 'K' -> 10;
          case 'M' -> 20;
          case 'G' -> 30;
          default -> 0;
        };
    return Optional.of(Long.parseLong(matcher.group(1)) << shift);
  }

  private boolean flag(Setting setting) {
    return value(
        setting,
        false,
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            },
        "true or false");
  }

  private <T> T value(
      Setting setting, T otherwise, Function<String, Optional<T>> reading, String rule) {
    String text = values.get(setting);
    if (text == null) {
      return otherwise;
    }
    var value = reading.apply(text);
    if (value.isEmpty()) {
      String problem = "%s is \"%s\"; it must be %s".formatted(setting.label(), text, rule);
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
    return value.orElse(otherwise);
  }

  private List<String> list(Setting setting) {
    String text = values.getOrDefault(setting, "");
    String separator = fromFlags.contains(setting) ? SEPARATOR : ",";
    return Arrays.stream(text.split(separator, -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .toList();
  }

  private List<Path> paths(Setting setting) {
    return list(setting).stream().flatMap(text -> resolve(setting, text).stream()).toList();
  }

  private Optional<Path> path(Setting setting) {
    return Optional.ofNullable(values.get(setting)).flatMap(text -> resolve(setting, text));
  }

  private Optional<Path> resolve(Setting setting, String text) {
    try {
      return Optional.of(workingDirectory.resolve(text).normalize());
    } catch (InvalidPathException e) {
      problems.add(
          "%s is \"%s\"; it is no path: %s".formatted(setting.label(), text, e.getReason()));
      return Optional.empty();
    }
  }
}
