/// What tests share: random data with a replayable seed and the photographs beside the checkout.
@NullMarked
package dev.eidetic.testkit;

import org.jspecify.annotations.NullMarked;
