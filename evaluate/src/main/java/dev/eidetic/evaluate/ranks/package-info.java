/// Rankings that any other system made, read from files.
///
/// Read in this order: [RankFile] (the front door), [RankFormat] (what is expected), then one
/// reader per kind: `MappedRanks` for `.npy` and raw `.bin`, `JsonRanks`, `CsvRanks`. Layouts are
/// described in `docs/protocols.md`.
@NullMarked
package dev.eidetic.evaluate.ranks;

import org.jspecify.annotations.NullMarked;
