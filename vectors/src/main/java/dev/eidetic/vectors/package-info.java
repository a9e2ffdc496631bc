/// Numbers in memory. Start at [Kernels] (inner products and distances on SIMD lanes) and its
/// scalar twin [ScalarKernels]; [BlockKernels] multiplies many vectors with many others. For data
/// outside the heap there are [Rows] (numbers of 8 to 32 bits against a query of floats),
/// [ByteKernels] (bytes against bytes), [FastScan] (4-bit codes and tables), [BitKernels] and
/// [PackedCodes] (codes of few bits). A class whose name begins with `Lane` or `Wide` runs on SIMD
/// lanes and has a twin that begins with `Scalar`; [Preconditions] is how every room refuses bad
/// arguments.
@NullMarked
package dev.eidetic.vectors;

import org.jspecify.annotations.NullMarked;
