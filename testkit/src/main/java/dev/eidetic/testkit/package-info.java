/// What tests share: random data with a replayable seed, the photographs beside the checkout, and a
/// web server on the loopback address ([LoopbackServer]) whose answers can be made to fail.
@NullMarked
package dev.eidetic.testkit;

import org.jspecify.annotations.NullMarked;
