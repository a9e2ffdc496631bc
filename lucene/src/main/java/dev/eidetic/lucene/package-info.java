/// The indexes of `dev.eidetic.index` inside the segments of Lucene.
///
/// Read in this order: [EideticVectorsFormat] (the front door), [SegmentSettings] (what a segment
/// gets), [SegmentSearchStrategy] and [SegmentReport] (what a search may say and learn),
/// `EideticVectorsWriter` (flush and merge), `IndexBuilding` (building, or taking over the index of
/// a merged segment), `EideticVectorsReader` and `SegmentSearch` (searching), `CostModel` (scan or
/// index).
///
/// Raw vectors are stored by Lucene's own flat format; beside them lies, for segments that are
/// worth it, one index file of ours per field (docs/file-formats.md#index), searched where it is
/// mapped.
@NullMarked
package dev.eidetic.lucene;

import org.jspecify.annotations.NullMarked;
