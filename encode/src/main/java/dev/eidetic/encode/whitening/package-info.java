/// Whitening: centring, rotating, rescaling and shortening of finished vectors. See [Whitening] for
/// the file; learned by `dev.eidetic.vectors.WhiteningFit`.
@NullMarked
package dev.eidetic.encode.whitening;

import org.jspecify.annotations.NullMarked;
