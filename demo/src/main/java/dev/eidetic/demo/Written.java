package dev.eidetic.demo;

import java.nio.file.Path;

/// What [Catalogue#write] did.
///
/// @param drawn pictures drawn and written
/// @param kept pictures that were there already
/// @param table the CSV file that says what each picture shows
public record Written(int drawn, int kept, Path table) {}
