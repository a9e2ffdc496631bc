/// Robust models of how one picture's points lie in another.
///
/// From features to an answer: [GeometricVerifier]. Below it, read in this order: [PointPairs]
/// (what may belong together), [ModelKind] (what a model can be), [RobustSettings], [RobustFit]
/// (how the model is found), [Fit] (what came out), [Transform] (the model itself).
///
/// Sources: Chum, Matas, Kittler, 2003 (locally optimized RANSAC); Chum and Matas, 2005 (PROSAC);
/// Barath et al., 2020, <https://arxiv.org/abs/1912.05909> (MAGSAC++); Hartley and Zisserman, 2004
/// (solvers).
@NullMarked
package dev.eidetic.rerank.geometry;

import org.jspecify.annotations.NullMarked;
