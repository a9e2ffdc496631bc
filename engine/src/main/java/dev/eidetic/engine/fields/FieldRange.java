package dev.eidetic.engine.fields;

/// The least and the greatest value of a field, of one kind.
public record FieldRange(FieldValue least, FieldValue greatest) {}
