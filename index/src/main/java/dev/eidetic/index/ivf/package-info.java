/// Inverted lists: vectors gathered around centroids, of which a search scans the nearest.
///
/// Read in this order: [IvfKind] (what happens to vectors), [Lists] (where they lie), [ListCodec]
/// and [ListScorer] (what a list keeps of a vector, and how a query reads it), [IvfSearcher].
///
/// Sources: Sivic and Zisserman, 2003, <https://doi.org/10.1109/ICCV.2003.1238663>; Jégou et al.,
/// 2011, <https://doi.org/10.1109/TPAMI.2010.57>. Our word for their symbol: `probes` is nprobe.
@NullMarked
package dev.eidetic.index.ivf;

import org.jspecify.annotations.NullMarked;
