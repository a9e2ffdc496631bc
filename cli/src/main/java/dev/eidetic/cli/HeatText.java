package dev.eidetic.cli;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.local.HeatMap;
import dev.eidetic.engine.local.HeatPicture;
import dev.eidetic.engine.local.MatchExplanation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Which regions of two pictures look like the other one to an encoder, as facts and as a picture.
///
/// @param model the encoder's name
record HeatText(String model, Pixels queryPicture, HeatMap query, Pixels hitPicture, HeatMap hit) {

  static HeatText of(Pixels query, Pixels hit, ImageEncoder encoder) {
    var vectors = encoder.encode(List.of(query, hit));
    return new HeatText(
        encoder.space().name(),
        query,
        HeatMap.of(query, vectors.getLast(), encoder),
        hit,
        HeatMap.of(hit, vectors.getFirst(), encoder));
  }

  /// Facts by name, in order.
  Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("heat_model", model);
    facts.put("query_hottest", query.hottest().text());
    facts.put("query_cosines", range(query));
    facts.put("hit_hottest", hit.hottest().text());
    facts.put("hit_cosines", range(hit));
    return facts;
  }

  private static String range(HeatMap heat) {
    return String.format(Locale.ROOT, "%.2f to %.2f", heat.least(), heat.most());
  }

  Pixels picture(ImageDecoder decoder) throws ImageRefusedException {
    return HeatPicture.draw(
        MatchExplanation.shown(queryPicture, decoder),
        query,
        MatchExplanation.shown(hitPicture, decoder),
        hit);
  }
}
