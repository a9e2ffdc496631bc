/// A picture's descriptor without a model: oriented gradients and colour, framed on what is drawn.
///
/// Read in this order: [ClassicEncoder] (the vector's layout and weights), `Planes` (the working
/// picture), `Framing` (which part of it counts), `OrientedGradients`, `ColourHistogram`,
/// `ColourLayout` and `FrameShape` (the blocks), `Block` (how a block is made comparable).
///
/// Sources of the ideas; the code is our own: histograms of oriented gradients: Dalal and Triggs,
/// 2005; the gist of a scene from coarse oriented energy: Oliva and Torralba, 2001; colour layout:
/// MPEG-7 (ISO/IEC 15938-3); the square root of a histogram before comparing by inner product:
/// Arandjelović and Zisserman, 2012.
@NullMarked
package dev.eidetic.encode.classic;

import org.jspecify.annotations.NullMarked;
