/// Stages that compare the hits of a list with each other.
@NullMarked
package dev.eidetic.rerank.neighbourhood;

import org.jspecify.annotations.NullMarked;
