/// Linear maps learned from examples: [PrincipalAxes], [RotationFit]; [LinearMap] is what they
/// find.
@NullMarked
package dev.eidetic.vectors.transform;

import org.jspecify.annotations.NullMarked;
