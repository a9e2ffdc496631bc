package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.encode.local.FeatureLimits;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.MatchExplanation;
import dev.eidetic.engine.local.MatchedBox;
import dev.eidetic.server.collections.Catalogue;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a picture and an item have in common, and how the one lies in the other: the same as
/// `eidetic explain` says.
public final class MatchRoutes {

  private static final String CONSEQUENCE = "it cannot be compared";
  private static final int JPEG_QUALITY = 85;

  private final Catalogue catalogue;
  private final Workbench workbench;
  private final ServerMetrics metrics;
  private final FeatureExtractor extractor;

  /// @param extractor stays the caller's to close
  public MatchRoutes(
      Catalogue catalogue, Workbench workbench, ServerMetrics metrics, FeatureExtractor extractor) {
    this.catalogue = catalogue;
    this.workbench = workbench;
    this.metrics = metrics;
    this.extractor = extractor;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            "POST", "/v1/collections/{collection}/images/{id}/match", Access.READ, this::match));
  }

  private Reply match(Call call) throws Exception {
    try (var use = catalogue.get(call.variable("collection")).use();
        var now = use.collection().snapshot()) {
      String id = call.variable("id");
      byte[] hit = ItemFile.read(now, id, CONSEQUENCE);
      byte[] query = query(call, now);
      var decoder = use.opened().decoder();
      return Reply.ok(
          workbench.run(
              () -> {
                var left = metrics.time(Stage.DECODE, () -> decoded(query, decoder));
                var right = metrics.time(Stage.DECODE, () -> stored(id, hit, decoder));
                return metrics.time(Stage.MATCH, () -> matched(left, right, decoder));
              }));
    }
  }

  /// The body is the picture, or names another item.
  private static byte[] query(Call call, Snapshot now) throws Exception {
    if (!call.body().mediaType().equals("application/json")) {
      return call.body().image();
    }
    var json = call.body().json();
    if (json.size() == 1 && json.get("id") instanceof String id) {
      return ItemFile.read(now, id, CONSEQUENCE);
    }
    throw ProblemException.badRequest(
        "the body has %s; it must be an image or an object such as {\"id\": \"a.jpg\"}"
            .formatted(json.keySet()));
  }

  private static Pixels decoded(byte[] file, ImageDecoder decoder) throws ImageRefusedException {
    return decoder.decode(file, FeatureLimits.DEFAULT.side()).pixels();
  }

  /// A stored file that has become unreadable is no fault of the body.
  private static Pixels stored(String id, byte[] file, ImageDecoder decoder) {
    try {
      return decoded(file, decoder);
    } catch (ImageRefusedException _) {
      throw ItemFile.gone(id, CONSEQUENCE);
    }
  }

  private Map<String, Object> matched(Pixels query, Pixels hit, ImageDecoder decoder)
      throws ImageRefusedException {
    return json(MatchExplanation.of(query, hit, extractor, decoder));
  }

  private static Map<String, Object> json(MatchExplanation match) {
    var json = new LinkedHashMap<String, Object>();
    json.put("isVerified", match.isVerified());
    json.put("verdict", match.verdict());
    json.put("agreeing", match.agreeing());
    json.put("matched", match.matched());
    match
        .placement()
        .ifPresent(
            placement -> {
              var how = new LinkedHashMap<String, Object>();
              how.put("model", placement.model());
              how.put("angleDegrees", placement.angleDegrees());
              how.put("scale", placement.scale());
              how.put("shiftX", placement.shiftX());
              how.put("shiftY", placement.shiftY());
              json.put("placement", how);
            });
    match.queryBox().ifPresent(box -> json.put("queryBox", box(box)));
    match.hitBox().ifPresent(box -> json.put("hitBox", box(box)));
    var picture = match.picture();
    int side = Math.max(picture.width(), picture.height());
    byte[] jpeg = JpegThumbnail.of(picture, side, JPEG_QUALITY);
    json.put("picture", Base64.getEncoder().encodeToString(jpeg));
    return json;
  }

  private static List<Double> box(MatchedBox box) {
    return List.of(box.left(), box.top(), box.right(), box.bottom());
  }
}
