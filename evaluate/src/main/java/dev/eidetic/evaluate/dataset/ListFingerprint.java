package dev.eidetic.evaluate.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.TreeMap;

/// A hash of what a data set lists: paths in order, and what is right for each query. Two runs are
/// comparable only if it agrees. Where no published count is certain, the hash of the first use is
/// kept and later uses are held to it.
///
/// @param hash SHA-256, 64 hexadecimal digits
public record ListFingerprint(String hash) {

  /// How a fingerprint compares with the kept one.
  public enum Verdict {
    /// Nothing was kept under this name; it is now.
    FIRST_USE,
    /// The lists are those of the first use.
    SAME,
    /// The lists have changed since the first use; figures cannot be compared with earlier ones.
    CHANGED
  }

  /// Reads the lists, not the images.
  public static ListFingerprint of(EvaluationTask task) {
    var digest = sha256();
    BenchmarkCheck.paths(task).forEach(path -> add(digest, path));
    switch (task) {
      case EvaluationTask.Retrieval(_, _, var truth, _) -> {
        for (int query = 0; query < truth.queries(); query++) {
          var relevance = truth.relevance(query);
          add(digest, Arrays.toString(relevance.relevant()));
          add(digest, Arrays.toString(relevance.junk()));
        }
      }
      case EvaluationTask.Recognition(_, var answers, var examples) -> {
        answers.forEach(names -> add(digest, String.join(" ", names)));
        examples.forEach(example -> add(digest, example.label()));
      }
      case EvaluationTask.Verification(_, var pairs) -> {
        for (int pair = 0; pair < pairs.size(); pair++) {
          add(digest, pairs.first(pair) + " " + pairs.second(pair) + " " + pairs.same(pair));
        }
      }
      case EvaluationTask.Identification(_, var subjects, var galleries, var probes) -> {
        subjects.forEach(subject -> add(digest, subject));
        galleries.forEach(gallery -> add(digest, gallery.toString()));
        add(digest, probes.toString());
      }
      case EvaluationTask.Anomaly(_, _, var defects) ->
          defects.forEach(defect -> add(digest, defect));
    }
    return new ListFingerprint(HexFormat.of().formatHex(digest.digest()));
  }

  private static void add(MessageDigest digest, String line) {
    digest.update(line.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// Compares with what is kept in a file, and keeps it on first use.
  ///
  /// @param ledger JSON object of names and hashes; made if it does not exist
  /// @param name of the data set
  /// @throws MalformedFileException if the file is no such object
  public Verdict compareAndKeep(Path ledger, String name) throws IOException {
    var kept = new TreeMap<String, String>();
    if (Files.exists(ledger)) {
      try {
        for (var entry : JSON.std.mapFrom(Files.readString(ledger)).entrySet()) {
          kept.put(entry.getKey(), String.valueOf(entry.getValue()));
        }
      } catch (JsonProcessingException e) {
        throw new MalformedFileException(
                ledger, "it is no JSON object of names and hashes; delete it to start anew")
            .causedBy(e);
      }
    }
    var before = kept.putIfAbsent(name, hash);
    if (before == null) {
      Files.writeString(ledger, JSON.std.asString(kept));
      return Verdict.FIRST_USE;
    }
    return before.equals(hash) ? Verdict.SAME : Verdict.CHANGED;
  }
}
