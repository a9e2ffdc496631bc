/// The demo: draw the catalogue, index it, search it, judge the hits, show them on one page.
///
/// Read [Demo] (the run), [DemoFolder] (where everything lies), [LeaveOneOut] (the numbers),
/// `DemoQueries` (what is searched for), `DemoSheet` (the page). No front end is in here: whoever
/// has one passes a [DemoListener] and shows the [DemoReport].
@NullMarked
package dev.eidetic.demo.show;

import org.jspecify.annotations.NullMarked;
