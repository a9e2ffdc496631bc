/// Other vectors for a collection that goes on answering meanwhile: [Migration].
@NullMarked
package dev.eidetic.engine.migration;

import org.jspecify.annotations.NullMarked;
