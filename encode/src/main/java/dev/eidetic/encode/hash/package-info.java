/// Perceptual hashes: few bits that change little when a picture is re-encoded, shrunk or
/// sharpened.
@NullMarked
package dev.eidetic.encode.hash;

import org.jspecify.annotations.NullMarked;
