/// Collections of images over HTTP: REST, the web page, jobs, metrics, access control. No logic of
/// its own; everything is done by [dev.eidetic.engine].
///
/// Read in this order: [EideticServer] puts the parts together, `http` turns requests into calls of
/// routes, `collections`, `images`, `search` and `jobs` answer them.
@NullMarked
package dev.eidetic.server;

import org.jspecify.annotations.NullMarked;
