/// What is known of an image besides its pixels: [PhotographData] from the file itself,
/// [MetadataTable] from the user's own file.
@NullMarked
package dev.eidetic.engine.metadata;

import org.jspecify.annotations.NullMarked;
