package dev.eidetic.server.jobs;

import dev.eidetic.encode.local.FeatureExtractor;
import dev.eidetic.engine.duplicates.DuplicateFinder;
import dev.eidetic.engine.duplicates.DuplicateRequest;
import dev.eidetic.server.collections.ServedCollection;
import dev.eidetic.server.duplicates.DuplicateFile;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;

/// Finds copies, and leaves what it found beside the collection for people to go through.
record DuplicatesWork(JobOrder.Duplicates order, FeatureExtractor extractor, int threads)
    implements JobWork {

  @Override
  public Result run(ServedCollection.Use use, Watcher watcher) throws IOException {
    long start = System.nanoTime();
    var folder = use.collection().folder();
    try (var now = use.collection().snapshot()) {
      var finder =
          new DuplicateFinder(
              now,
              folder,
              use.opened().decoder(),
              extractor,
              (step, done, total) ->
                  watcher.require(step.name().toLowerCase(Locale.ROOT), done, total));
      var report =
          finder.find(new DuplicateRequest(order.where(), order.kind(), order.keep(), threads));
      DuplicateFile.write(folder, report, Instant.now());
      var json = new LinkedHashMap<String, Object>();
      json.put("items", report.items());
      json.put("copies", report.copies());
      json.put("groups", report.groups().size());
      json.put("unreadable", report.unreadable());
      json.put("millis", (System.nanoTime() - start) / 1_000_000);
      return new Result(json, true);
    }
  }
}
