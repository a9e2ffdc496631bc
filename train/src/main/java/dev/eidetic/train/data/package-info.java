/// Images to learn from: [TrainingImages] (lists with labels), [PixelCache] (decoded once)

@NullMarked
package dev.eidetic.train.data;

import org.jspecify.annotations.NullMarked;
