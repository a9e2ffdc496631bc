package dev.eidetic.engine.summary;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.relevance.MatchModel;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a collection holds, in numbers.
///
/// @param folder of the collection
/// @param items how many images
/// @param bytes of the collection's files on disk
/// @param formats how many images of each format there are; formats without any are left out
/// @param fields that at least one image has, and all of the user's own, by name
/// @param calibratedBy the field that match probabilities were learned from; empty if none were, or
///   what was learned is damaged
/// @param quarantine the refused files by reason, most first
public record CollectionSummary(
    Path folder,
    EmbeddingSpace space,
    Instant created,
    long items,
    long bytes,
    Map<ImageFormat, Long> formats,
    List<FieldSummary> fields,
    Optional<String> calibratedBy,
    List<RefusalGroup> quarantine) {

  private static final System.Logger LOGGER = System.getLogger(CollectionSummary.class.getName());

  public CollectionSummary {
    formats = Collections.unmodifiableMap(new TreeMap<>(formats));
    fields = List.copyOf(fields);
    quarantine = List.copyOf(quarantine);
  }

  /// Sums up a collection as it is now. Takes milliseconds, not a pass over all items.
  public static CollectionSummary of(Collection collection) throws IOException {
    try (var now = collection.snapshot()) {
      return new CollectionSummary(
          collection.folder(),
          collection.space(),
          collection.created(),
          now.size(),
          bytes(collection.folder()),
          formats(now),
          fields(now),
          calibratedBy(collection),
          RefusalGroup.of(now.refusals()));
    }
  }

  private static Optional<String> calibratedBy(Collection collection) {
    try {
      return collection.matchModel().map(MatchModel::field);
    } catch (IOException e) { // the rest is worth knowing all the same
      LOGGER.log(Level.WARNING, e.getMessage());
      return Optional.empty();
    }
  }

  private static Map<ImageFormat, Long> formats(Snapshot now) throws IOException {
    var formats = new EnumMap<ImageFormat, Long>(ImageFormat.class);
    for (var format : ImageFormat.values()) {
      long count = now.count("format:" + format.name().toLowerCase(Locale.ROOT));
      if (count > 0) {
        formats.put(format, count);
      }
    }
    return formats;
  }

  private static List<FieldSummary> fields(Snapshot now) throws IOException {
    var fields = new ArrayList<FieldSummary>();
    for (var field : now.schema().all().entrySet()) {
      var summary = field(now, field.getKey(), field.getValue());
      if (summary.items() > 0 || !summary.isBuiltIn()) {
        fields.add(summary);
      }
    }
    return fields;
  }

  private static FieldSummary field(Snapshot now, String name, FieldType type) throws IOException {
    String present = name + ":*";
    var range = now.range(name);
    return new FieldSummary(
        name,
        type,
        BuiltInField.of(name).isPresent(),
        now.count(present),
        range,
        range.isPresent() ? Optional.empty() : example(now, name, present));
  }

  private static Optional<FieldValue> example(Snapshot now, String name, String present)
      throws IOException {
    var item = now.any(present);
    if (name.equals(BuiltInField.ID.label())) {
      return item.map(found -> FieldValue.of(found.id()));
    }
    if (name.equals(BuiltInField.PATH.label())) {
      return item.map(found -> FieldValue.of(found.path()));
    }
    return item.flatMap(found -> found.field(name));
  }

  private static long bytes(Path folder) throws IOException {
    var sum = new long[1];
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            sum[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure) {
            return FileVisitResult.CONTINUE; // a writer has merged it away
          }
        });
    return sum[0];
  }
}
