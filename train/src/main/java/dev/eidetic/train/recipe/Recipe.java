package dev.eidetic.train.recipe;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/// A training as keys and values, all text. Later ones win: usual values, a named recipe or a file,
/// flags.
///
/// @param values by key; keys are those of [#KEYS]
public record Recipe(Map<String, String> values) {

  /// Usual value and meaning of each key.
  public record Key(String usual, String meaning) {}

  /// Recipes that come with the program.
  public static final List<String> NAMES =
      List.of("product", "landmark", "copy-detection", "self-supervised", "distill", "small");

  private static final long MOST_BYTES = 1 << 20;

  /// All keys.
  public static final Map<String, Key> KEYS = keys();

  private static Map<String, Key> keys() {
    var keys = new LinkedHashMap<String, Key>();
    keys.put("network", new Key("resnet18*0.5", "backbone, by timm's name, with a width"));
    keys.put("side", new Key("96", "of the pictures, in pixels"));
    keys.put("used-side", new Key("same", "of the pictures the model is used on; same, or pixels"));
    keys.put(
        "pooling", new Key("gem", "gap, max, gem, gem-channels, rmac, spoc, cls or attention"));
    keys.put("dimension", new Key("128", "numbers of an embedding"));
    keys.put("neck", new Key("no", "batch normalization before the unit length: yes or no"));
    keys.put("labels", new Key("classes", "classes, or none: each image is its own class"));
    keys.put(
        "held-out", new Key("0.1", "share of the classes that are measured on, never trained on"));
    keys.put("loss", new Key("arcface", "one or a sum, as 1*nt-xent(temperature=0.05) + 30*koleo"));
    keys.put(
        "miner",
        new Key(
            "all",
            "all, batch-hard, hard, semi-hard, easy, distance-weighted or multi-similarity"));
    keys.put("memory", new Key("0", "past embeddings that a batch is compared with"));
    keys.put("sampler", new Key("per-class 8x4", "per-class PxK, shuffled N or balanced N"));
    keys.put("views", new Key("1", "of each image in a batch: 1 or 2"));
    keys.put("augmentation", new Key("plain", "none, plain, views, copies or everything"));
    keys.put("optimizer", new Key("adamw", "adamw, sgd or lars"));
    keys.put("rate", new Key("0.001", "learning rate at its top"));
    keys.put("last-rate", new Key("0.01", "share of it at the end"));
    keys.put("warm-up", new Key("0.05", "share of the steps in which the rate rises"));
    keys.put("backbone-rate", new Key("1", "share of the rate for the backbone"));
    keys.put(
        "layer-decay",
        new Key("1", "share of each block's rate in that of the next; 0.65 to 0.9 to fine-tune"));
    keys.put("loss-rate", new Key("10", "share of the rate for proxies and maps of losses"));
    keys.put("decay", new Key("0.01", "of weights"));
    keys.put("longest-gradient", new Key("1", "to which gradients are shortened"));
    keys.put(
        "average", new Key("0.995", "kept of the average of weights by each step; 0 for none"));
    keys.put(
        "arithmetic",
        new Key("single", "single, or mixed: with bfloat16, for processors that have it"));
    keys.put("epochs", new Key("20", "passes over the data"));
    keys.put("seed", new Key("42", "of everything random"));
    return Collections.unmodifiableMap(keys);
  }

  public Recipe {
    var unknown = new ArrayList<String>();
    for (String key : values.keySet()) {
      if (!KEYS.containsKey(key)) {
        unknown.add("\"" + key + "\"");
      }
    }
    require(
        unknown.isEmpty(),
        "recipe has unknown keys %s; known are %s",
        String.join(", ", unknown),
        String.join(", ", KEYS.keySet()));
    values = Map.copyOf(values);
  }

  /// A recipe that comes with the program, or a YAML file.
  ///
  /// @param nameOrFile one of [#NAMES], or a path
  /// @throws IOException if there is no such file or it is no YAML map
  public static Recipe of(String nameOrFile) throws IOException {
    if (NAMES.contains(nameOrFile)) {
      try (var stream = Recipe.class.getResourceAsStream(nameOrFile + ".yaml")) {
        if (stream == null) {
          throw new IllegalStateException("recipe " + nameOrFile + " is missing from the program");
        }
        return parse(nameOrFile, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    var file = Path.of(nameOrFile);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "recipe \"%s\" is neither a file nor one of %s"
              .formatted(nameOrFile, String.join(", ", NAMES)));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException(
          "%s is %d bytes; a recipe has at most %d".formatted(file, Files.size(file), MOST_BYTES));
    }
    return parse(nameOrFile, Files.readString(file));
  }

  static Recipe parse(String name, String yaml) throws IOException {
    Object content;
    try {
      content = new Load(LoadSettings.builder().setLabel(name).build()).loadFromString(yaml);
    } catch (YamlEngineException e) {
      throw new IOException("%s is no YAML: %s".formatted(name, e.getMessage()), e);
    }
    if (!(content instanceof Map<?, ?> map)) {
      throw new IOException("%s must be a YAML map of keys and values".formatted(name));
    }
    var values = new LinkedHashMap<String, String>();
    for (var entry : map.entrySet()) {
      if (entry.getValue() instanceof Map<?, ?> || entry.getValue() instanceof List<?>) {
        throw new IOException(
            "%s: the value of \"%s\" must be one word or number".formatted(name, entry.getKey()));
      }
      values.put(String.valueOf(entry.getKey()), word(entry.getValue()));
    }
    return new Recipe(values);
  }

  /// YAML takes `yes` for a word but `true` for a claim.
  private static String word(Object value) {
    return value instanceof Boolean claim ? (claim ? "yes" : "no") : String.valueOf(value);
  }

  /// This one with other values.
  public Recipe with(Map<String, String> others) {
    var all = new LinkedHashMap<>(values);
    all.putAll(others);
    return new Recipe(all);
  }

  /// The value of a key, or its usual one.
  public String value(String key) {
    var known = Objects.requireNonNull(KEYS.get(key), key);
    return values.getOrDefault(key, known.usual());
  }

  /// All keys with their values, in order.
  public Map<String, String> complete() {
    var all = new LinkedHashMap<String, String>();
    KEYS.keySet().forEach(key -> all.put(key, value(key)));
    return all;
  }
}
