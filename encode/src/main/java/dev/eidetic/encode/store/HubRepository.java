package dev.eidetic.encode.store;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.encode.fetch.DownloadProgress;
import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.fetch.FetchRequest;
import dev.eidetic.encode.fetch.HttpFetch;
import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is asked of the site about one repository.
///
/// Source: <https://huggingface.co/docs/hub/api>.
final class HubRepository {

  private static final int MAX_PAGE_BYTES = 16 << 20;
  private static final int MAX_PAGES = 100;
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");
  private static final Pattern NEXT_PAGE = Pattern.compile("<([^>]*)>\\s*;[^,]*\\brel=\"?next\"?");

  private final HttpFetch fetch;
  private final HubSettings settings;
  private final HubModel model;
  private final DownloadProgress progress;

  HubRepository(HttpFetch fetch, HubSettings settings, HubModel model, DownloadProgress progress) {
    this.fetch = fetch;
    this.settings = settings;
    this.model = model;
    this.progress = progress;
  }

  /// The commit that the revision stands for now.
  String commit() throws IOException, InterruptedException {
    var uri = uri("/api/models/" + model.repository() + "/revision/" + encode(model.revision()));
    var page = page(uri);
    try {
      var commit = new JsonObject(JSON.std.anyFrom(page.body())).text("sha");
      if (!COMMIT.matcher(commit).matches()) {
        throw new IOException("\"sha\" is \"%s\", which is no commit".formatted(commit));
      }
      return commit;
    } catch (IOException e) {
      throw malformed(uri, e);
    }
  }

  /// All files at a commit.
  List<HubFile> files(String commit) throws IOException, InterruptedException {
    var files = new ArrayList<HubFile>();
    Optional<URI> next =
        Optional.of(
            uri("/api/models/" + model.repository() + "/tree/" + commit + "?recursive=true"));
    for (int pages = 0; next.isPresent(); pages++) {
      var uri = next.get();
      if (pages == MAX_PAGES) {
        throw malformed(uri, new IOException("the list has more than %d pages".formatted(pages)));
      }
      var page = page(uri);
      try {
        for (var entry : JsonObject.listOf(JSON.std.anyFrom(page.body()))) {
          HubFile.of(entry).ifPresent(files::add);
        }
        next = nextPage(uri, page.link());
      } catch (IOException e) {
        throw malformed(uri, e);
      }
    }
    return List.copyOf(files);
  }

  /// What gets the content of a file.
  FetchRequest content(HubFile file, String commit) {
    var path =
        Stream.of(file.path().split("/", -1))
            .map(HubRepository::encode)
            .collect(Collectors.joining("/"));
    return request(uri("/" + model.repository() + "/resolve/" + commit + "/" + path));
  }

  private record Page(String body, Optional<String> link) {}

  private Page page(URI uri) throws IOException, InterruptedException {
    try {
      return settings
          .retryPolicy()
          .run(
              "the list of files",
              progress,
              () -> {
                try (var response = fetch.open(request(uri))) {
                  var body = HttpFetch.read(response, MAX_PAGE_BYTES);
                  return new Page(
                      new String(body, StandardCharsets.UTF_8), response.header("Link"));
                }
              });
    } catch (FetchException e) {
      throw HubErrors.explain(e, model, settings);
    }
  }

  /// The token goes with the request, so the next page must be of the same site.
  private Optional<URI> nextPage(URI page, Optional<String> link) throws IOException {
    var next = NEXT_PAGE.matcher(link.orElse(""));
    if (!next.find()) {
      return Optional.empty();
    }
    try {
      var uri = page.resolve(next.group(1));
      if (!uri.toString().startsWith(settings.endpoint() + "/")) {
        throw new IOException("the next page is at %s, another site".formatted(uri.getHost()));
      }
      return Optional.of(uri);
    } catch (IllegalArgumentException e) {
      throw new IOException("the next page \"%s\" is no address".formatted(next.group(1)), e);
    }
  }

  private FetchRequest request(URI uri) {
    return new FetchRequest(
        uri,
        Map.of(),
        settings.token().map(token -> Map.of("Authorization", "Bearer " + token)).orElse(Map.of()));
  }

  private URI uri(String encodedPath) {
    return URI.create(settings.endpoint() + encodedPath);
  }

  private static String encode(String segment) {
    return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private ModelStoreException malformed(URI uri, IOException cause) {
    return new ModelStoreException(
        Kind.MALFORMED,
        "the answer of %s about %s is not understood: %s"
            .formatted(uri.getHost(), model.repository(), cause.getMessage()),
        cause);
  }
}
