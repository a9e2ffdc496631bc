/// Collections together with the encoder and decoder they need: [CollectionOpener] opens,
/// [OpenCollection] holds.
@NullMarked
package dev.eidetic.engine.opening;

import org.jspecify.annotations.NullMarked;
