/// Goals instead of settings: [SearchTuner] finds how hard a collection's searches must try,
/// [TunedSearch] is what they then do.
@NullMarked
package dev.eidetic.engine.tuning;

import org.jspecify.annotations.NullMarked;
