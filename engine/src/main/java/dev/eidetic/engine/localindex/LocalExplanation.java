package dev.eidetic.engine.localindex;

import dev.eidetic.engine.SearchExplanation;

/// How a search by local features was done.
///
/// @param pictures different files that are described, of the collection and some that have left it
/// @param alike how many of them share anything with the query
/// @param passing how many different files pass the filter; all that are described where there is
///   none
/// @param details local features of the query
/// @param words that pictures are described in
/// @param segments parts that were asked
/// @param rankNanos time to rank all pictures
/// @param itemNanos time to filter them and to read the items of the hits
public record LocalExplanation(
    int pictures,
    int alike,
    int passing,
    int details,
    int words,
    int segments,
    long rankNanos,
    long itemNanos)
    implements SearchExplanation {}
