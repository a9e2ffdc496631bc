/// What is answered when something is wrong (RFC 9457): [Problem] turns every failure into one.
@NullMarked
package dev.eidetic.server.problems;

import org.jspecify.annotations.NullMarked;
