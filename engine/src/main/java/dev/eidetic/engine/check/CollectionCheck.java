package dev.eidetic.engine.check;

import dev.eidetic.engine.Collection;
import dev.eidetic.engine.EngineException.DamagedException;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.ingest.ImagePreparer;
import dev.eidetic.engine.storage.IndexCheck;
import dev.eidetic.vectors.Kernels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Reads a whole collection: Lucene's checksums and structures, every item, every vector, and on
/// request every file. Takes no lock and changes nothing.
public final class CollectionCheck {

  /// How far a stored vector may be from unit length: rounding of 4,096 numbers stays far below.
  private static final float LENGTH_TOLERANCE = 1e-3f;

  private final boolean rehashesFiles;
  private final LongConsumer progress;
  private final List<String> problems = new ArrayList<>();
  private long problemCount;
  private long items;

  private CollectionCheck(boolean rehashesFiles, LongConsumer progress) {
    this.rehashesFiles = rehashesFiles;
    this.progress = progress;
  }

  /// Checks a collection.
  ///
  /// @param rehashesFiles true to compare each item's file with its SHA-256
  /// @param progress hears the number of items read so far
  /// @throws NotFoundException if the folder holds no collection
  public static CheckReport run(Path folder, boolean rehashesFiles, LongConsumer progress)
      throws IOException {
    var check = new CollectionCheck(rehashesFiles, progress);
    for (String damage : IndexCheck.damage(folder)) {
      check.problem(damage);
    }
    try (var collection = Collection.open(folder);
        var now = collection.snapshot()) {
      now.forEach("", check::item);
      now.refusals();
    } catch (DamagedException e) {
      check.problem(String.valueOf(e.getMessage()));
    } catch (NotFoundException e) {
      throw e;
    } catch (IOException | RuntimeException e) { // Lucene's ways to fail on damaged bytes are many
      check.problem("reading stopped after %,d items: %s".formatted(check.items, e));
    }
    return new CheckReport(check.items, check.problemCount, check.problems);
  }

  private void item(Item item, float[] vector) {
    items++;
    float length = Kernels.norm(vector);
    if (!(Math.abs(length - 1) <= LENGTH_TOLERANCE)) {
      problem(
          String.format(
              Locale.ROOT,
              "item \"%s\": its vector has length %s; it must be 1",
              item.id(),
              length));
    }
    if (rehashesFiles && !item.path().isEmpty()) {
      file(item).ifPresent(this::problem);
    }
    progress.accept(items);
  }

  private static Optional<String> file(Item item) {
    var path = Path.of(item.path());
    try {
      if (Files.notExists(path)) {
        return Optional.of("item \"%s\": its file %s is gone".formatted(item.id(), path));
      }
      var hash = FieldValue.of(ImagePreparer.sha256(Files.readAllBytes(path)));
      return item.field(BuiltInField.SHA256.label()).equals(Optional.of(hash))
          ? Optional.empty()
          : Optional.of(
              "item \"%s\": its file %s has changed since it was indexed"
                  .formatted(item.id(), path));
    } catch (IOException e) {
      return Optional.of("item \"%s\": its file %s cannot be read".formatted(item.id(), path));
    }
  }

  private void problem(String sentence) {
    problemCount++;
    if (problems.size() < CheckReport.MAX_PROBLEMS) {
      problems.add(sentence);
    }
  }
}
