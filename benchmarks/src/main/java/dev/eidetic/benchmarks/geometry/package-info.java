/// Geometric verification against OpenCV's: accuracy, speed and false accepts in one run.
@NullMarked
package dev.eidetic.benchmarks.geometry;

import org.jspecify.annotations.NullMarked;
