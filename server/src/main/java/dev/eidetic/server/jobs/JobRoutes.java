package dev.eidetic.server.jobs;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.http.Access;
import dev.eidetic.server.http.Call;
import dev.eidetic.server.http.Reply;
import dev.eidetic.server.http.Route;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Starting, watching and cancelling jobs.
public final class JobRoutes {

  /// A sign of life, so that nothing between takes a silent line for a dead one.
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);

  /// Faster than people can read is only work.
  private static final long LEAST_MILLIS_BETWEEN = 100;

  private final JobBoard board;
  private final AllowedFolders folders;

  public JobRoutes(JobBoard board, AllowedFolders folders) {
    this.board = board;
    this.folders = folders;
  }

  public List<Route> routes() {
    return List.of(
        new Route("POST", "/v1/collections/{collection}/jobs", Access.WRITE, this::submit),
        new Route("GET", "/v1/jobs", Access.READ, this::list),
        new Route("GET", "/v1/jobs/{job}", Access.READ, this::show),
        new Route("DELETE", "/v1/jobs/{job}", Access.WRITE, this::cancel),
        new Route("GET", "/v1/jobs/{job}/events", Access.READ, this::events));
  }

  private Reply submit(Call call) throws IOException {
    var order = JobOrder.of(call.variable("collection"), call.body().json());
    var job = board.submit(folders.checked(order));
    return Reply.json(202, job.json()).with("Location", "/v1/jobs/" + job.id());
  }

  private Reply list(Call call) {
    return Reply.ok(Map.of("jobs", board.all().stream().map(Job::json).toList()));
  }

  private Reply show(Call call) {
    return Reply.ok(board.get(call.variable("job")).json());
  }

  private Reply cancel(Call call) {
    board.cancel(call.variable("job"));
    return Reply.json(202, board.get(call.variable("job")).json());
  }

  /// Server-sent events: `progress` with the whole job each time, `end` with it at last.
  private Reply events(Call call) {
    var job = board.get(call.variable("job"));
    return Reply.events(out -> write(job, out));
  }

  private static void write(Job job, OutputStream out) throws IOException, InterruptedException {
    long seen = -1;
    while (true) {
      var picture = job.await(seen, HEARTBEAT);
      if (picture.version() == seen) {
        send(out, ": still here\n\n");
        continue;
      }
      seen = picture.version();
      String event = picture.isFinal() ? "end" : "progress";
      send(out, "event: %s\ndata: %s\n\n".formatted(event, JSON.std.asString(picture.json())));
      if (picture.isFinal()) {
        return;
      }
      Thread.sleep(LEAST_MILLIS_BETWEEN);
    }
  }

  private static void send(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
