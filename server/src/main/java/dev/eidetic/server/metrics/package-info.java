/// What operators see: numbers for Prometheus, health, one line of JSON per request.
@NullMarked
package dev.eidetic.server.metrics;

import org.jspecify.annotations.NullMarked;
