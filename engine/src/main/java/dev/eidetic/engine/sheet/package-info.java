/// Searches as one page to look at: a single HTML file with the pictures in it.
///
/// Read in this order: [Sheet] (what a page says), [SheetQuery] and [SheetHit] (one search),
/// [SheetBlock] (tables, curves, maps), [ThumbnailSource] (where the pictures come from),
/// [ContactSheet] (which writes the file). `HtmlWriter` and `Attribute` are the only places that
/// write markup; they escape everything.
@NullMarked
package dev.eidetic.engine.sheet;

import org.jspecify.annotations.NullMarked;
