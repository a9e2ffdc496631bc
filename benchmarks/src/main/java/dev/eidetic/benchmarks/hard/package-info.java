/// Makes sets of pictures in which a global vector is at a loss, from real photographs: `java -cp …
/// dev.eidetic.benchmarks.hard.BuildHardSets SHARED FOLDER`.
///
/// Read in this order: [BuildHardSets] (the command, and how a set is laid out), [Hardship] (what
/// happens to a photograph), [Canvas] (how it is painted).
@NullMarked
package dev.eidetic.benchmarks.hard;

import org.jspecify.annotations.NullMarked;
