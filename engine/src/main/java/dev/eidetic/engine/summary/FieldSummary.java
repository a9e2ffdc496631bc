package dev.eidetic.engine.summary;

import dev.eidetic.engine.fields.FieldRange;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.FieldValue;
import java.util.Optional;

/// One field of a collection.
///
/// @param isBuiltIn false for the user's own
/// @param items how many have it
/// @param range of numbers and dates, if any item has the field
/// @param example of the others, if any item has the field
public record FieldSummary(
    String name,
    FieldType type,
    boolean isBuiltIn,
    long items,
    Optional<FieldRange> range,
    Optional<FieldValue> example) {}
