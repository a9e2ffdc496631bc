package dev.eidetic.server.images;

import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.sheet.FileThumbnails;
import dev.eidetic.engine.sheet.SheetPicture;
import dev.eidetic.engine.sheet.ThumbnailSource.Jpeg;
import dev.eidetic.engine.sheet.ThumbnailSource.Missing;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.collections.ServedCollection;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import java.util.List;

/// Pictures to look at. Always new JPEG files, never the bytes that somebody uploaded: whatever
/// hides in a file stays in it.
public final class ThumbnailRoutes {

  /// Longest sides that are made, in pixels; others are rounded up, so that few are kept.
  private static final int[] SIDES = {90, 180, 360, 720, 1440};

  private static final int STANDARD_SIDE = 360;
  private static final long CACHE_BYTES = 64L << 20;
  private static final long MAX_FILE_BYTES = 256L << 20;

  private final Catalogue catalogue;
  private final Workbench workbench;
  private final ServerMetrics metrics;
  private final ThumbnailCache cache = new ThumbnailCache(CACHE_BYTES);

  public ThumbnailRoutes(Catalogue catalogue, Workbench workbench, ServerMetrics metrics) {
    this.catalogue = catalogue;
    this.workbench = workbench;
    this.metrics = metrics;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            "GET",
            "/v1/collections/{collection}/images/{id}/thumbnail",
            Access.READ,
            this::thumbnail));
  }

  private Reply thumbnail(Call call) throws Exception {
    int side = side(call.integer("side", STANDARD_SIDE));
    try (var use = catalogue.get(call.variable("collection")).use()) {
      String id = call.variable("id");
      var item =
          use.collection()
              .get(id)
              .orElseThrow(() -> new NotFoundException("item \"%s\" does not exist".formatted(id)));
      String key = item.field("sha256").orElseThrow().display() + "-" + side;
      String tag = "\"%s\"".formatted(key);
      if (call.header("If-None-Match").filter(known -> matches(known, tag)).isPresent()) {
        return kept(Reply.empty(304), tag);
      }
      var cached = cache.get(key);
      byte[] file = cached.isPresent() ? cached.get() : make(use, item, side, key);
      return kept(Reply.bytes(200, "image/jpeg", file), tag);
    }
  }

  private static boolean matches(String known, String tag) {
    return known.equals("*") || known.contains(tag);
  }

  private static Reply kept(Reply reply, String tag) {
    return reply.with("ETag", tag).with("Cache-Control", "private, max-age=300");
  }

  private byte[] make(ServedCollection.Use use, Item item, int side, String key) throws Exception {
    var thumbnails = new FileThumbnails(use.opened().decoder(), side, MAX_FILE_BYTES);
    var picture = new SheetPicture.InFile(item.path());
    var made = workbench.run(() -> metrics.time(Stage.THUMBNAIL, () -> thumbnails.of(picture)));
    return switch (made) {
      case Jpeg(byte[] file) -> {
        cache.put(key, file);
        yield file;
      }
      case Missing(String _) -> // its reason may name a path of the server
          throw ProblemException.notFound(
              "the picture of item \"%s\" cannot be read any more".formatted(item.id()));
    };
  }

  private static int side(int wanted) {
    for (int side : SIDES) {
      if (wanted <= side) {
        return side;
      }
    }
    return SIDES[SIDES.length - 1];
  }
}
