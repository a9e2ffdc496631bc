/// What the catalogue sells: shapes, materials and prices, category by category.
///
/// [Designs] lists them all; each category has a class of its own.
@NullMarked
package dev.eidetic.demo.products;

import org.jspecify.annotations.NullMarked;
