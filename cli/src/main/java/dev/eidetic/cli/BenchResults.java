package dev.eidetic.cli;

import dev.eidetic.cli.terminal.Formats;
import dev.eidetic.cli.terminal.Table;
import dev.eidetic.cli.terminal.Terminal;
import dev.eidetic.engine.bench.index.IndexMeasurement;
import dev.eidetic.engine.bench.index.RecallCurve;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// What was measured of indexes, as tables.
final class BenchResults {

  private static final List<Double> RECALLS = List.of(0.90, 0.95, 0.99);

  private final Terminal terminal;
  private final int count;
  private final List<List<IndexMeasurement>> indexes = new ArrayList<>();

  /// @param count hits per search
  BenchResults(Terminal terminal, int count) {
    this.terminal = terminal;
    this.count = count;
  }

  /// All settings of one index.
  void add(List<IndexMeasurement> measurements) {
    indexes.add(List.copyOf(measurements));
  }

  List<RecallCurve> curves() {
    return indexes.stream()
        .map(
            settings ->
                RecallCurve.of(settings.stream().map(IndexMeasurement::asAnnResult).toList()))
        .flatMap(List::stream)
        .toList();
  }

  void print(boolean isSweep) {
    printSettings();
    terminal.line("");
    printBuilds();
    if (isSweep) {
      terminal.line("");
      printSpeeds();
    }
  }

  private void printSettings() {
    var places = new TreeSet<Integer>();
    indexes.forEach(settings -> settings.forEach(each -> places.addAll(each.recall().keySet())));
    var columns = new ArrayList<Table.Column>();
    columns.add(new Table.Column("index", Table.Kind.SHRINKING));
    columns.add(new Table.Column("setting", Table.Kind.TEXT));
    places.forEach(place -> columns.add(number("recall@" + place)));
    for (String title : List.of("queries/s", "p50 ms", "p95 ms", "p99 ms")) {
      columns.add(number(title));
    }
    var table = new Table(columns);
    for (var settings : indexes) {
      for (var each : settings) {
        var row = new ArrayList<String>();
        row.add(each.algorithm());
        row.add(each.setting());
        places.forEach(
            place ->
                row.add(each.recall().containsKey(place) ? recall(each.recall().get(place)) : "-"));
        row.add(Formats.rate(each.speed().perSecond()));
        row.add(millis(each.speed().latencies().p50()));
        row.add(millis(each.speed().latencies().p95()));
        row.add(millis(each.speed().latencies().p99()));
        table.row(row);
      }
    }
    table.print(terminal);
  }

  private void printBuilds() {
    var table =
        new Table(
            List.of(
                new Table.Column("index", Table.Kind.SHRINKING),
                number("vectors"),
                number("train"),
                number("build in all"),
                number("memory"),
                number("bytes/vector")));
    for (var settings : indexes) {
      var first = settings.getFirst();
      var build = first.build();
      table.row(
          List.of(
              first.algorithm(),
              Formats.count(first.data().vectors()),
              seconds(build.trainSeconds()),
              seconds(build.seconds()),
              Formats.bytes(build.memoryBytes()),
              Formats.rate((double) build.memoryBytes() / first.data().vectors())));
    }
    table.print(terminal);
  }

  private void printSpeeds() {
    var columns = new ArrayList<Table.Column>();
    columns.add(new Table.Column("queries/s at recall@" + count, Table.Kind.SHRINKING));
    RECALLS.forEach(recall -> columns.add(number(String.format(Locale.ROOT, "%.2f", recall))));
    var table = new Table(columns);
    for (var curve : curves()) {
      var row = new ArrayList<String>();
      row.add(curve.name());
      for (double recall : RECALLS) {
        var speed = curve.perSecondAt(recall);
        row.add(speed.isPresent() ? Formats.rate(speed.getAsDouble()) : "not reached");
      }
      table.row(row);
    }
    table.print(terminal);
  }

  private static Table.Column number(String title) {
    return new Table.Column(title, Table.Kind.NUMBER);
  }

  private static String recall(double share) {
    return String.format(Locale.ROOT, "%.4f", share);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, "%.3f", millis);
  }

  private static String seconds(double seconds) {
    return Formats.time(Duration.ofMillis(Math.round(seconds * 1000)));
  }
}
