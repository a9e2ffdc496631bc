package dev.eidetic.engine.ingest;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.ingest.ImageSource.SourceFile;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A file that must be read.
///
/// @param source the file
/// @param facts fields that do not come from its content
/// @param existing the item of the same id, if there is one
record WantedFile(SourceFile source, Map<String, FieldValue> facts, Optional<Item> existing) {

  Refusal refusal(String root, Refusal.Reason reason, String message) {
    return new Refusal(source.id(), source.path().toString(), root, reason, message, Instant.now());
  }
}
