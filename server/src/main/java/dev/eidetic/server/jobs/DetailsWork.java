package dev.eidetic.server.jobs;

import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.localindex.LocalIndex;
import dev.eidetic.engine.localindex.LocalIndexUpdate;
import dev.eidetic.server.collections.ServedCollection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;

/// Describes the details of pictures that are not described yet, as `search --local` does.
record DetailsWork(FeatureExtractor extractor, int threads) implements JobWork {

  @Override
  public Result run(ServedCollection.Use use, Watcher watcher) throws IOException {
    long start = System.nanoTime();
    var folder = use.collection().folder();
    var features = new PictureFeatures(folder, extractor, use.opened().decoder());
    try (var now = use.collection().snapshot()) {
      var report =
          new LocalIndexUpdate(
                  now,
                  folder,
                  features,
                  LocalIndexUpdate.SETTINGS,
                  threads,
                  (step, done, total) ->
                      watcher.require(step.name().toLowerCase(Locale.ROOT), done, total))
              .run();
      var json = new LinkedHashMap<String, Object>();
      json.put("pictures", report.pictures());
      json.put("described", report.described());
      json.put("unreadable", report.unreadable());
      json.put("words", report.index().map(LocalIndex::words).orElse(0));
      json.put("millis", (System.nanoTime() - start) / 1_000_000);
      return new Result(json, true);
    }
  }
}
