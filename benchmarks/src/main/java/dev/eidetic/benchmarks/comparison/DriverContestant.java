package dev.eidetic.benchmarks.comparison;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.evaluate.ann.Latencies;
import dev.eidetic.evaluate.ann.TexmexFiles;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Another program, which speaks as `peer_driver.hpp` describes.
final class DriverContestant implements Contestant {

  private final Path driver;
  private final String index;
  private final ComparisonData data;
  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;

  /// Starts it; it begins to build at once.
  DriverContestant(Path driver, String index, ComparisonData data) throws IOException {
    this.driver = driver;
    this.index = index;
    this.data = data;
    this.process =
        new ProcessBuilder(
                driver.toString(),
                "--base",
                data.baseFile().toString(),
                "--queries",
                data.queriesFile().toString(),
                "--metric",
                data.metricWord(),
                "--index",
                index,
                "--threads",
                String.valueOf(data.buildThreads()))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    this.answers = process.inputReader();
    this.orders = process.outputWriter();
  }

  @Override
  public Built build() throws IOException {
    var answer = answer();
    return new Built(
        number(answer, "build"), number(answer, "cpu"), (long) number(answer, "bytes"));
  }

  @Override
  public Pass search(int count, String settings) throws IOException {
    var file = Files.createTempFile("ids", ".ivecs");
    try {
      orders.write("search %d %s %s%n".formatted(count, settings, file));
      orders.flush();
      var answer = answer();
      var latencies =
          new Latencies(
              number(answer, "p50"),
              number(answer, "p95"),
              number(answer, "p99"),
              number(answer, "p999"));
      return new Pass(found(file), number(answer, "seconds"), number(answer, "cpu"), latencies);
    } finally {
      Files.delete(file);
    }
  }

  private static long[][] found(Path file) throws IOException {
    int[][] rows = TexmexFiles.readIvecs(file);
    var found = new long[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      found[i] = java.util.Arrays.stream(rows[i]).asLongStream().filter(id -> id >= 0).toArray();
    }
    return found;
  }

  private Map<String, Object> answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException(
          "%s --index %s --base %s ended without an answer; run it by hand to see why"
              .formatted(driver, index, data.baseFile()));
    }
    return JSON.std.mapFrom(line);
  }

  private double number(Map<String, Object> answer, String name) throws IOException {
    if (answer.get(name) instanceof Number number) {
      return number.doubleValue();
    }
    throw new IOException("%s answers %s, without \"%s\"".formatted(driver, answer, name));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
