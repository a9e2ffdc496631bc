/// What the readers of this module share: how a broken file is refused, tables of text, JSON trees,
/// mapped bytes.
///
/// Read in this order: [MalformedFileException] (the one complaint), [TextTable] (lists and CSV),
/// [JsonFile], [MappedBytes], [NumberType] and [NumpyHeader] (arrays as NumPy stores them).
@NullMarked
package dev.eidetic.evaluate.file;

import org.jspecify.annotations.NullMarked;
