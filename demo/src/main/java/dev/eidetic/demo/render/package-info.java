/// A renderer of solids given by signed distances, the same to the bit on every machine.
///
/// Read in this order: [Solid] (shapes as distances), [Texture] and [Surface] (what they are made
/// of), [Part] and [Model] (a product), [Backdrop], [Lighting] and [Camera] (the studio), [Scene]
/// (all of it), [Renderer] (rays to pixels), `Cells` (what makes it quick).
///
/// Same bits everywhere: since Java 17 the arithmetic of `double` and `Math.sqrt` are exactly
/// specified; sines, angles and powers come from `StrictMath`; randomness is integer hashing. One
/// unit of length is roughly the height of a product; y points up and the floor is `y = 0`.
///
/// Source of the technique: Hart, Sphere tracing, 1996, doi:10.1007/s003710050084.
@NullMarked
package dev.eidetic.demo.render;

import org.jspecify.annotations.NullMarked;
