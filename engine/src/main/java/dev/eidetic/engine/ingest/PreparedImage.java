package dev.eidetic.engine.ingest;

import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.Item;

/// A decoded file that lacks only its vector.
public record PreparedImage(Item item, Pixels pixels) {}
