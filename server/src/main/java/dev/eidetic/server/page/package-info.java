/// The web page: plain files, handed out as they lie in this package's resources.
@NullMarked
package dev.eidetic.server.page;

import org.jspecify.annotations.NullMarked;
