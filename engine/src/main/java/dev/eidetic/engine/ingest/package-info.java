/// From files to items: find, read, decode, encode, write.
///
/// Read [ImageSource] (where files come from), [Ingest] (the pipeline of one run), [PreparedImage]
/// (one file on its way), then what a run tells: [IngestListener], [IngestProgress], [Pace],
/// [IngestReport].
@NullMarked
package dev.eidetic.engine.ingest;

import org.jspecify.annotations.NullMarked;
