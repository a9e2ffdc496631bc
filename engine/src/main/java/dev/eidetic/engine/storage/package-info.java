/// How a collection lies in Lucene; nothing outside the engine sees it.
///
/// Read [ItemStore] (the index, its writer and its readers), [ItemDocument] (an item as a
/// document), [VectorSearch] (nearest vectors under a filter; [ExactVectorSearch] and
/// [SegmentVectorSearch]).
@NullMarked
package dev.eidetic.engine.storage;

import org.jspecify.annotations.NullMarked;
