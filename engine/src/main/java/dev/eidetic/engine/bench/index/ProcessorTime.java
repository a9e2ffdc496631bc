package dev.eidetic.engine.bench.index;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// How long processors have computed, in seconds: what counts where other programs run as well.
final class ProcessorTime {

  private ProcessorTime() {}

  /// Of the calling thread.
  static double ofThread() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
  }

  /// Of all threads of this process; 0 where the system does not tell.
  static double ofProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime()) / 1e9
        : 0;
  }
}
