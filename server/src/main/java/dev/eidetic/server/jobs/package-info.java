/// Long work: [JobBoard] runs one job after the other, [Job] is one of them, [JobNote] brings those
/// back that a restart cut off.
@NullMarked
package dev.eidetic.server.jobs;

import org.jspecify.annotations.NullMarked;
