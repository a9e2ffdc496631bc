/// What is known of an image besides its vector: typed fields and the filters over them.
///
/// Read [FieldValue] (one value), [FieldType], [Schema] (which fields a collection has, the
/// built-in ones in [BuiltInField]), then [FilterParser] (Lucene's query syntax over them).
@NullMarked
package dev.eidetic.engine.fields;

import org.jspecify.annotations.NullMarked;
