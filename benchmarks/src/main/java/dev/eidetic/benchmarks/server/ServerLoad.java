package dev.eidetic.benchmarks.server;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.lookup.Encoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.server.EideticServer;
import dev.eidetic.server.settings.Setting;
import dev.eidetic.server.settings.SettingsReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/// Load on a server in a second process, on the loopback, against what encoder and index reach
/// without it in the same run.
///
/// Arguments: folder of the collection, which is made if absent; number of items; seconds per
/// phase. First one thread per core decodes, encodes and searches without a server; then requests
/// come as fast as they are answered, at half and nine tenths of that rate (open loop: a late
/// answer delays no request), at twice that rate, and again at half.
public final class ServerLoad {

  private static final Logger LOG = Logger.getLogger(ServerLoad.class.getName());
  private static final int QUERIES = 64;
  private static final int WARM_UP = 200;
  private static final int PATIENCE_SECONDS = 30;

  private final byte[][] queries = LoadCollection.queries(QUERIES);
  private final int seconds;

  private ServerLoad(int seconds) {
    this.seconds = seconds;
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 2 && arguments[0].equals("serve")) {
      serve(Path.of(arguments[1]));
      return;
    }
    require(arguments.length == 3, "arguments are %d; give FOLDER ITEMS SECONDS", arguments.length);
    var folder = Path.of(arguments[0]).toAbsolutePath();
    LoadCollection.prepare(folder, Integer.parseInt(arguments[1]));
    new ServerLoad(Integer.parseInt(arguments[2])).run(folder);
  }

  private static void serve(Path folder) throws IOException, InterruptedException {
    var settings =
        new SettingsReader(folder)
            .flags(
                Map.of(
                    Setting.COLLECTION, List.of(folder.toString()),
                    Setting.PORT, List.of("0"),
                    Setting.AT_ONCE, List.of("100000")))
            .read();
    var port =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    try (port;
        var server = EideticServer.start(settings, Encoders.ofThisUser(), _ -> {})) {
      port.println(server.address());
      new CountDownLatch(1).await();
    }
  }

  private void run(Path folder) throws Exception {
    double alone = alone(folder);
    LOG.info("without a server: %.1f searches/s on %d cores".formatted(alone, cores()));
    var process = start(folder);
    try (var client = HttpClient.newHttpClient()) {
      var server = URI.create(process.inputReader().readLine());
      var search =
          server.resolve("/v1/collections/%s/search?count=10".formatted(folder.getFileName()));
      closed(client, search, WARM_UP);
      double sustained = sustained(client, search);
      LOG.info("sustained: %.1f searches/s, %.2f of that".formatted(sustained, sustained / alone));
      for (double share : new double[] {0.5, 0.9, 2, 0.5}) {
        var latencies = open(client, search, share * alone);
        LOG.info(latencies.line("at %.0f %%".formatted(100 * share), seconds));
        LOG.info("memory: " + memory(client, server));
        require(latencies.wrong() == 0, "%d answers were neither 200 nor 503", latencies.wrong());
      }
    } finally {
      process.destroy();
    }
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /// Searches per second of one thread per core.
  private double alone(Path folder) throws Exception {
    var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
    try (var encoder = new ClassicEncoder();
        var collection = Collection.open(folder, encoder, decoder);
        var now = collection.snapshot()) {
      var done = new AtomicInteger();
      var failures = new ArrayList<Exception>();
      var threads = new ArrayList<Thread>();
      long begin = System.nanoTime();
      long end = begin + Duration.ofSeconds(seconds).toNanos();
      for (int i = 0; i < cores(); i++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        while (System.nanoTime() < end) {
                          byte[] file = queries[done.incrementAndGet() % QUERIES];
                          var picture = decoder.decode(file, encoder.wantedSide()).pixels();
                          var request = SearchRequest.like(new Example.Picture(picture));
                          require(now.search(request).size() == 10, "not ten hits were found");
                        }
                      } catch (Exception e) {
                        synchronized (failures) {
                          failures.add(e);
                        }
                      }
                    }));
      }
      for (var thread : threads) {
        thread.join();
      }
      require(failures.isEmpty(), "a search failed: %s", failures);
      return done.get() / ((System.nanoTime() - begin) / 1e9);
    }
  }

  private static Process start(Path folder) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.addAll(List.of(ServerLoad.class.getName(), "serve", folder.toString()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private int ask(HttpClient client, URI search, int number)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(search)
            .header("Content-Type", "image/jpeg")
            .timeout(Duration.ofSeconds(PATIENCE_SECONDS))
            .POST(BodyPublishers.ofByteArray(queries[number % QUERIES]))
            .build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  private void closed(HttpClient client, URI search, int count)
      throws IOException, InterruptedException {
    for (int i = 0; i < count; i++) {
      require(ask(client, search, i) == 200, "the server does not answer 200");
    }
  }

  /// Answers per second when twice as many ask as there are cores, each at once again.
  private double sustained(HttpClient client, URI search) throws InterruptedException {
    var latencies = new Latencies();
    long begin = System.nanoTime();
    long end = begin + Duration.ofSeconds(seconds).toNanos();
    var callers = new ArrayList<Thread>();
    for (int i = 0; i < 2 * cores(); i++) {
      int first = i;
      callers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    for (int number = first; System.nanoTime() < end; number++) {
                      measure(client, search, number, System.nanoTime(), latencies);
                    }
                  }));
    }
    for (var caller : callers) {
      caller.join();
    }
    LOG.info(latencies.line("closed loop", seconds));
    return latencies.answered() / ((System.nanoTime() - begin) / 1e9);
  }

  /// Sends requests at a fixed rate, whatever becomes of them.
  private Latencies open(HttpClient client, URI search, double perSecond)
      throws InterruptedException {
    var latencies = new Latencies();
    var callers = new ArrayList<Thread>();
    long begin = System.nanoTime();
    int count = (int) (perSecond * seconds);
    for (int i = 0; i < count; i++) {
      long due = begin + (long) (i / perSecond * 1e9);
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      int number = i;
      callers.add(Thread.ofVirtual().start(() -> measure(client, search, number, due, latencies)));
    }
    for (var caller : callers) {
      caller.join();
    }
    return latencies;
  }

  private void measure(
      HttpClient client, URI search, int number, long dueNanos, Latencies latencies) {
    int status = 0;
    try {
      status = ask(client, search, number);
    } catch (IOException | InterruptedException e) {
      LOG.fine(e::toString);
    }
    latencies.answered(status, System.nanoTime() - dueNanos);
  }

  private static String memory(HttpClient client, URI server)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(server.resolve("/metrics")).build();
    return client
        .send(request, BodyHandlers.ofString())
        .body()
        .lines()
        .filter(line -> line.startsWith("eidetic_heap_used") || line.startsWith("eidetic_body"))
        .toList()
        .toString();
  }
}
