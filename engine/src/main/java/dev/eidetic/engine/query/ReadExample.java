package dev.eidetic.engine.query;

import dev.eidetic.engine.Example;
import java.util.Optional;

/// An example, and the file that its picture came from.
///
/// @param file its content; empty for an item of the collection
@SuppressWarnings("ArrayRecordComponent")
public record ReadExample(Example example, Optional<byte[]> file) {}
