/// Networks on libtorch: [LibTorch] (loading, threads), [NetworkState] (the tensors of a network),
/// [TorchNetwork] (its forward pass), [Tensors] (numbers in and out).
///
/// Native memory belongs to the innermost `PointerScope`; whoever computes opens one.
@NullMarked
package dev.eidetic.train.torch;

import org.jspecify.annotations.NullMarked;
