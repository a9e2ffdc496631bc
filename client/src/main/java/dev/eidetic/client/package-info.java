/// A typed client of an Eidetic server. Start with [EideticClient]; [RemoteCollection] is one
/// collection there, [SearchQuery] what is sought in it.
@NullMarked
package dev.eidetic.client;

import org.jspecify.annotations.NullMarked;
