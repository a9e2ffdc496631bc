/// Getting files from the web without trusting it.
///
/// Read in this order: [HttpFetch] (one GET under [FetchRules] and [FetchTimes]), [FetchException]
/// (what goes wrong, and whether to try again), [RetryPolicy], [FileDownload] (a big file, resumed
/// after interruptions and checked against its hash).
///
/// Source: RFC 9110, sections 13.1.5 (`If-Range`), 14 (ranges) and 15.4 (redirects).
@NullMarked
package dev.eidetic.encode.fetch;

import org.jspecify.annotations.NullMarked;
