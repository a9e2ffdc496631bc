/// JMH benchmarks; each checks its answer before it measures. Run one with `java
/// --add-modules=jdk.incubator.vector -jar benchmarks/target/eidetic-benchmarks.jar NAME`.
@NullMarked
package dev.eidetic.benchmarks;

import org.jspecify.annotations.NullMarked;
