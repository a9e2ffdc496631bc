package dev.eidetic.server.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// Every file of the page in memory, by its path. What is not listed here does not exist, so no
/// path leads anywhere else. Immutable.
public final class PageAssets {

  /// The page itself.
  static final String INDEX = "/";

  private static final List<String> FILES =
      List.of(
          "api.js",
          "app.js",
          "copies.js",
          "element.js",
          "embedding-map.js",
          "facets.js",
          "format.js",
          "grid.js",
          "health.js",
          "icon.svg",
          "icons.js",
          "ingest.js",
          "jobs.js",
          "justified.js",
          "query-bar.js",
          "region-editor.js",
          "routes.js",
          "search-view.js",
          "sign-in.js",
          "theme.css",
          "viewer.js");

  /// What we use of Lit, by WebJar.
  private static final Map<String, List<String>> LIBRARY =
      Map.of(
          "lit", List.of("index.js"),
          "lit-html", List.of("lit-html.js", "is-server.js", "directive.js"),
          "lit-element", List.of("lit-element.js"),
          "lit__reactive-element", List.of("reactive-element.js", "css-tag.js"));

  /// One file.
  ///
  /// @param tag entity tag, in quotes
  record Asset(String type, byte[] bytes, String tag) {}

  private final Map<String, Asset> assets = new LinkedHashMap<>();
  private final String importMapHash;

  private PageAssets() throws IOException {
    byte[] index = own("index.html");
    add(INDEX, "text/html; charset=utf-8", index);
    for (String file : FILES) {
      add("/page/" + file, type(file), own(file));
    }
    for (var webjar : LIBRARY.entrySet()) {
      for (String file : webjar.getValue()) {
        add(
            "/page/lib/%s/%s".formatted(webjar.getKey(), file),
            type(file),
            webjar(webjar.getKey(), file));
      }
    }
    importMapHash = "sha256-" + sha256(importMap(new String(index, StandardCharsets.UTF_8)));
  }

  /// Reads all files of the page.
  ///
  /// @throws UncheckedIOException if one is missing from the program
  public static PageAssets load() {
    try {
      return new PageAssets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Paths of all files.
  List<String> paths() {
    return List.copyOf(assets.keySet());
  }

  Optional<Asset> asset(String path) {
    return Optional.ofNullable(assets.get(path));
  }

  /// Of the page's one inline script, the import map, for the content security policy.
  public String importMapHash() {
    return importMapHash;
  }

  private void add(String path, String type, byte[] bytes) {
    assets.put(path, new Asset(type, bytes, "\"" + sha256(bytes).substring(0, 22) + "\""));
  }

  private static String type(String file) {
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> throw new IllegalArgumentException("file " + file + " is of no known type");
    };
  }

  private static byte[] importMap(String index) {
    String begin = "<script type=\"importmap\">";
    int from = index.indexOf(begin) + begin.length();
    return index.substring(from, index.indexOf("</script>", from)).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] own(String file) throws IOException {
    try (var in = PageAssets.class.getResourceAsStream(file)) {
      return all(in, file);
    }
  }

  private static byte[] webjar(String name, String file) throws IOException {
    var version = new Properties();
    String about = "META-INF/maven/org.webjars.npm/%s/pom.properties".formatted(name);
    try (var in = PageAssets.class.getClassLoader().getResourceAsStream(about)) {
      version.load(new ByteArrayInputStream(all(in, about)));
    }
    String path =
        "META-INF/resources/webjars/%s/%s/%s".formatted(name, version.getProperty("version"), file);
    try (var in = PageAssets.class.getClassLoader().getResourceAsStream(path)) {
      return all(in, path);
    }
  }

  private static byte[] all(@Nullable InputStream in, String name) throws IOException {
    if (in == null) {
      throw new IOException("file %s of the page is missing from the program".formatted(name));
    }
    return in.readAllBytes();
  }

  private static String sha256(byte[] bytes) {
    try {
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
