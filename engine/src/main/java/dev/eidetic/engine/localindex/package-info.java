/// Searches of a collection by local features alone, without its vectors: [LocalIndexUpdate] keeps
/// an inverted file of pictures beside the collection, [LocalIndex] is it at one point in time,
/// [LocalSearch] asks it.
@NullMarked
package dev.eidetic.engine.localindex;

import org.jspecify.annotations.NullMarked;
