package dev.eidetic.benchmarks.comparison;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// Runs from its making on.
final class BuildStopwatch {

  private final long start = System.nanoTime();
  private final double processorStart = processorSeconds();

  /// @param bytes that what was built takes
  Contestant.Built built(long bytes) {
    return new Contestant.Built(
        (System.nanoTime() - start) / 1e9, processorSeconds() - processorStart, bytes);
  }

  private static double processorSeconds() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? system.getProcessCpuTime() / 1e9
        : 0;
  }
}
