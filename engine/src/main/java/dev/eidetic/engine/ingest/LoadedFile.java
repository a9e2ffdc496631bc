package dev.eidetic.engine.ingest;

/// A file with its content.
///
/// @param bytes the content; nobody else holds it
record LoadedFile(WantedFile file, byte[] bytes) {}
