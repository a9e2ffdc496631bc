/// Which pairs and triplets of a batch a loss looks at: [Miner], [PairTable] (what a miner sees),
/// [Mined] (what it keeps).
@NullMarked
package dev.eidetic.train.mining;

import org.jspecify.annotations.NullMarked;
