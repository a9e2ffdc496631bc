/// What people write when they mean a picture: [ExampleSource] tells files, web addresses and ids
/// apart, [ExampleReader] gets the picture.
@NullMarked
package dev.eidetic.engine.query;

import org.jspecify.annotations.NullMarked;
