package dev.eidetic.encode.pooling;

import dev.eidetic.encode.json.JsonFields;
import dev.eidetic.encode.pooling.Pooling.AsIs;
import dev.eidetic.encode.pooling.Pooling.Average;
import dev.eidetic.encode.pooling.Pooling.ClassToken;
import dev.eidetic.encode.pooling.Pooling.GeneralizedMean;
import dev.eidetic.encode.pooling.Pooling.Maximum;
import dev.eidetic.encode.pooling.Pooling.MeanOfTokens;
import dev.eidetic.encode.pooling.Pooling.RegionalMaximum;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// A pooling as a settings file holds it: `{"kind": "gem", "p": 3.0}`.
///
/// Kinds: `none`, `cls`, `mean` (`skip`, 0), `gap` or `spoc`, `gem` (`p`, 3), `mac`, `rmac`
/// (`levels`, 3).
public final class PoolingSettings {

  private PoolingSettings() {}

  public static Pooling read(JsonFields fields) throws IOException {
    fields.allowOnly(Set.of("kind", "p", "skip", "levels"));
    String kind = fields.need("kind", fields.text("kind"));
    return switch (kind) {
      case "none" -> new AsIs();
      case "cls" -> new ClassToken();
      case "mean" -> new MeanOfTokens(fields.integer("skip", 0, 64).orElse(0));
      case "gap", "spoc" -> new Average();
      case "gem" -> generalizedMean(fields);
      case "mac" -> new Maximum();
      case "rmac" -> new RegionalMaximum(fields.integer("levels", 1, 8).orElse(3));
      default -> throw fields.wrong("kind", "one of none, cls, mean, gap, spoc, gem, mac, rmac");
    };
  }

  private static Pooling generalizedMean(JsonFields fields) throws IOException {
    double p = fields.number("p").orElse(3.0);
    if (!(p > 0 && p <= 64)) {
      throw fields.wrong("p", "above 0 and at most 64");
    }
    return new GeneralizedMean(p);
  }

  /// The form that [#read] reads.
  public static Map<String, Object> asJson(Pooling pooling) {
    var json = new LinkedHashMap<String, Object>();
    switch (pooling) {
      case AsIs() -> json.put("kind", "none");
      case ClassToken() -> json.put("kind", "cls");
      case MeanOfTokens(int skip) -> {
        json.put("kind", "mean");
        json.put("skip", skip);
      }
      case Average() -> json.put("kind", "gap");
      case GeneralizedMean(double p) -> {
        json.put("kind", "gem");
        json.put("p", p);
      }
      case Maximum() -> json.put("kind", "mac");
      case RegionalMaximum(int levels) -> {
        json.put("kind", "rmac");
        json.put("levels", levels);
      }
    }
    return json;
  }
}
