/// Draws the catalogue of the demo: solids with textures, lights and backgrounds, always the same.
@NullMarked
package dev.eidetic.demo;

import org.jspecify.annotations.NullMarked;
