/// What stands between Helidon and the features: [Route] says what may be asked, [Call] what was,
/// [Reply] what is answered, and [Dispatcher] brings them together.
@NullMarked
package dev.eidetic.server.http;

import org.jspecify.annotations.NullMarked;
