/// Codes of 1 to 8 bits per number with a bound on the error of every estimate.
///
/// Read in this order: [RaBitQuantizer] (from vectors to codes), [RaBitCode] (what an encoder knows
/// of a code), `RaBitBlocks` (how 32 codes lie in memory), `RaBitScan` (how a query is compared
/// with them).
///
/// Sources: Gao and Long, 2024, <https://arxiv.org/abs/2405.12497> (1 bit); Gao et al., 2025,
/// <https://arxiv.org/abs/2409.09913> (more bits). Our words for their symbols: *residual* is what
/// is encoded, the vector minus its centre; *grid point* is the code with its offset, their `x̄`;
/// *slack* is `epsilon_0`, the number of standard deviations in the bound.
@NullMarked
package dev.eidetic.index.rabitq;

import org.jspecify.annotations.NullMarked;
