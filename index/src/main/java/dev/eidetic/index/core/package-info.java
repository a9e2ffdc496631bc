/// What all kinds of indexes share, so that a kind knows ordinals and vectors only.
///
/// Read in this order: [KindReader] and [Kind] (what a kind is), [KindSearcher], [HitCollector] and
/// [OrdinalFilter] (how it is asked), `GuardedIndex` (ids, locks, filters around a kind), `Items`
/// (ids and ordinals), [SectionFile] and `IndexFile` (bytes), [OffHeap] (memory).
@NullMarked
package dev.eidetic.index.core;

import org.jspecify.annotations.NullMarked;
