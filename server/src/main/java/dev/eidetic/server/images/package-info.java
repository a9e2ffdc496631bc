/// Images over HTTP: adding, listing, looking at, changing and deleting them.
@NullMarked
package dev.eidetic.server.images;

import org.jspecify.annotations.NullMarked;
