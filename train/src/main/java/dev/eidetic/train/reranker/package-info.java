/// Learning to tell from pairs of pictures whether they show the same: [RerankerTraining].
@NullMarked
package dev.eidetic.train.reranker;

import org.jspecify.annotations.NullMarked;
