/// Data out of Python's pickles, without Python and without running anything.
///
/// Benchmarks publish their ground truth as pickles. A pickle is a program for a stack machine that
/// may call any function; this reader runs only the part that builds plain data, and refuses
/// everything else by name.
///
/// Read in this order: [PickleReader] (the front door), [PickledValue] (what comes out),
/// [PickleLimits], `PickleMachine` (the stack machine), `Callables` (the few names it knows).
///
/// Source: the documentation of Python's `pickle` and `pickletools`, protocols 0 to 4,
/// <https://docs.python.org/3/library/pickle.html>, and of NumPy's array pickles.
@NullMarked
package dev.eidetic.evaluate.pickle;

import org.jspecify.annotations.NullMarked;
