package dev.eidetic.train.trainer;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.SafetensorsWriter;
import dev.eidetic.train.weights.WeightTensor;
import dev.eidetic.train.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a training stands: all that is needed to go on as if it had never stopped.
///
/// A safetensors file. Its tensors bear the names of [#tensors]; its notes hold the rest.
///
/// @param tensors weights, moments, average and memory
/// @param fingerprint of settings and data; another training's checkpoint is refused
/// @param epoch that is under way, from 0 on
/// @param step of that epoch that comes next, from 0 on
/// @param lossSum over the epoch's steps so far
/// @param history epochs that are over
record Checkpoint(
    Map<String, WeightTensor> tensors,
    String fingerprint,
    int epoch,
    int step,
    double lossSum,
    List<EpochReport> history) {

  Checkpoint {
    history = List.copyOf(history);
  }

  void write(Path file) throws IOException {
    var notes = new LinkedHashMap<String, String>();
    notes.put("fingerprint", fingerprint);
    notes.put("epoch", String.valueOf(epoch));
    notes.put("step", String.valueOf(step));
    notes.put("loss_sum", String.valueOf(lossSum));
    notes.put("history", JSON.std.asString(history.stream().map(Checkpoint::asJson).toList()));
    SafetensorsWriter.write(file, tensors, notes);
  }

  /// @param fingerprint of the training that wants to go on
  /// @throws WeightsException if the file is broken, or of another training
  static Checkpoint read(Path path, String fingerprint) throws IOException {
    try (var file = SafetensorsFile.open(path)) {
      var tensors = new LinkedHashMap<String, WeightTensor>();
      for (String name : file.names()) {
        tensors.put(name, file.read(name));
      }
      String found = note(path, file.metadata(), "fingerprint");
      if (!found.equals(fingerprint)) {
        throw WeightsException.in(
            path,
            "it belongs to a training with other settings or data; choose another folder, or start"
                + " anew with --restart");
      }
      try {
        return new Checkpoint(
            tensors,
            found,
            Integer.parseInt(note(path, file.metadata(), "epoch")),
            Integer.parseInt(note(path, file.metadata(), "step")),
            Double.parseDouble(note(path, file.metadata(), "loss_sum")),
            history(note(path, file.metadata(), "history")));
      } catch (NumberFormatException e) {
        throw WeightsException.in(path, "a note is no number: %s", String.valueOf(e.getMessage()));
      }
    }
  }

  private static String note(Path path, Map<String, String> notes, String key) throws IOException {
    var value = notes.get(key);
    if (value == null) {
      throw WeightsException.in(path, "it has no note \"%s\"; it is no checkpoint", key);
    }
    return value;
  }

  private static Map<String, Object> asJson(EpochReport report) {
    var json = new LinkedHashMap<String, Object>();
    json.put("epoch", report.epoch());
    json.put("loss", report.loss());
    json.put("rate", report.rate());
    json.put("images_per_second", report.imagesPerSecond());
    json.put("metrics", report.metrics());
    return json;
  }

  private static List<EpochReport> history(String json) throws IOException {
    var reports = new ArrayList<EpochReport>();
    for (Object item : JSON.std.listFrom(json)) {
      if (!(item instanceof Map<?, ?> entry)) {
        throw new NumberFormatException("an epoch is " + item);
      }
      var metrics = new LinkedHashMap<String, Double>();
      if (entry.get("metrics") instanceof Map<?, ?> found) {
        found.forEach((label, value) -> metrics.put(String.valueOf(label), number(value)));
      }
      reports.add(
          new EpochReport(
              (int) number(entry.get("epoch")),
              number(entry.get("loss")),
              number(entry.get("rate")),
              number(entry.get("images_per_second")),
              metrics));
    }
    return reports;
  }

  private static double number(@Nullable Object value) {
    return value instanceof Number number
        ? number.doubleValue()
        : Double.parseDouble(String.valueOf(value));
  }
}
