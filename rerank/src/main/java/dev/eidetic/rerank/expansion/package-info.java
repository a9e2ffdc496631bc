/// Better queries and better stored vectors: expansion, augmentation, feedback.
@NullMarked
package dev.eidetic.rerank.expansion;

import org.jspecify.annotations.NullMarked;
