/// Search over HTTP: [SearchBody] is what was asked, [QueryMaker] turns uploads into vectors,
/// [SearchRoutes] answers.
@NullMarked
package dev.eidetic.server.search;

import org.jspecify.annotations.NullMarked;
