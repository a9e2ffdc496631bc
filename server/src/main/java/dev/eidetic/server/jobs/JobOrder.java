package dev.eidetic.server.jobs;

import java.nio.file.Path;

/// What a job shall do: take in a folder of the server.
///
/// @param folder absolute, below one that the operator allows
/// @param prunes true to remove items whose files are gone
public record JobOrder(String collection, Path folder, boolean prunes) {}
