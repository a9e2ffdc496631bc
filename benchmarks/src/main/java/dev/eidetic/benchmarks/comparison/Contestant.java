package dev.eidetic.benchmarks.comparison;

import dev.eidetic.evaluate.ann.Latencies;
import java.io.IOException;

/// An index that takes part: ours, one of another library, or another program.
interface Contestant extends AutoCloseable {

  /// What making the index took.
  ///
  /// @param seconds by the clock
  /// @param processorSeconds of all threads
  /// @param bytes that the index takes in memory, or in its file where memory is not told
  record Built(double seconds, double processorSeconds, long bytes) {}

  /// What one pass over all queries gave, on one thread, one query after the other.
  ///
  /// @param found ids for each query, best first
  /// @param seconds by the clock
  /// @param processorSeconds that the thread computed
  record Pass(long[][] found, double seconds, double processorSeconds, Latencies latencies) {}

  Built build() throws IOException, InterruptedException;

  /// @param count hits per query
  /// @param settings such as `ef=40`
  Pass search(int count, String settings) throws IOException;

  @Override
  void close() throws IOException;
}
