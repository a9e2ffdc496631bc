/// Draws the catalogue of the demo: solids with textures, lights and backgrounds, always the same.
///
/// Read in this order: [Catalogue] (the front door), [Product] and [ProductView], `Photographer`
/// (how a view is set up), `CatalogueFolder` (the files).
@NullMarked
package dev.eidetic.demo;

import org.jspecify.annotations.NullMarked;
