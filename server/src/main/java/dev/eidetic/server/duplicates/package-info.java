/// Going through copies: [DuplicateFile] is what a job has found, [DuplicateRoutes] shows it and
/// takes what people say of it.
@NullMarked
package dev.eidetic.server.duplicates;

import org.jspecify.annotations.NullMarked;
