/// The collections that are served: [Catalogue] holds them by name, [ServedCollection] is one of
/// them with its uploaded files.
@NullMarked
package dev.eidetic.server.collections;

import org.jspecify.annotations.NullMarked;
