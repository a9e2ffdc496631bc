package dev.eidetic.server.jobs;

import dev.eidetic.engine.ingest.FolderSource;
import dev.eidetic.engine.ingest.IngestOptions;
import dev.eidetic.engine.ingest.IngestProgress;
import dev.eidetic.engine.ingest.IngestReport;
import dev.eidetic.server.collections.ServedCollection;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/// Takes in a folder of the server.
record IngestWork(JobOrder.Ingest order, int threads) implements JobWork {

  @Override
  public Result run(ServedCollection.Use use, Watcher watcher)
      throws IOException, InterruptedException {
    var options = IngestOptions.standard().workers(threads).prunes(order.prunes());
    var report =
        use.collection()
            .addAll(
                FolderSource.within(order.folder()),
                options,
                progress -> watcher.goesOn(json(progress)));
    var _ = watcher.goesOn(json(report.progress()));
    return new Result(json(report), report.isComplete());
  }

  private static Map<String, Object> json(IngestProgress progress) {
    var json = new LinkedHashMap<String, Object>();
    json.put("found", progress.found());
    json.put("isCountDone", progress.isCountDone());
    json.put("done", progress.done());
    json.put("unchanged", progress.unchanged());
    json.put("added", progress.added());
    json.put("replaced", progress.replaced());
    json.put("refused", progress.refused());
    json.put("saved", progress.saved());
    return json;
  }

  private static Map<String, Object> json(IngestReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("pruned", report.pruned());
    json.put("isComplete", report.isComplete());
    var refused = new LinkedHashMap<String, Object>();
    report.refusedBy().forEach((reason, count) -> refused.put(reason.label(), count));
    json.put("refused", refused);
    json.put("millis", report.time().toMillis());
    return json;
  }
}
