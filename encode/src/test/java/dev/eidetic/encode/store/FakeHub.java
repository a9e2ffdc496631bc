package dev.eidetic.encode.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.fetch.FetchTimes;
import dev.eidetic.encode.fetch.RetryPolicy;
import dev.eidetic.testkit.LoopbackResource;
import dev.eidetic.testkit.LoopbackServer;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One repository, `ada/vit`, served the way Hugging Face serves it.
///
/// Files of 1000 bytes and more are large ones: listed with their SHA-256 and redirected to a
/// second server, as to a content delivery network.
final class FakeHub implements AutoCloseable {

  static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  final LoopbackServer site = LoopbackServer.start();
  final LoopbackServer storage = LoopbackServer.start();
  private final List<Map<String, Object>> entries = new ArrayList<>();
  private String commit = COMMIT;

  FakeHub() {
    publish();
  }

  /// Adds or replaces a file.
  ///
  /// @return what serves its content
  LoopbackResource file(String path, byte[] content) {
    boolean large = content.length >= 1000;
    var header = "blob %d\0".formatted(content.length).getBytes(UTF_8);
    var entry = new LinkedHashMap<String, Object>();
    entry.put("type", "file");
    entry.put("path", path);
    entry.put("size", content.length);
    entry.put("oid", hash("SHA-1", header, content));
    if (large) {
      entry.put("lfs", Map.of("oid", hash("SHA-256", content), "size", content.length));
    }
    entries.removeIf(other -> path.equals(other.get("path")));
    entries.add(entry);
    publish();
    var target = "/ada/vit/resolve/" + commit + "/" + path;
    if (!large) {
      return site.serve(target, content);
    }
    site.serve(target, new byte[0]).redirecting(302, storage.uri("/" + path + "?signature=x"));
    return storage.serve("/" + path, content);
  }

  LoopbackResource file(String path, String content) {
    return file(path, content.getBytes(UTF_8));
  }

  /// Adds an entry to the list as it is.
  void entry(Map<String, Object> entry) {
    entries.add(entry);
    publish();
  }

  /// What `main` stands for from now on; files must be added again.
  void commit(String commit) {
    this.commit = commit;
    entries.clear();
    publish();
  }

  /// Serves the list in pages.
  void paged(int perPage) {
    var path = "/api/models/ada/vit/tree/" + commit + "?recursive=true";
    for (int i = 0; i < entries.size(); i += perPage) {
      var page = entries.subList(i, Math.min(entries.size(), i + perPage));
      var resource = site.serve(i == 0 ? path : path + "&cursor=" + i, json(page));
      if (i + perPage < entries.size()) {
        var next = site.uri(path + "&cursor=" + (i + perPage));
        resource.header("Link", "<%s>; rel=\"next\"".formatted(next));
      }
    }
  }

  HubSettings settings() {
    var seconds = Duration.ofSeconds(10);
    return new HubSettings(
        site.uri(""),
        Optional.empty(),
        false,
        HubSettings.DEFAULT_MAX_BYTES,
        new FetchTimes(seconds, seconds, seconds),
        new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(4), _ -> {}));
  }

  HubSettings settings(String token) {
    var plain = settings();
    return new HubSettings(
        plain.endpoint(),
        Optional.of(token),
        plain.offline(),
        plain.maxBytes(),
        plain.times(),
        plain.retryPolicy());
  }

  /// The resource that says what `main` is.
  LoopbackResource revision() {
    return site.serve(
        "/api/models/ada/vit/revision/main", json(Map.of("id", "ada/vit", "sha", commit)));
  }

  /// The resource that lists the files.
  LoopbackResource tree() {
    return site.serve("/api/models/ada/vit/tree/" + commit + "?recursive=true", json(entries));
  }

  LoopbackResource redirect(String from, URI to) {
    return site.serve(from, new byte[0]).redirecting(307, to);
  }

  @Override
  public void close() {
    site.close();
    storage.close();
  }

  private void publish() {
    revision();
    tree();
  }

  private static byte[] json(Object value) {
    try {
      return JSON.std.asBytes(value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String hash(String algorithm, byte[]... pieces) {
    try {
      var digest = MessageDigest.getInstance(algorithm);
      for (var piece : pieces) {
        digest.update(piece);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
