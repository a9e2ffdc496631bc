/// What a collection holds, in numbers: [CollectionSummary].
@NullMarked
package dev.eidetic.engine.summary;

import org.jspecify.annotations.NullMarked;
