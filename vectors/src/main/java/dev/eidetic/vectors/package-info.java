/// Numbers in memory. Start at [Kernels] (inner products and distances on SIMD lanes) and its
/// scalar twin [ScalarKernels]; [BlockKernels] multiplies many vectors with many others;
/// [Preconditions] is how every room refuses bad arguments.
@NullMarked
package dev.eidetic.vectors;

import org.jspecify.annotations.NullMarked;
