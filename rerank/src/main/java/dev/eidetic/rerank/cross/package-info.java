/// Cross-encoders, which look at a query and a hit together: [CrossCheck] is the stage,
/// [CrossEncoders] opens one.
@NullMarked
package dev.eidetic.rerank.cross;

import org.jspecify.annotations.NullMarked;
