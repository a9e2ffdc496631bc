/// Truth of visual place recognition: right is what was photographed near the query. See
/// [PlaceTruth].
@NullMarked
package dev.eidetic.evaluate.place;

import org.jspecify.annotations.NullMarked;
