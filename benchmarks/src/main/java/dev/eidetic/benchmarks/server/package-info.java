/// How much of what encoder and index reach is left over HTTP: [ServerLoad].
@NullMarked
package dev.eidetic.benchmarks.server;

import org.jspecify.annotations.NullMarked;
