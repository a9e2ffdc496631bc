/// Which images make up each batch: [Sampler].
@NullMarked
package dev.eidetic.train.sampling;

import org.jspecify.annotations.NullMarked;
