package dev.eidetic.encode.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A body that is read piece by piece, with a limit on the wait for each piece.
///
/// Asks the connection for one batch at a time, so that at most two batches are in memory. One
/// reader.
final class BodyQueue implements BodySubscriber<BodyQueue> {

  private final LinkedBlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  /// What the connection reported.
  sealed interface Signal {

    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record End() implements Signal {}

    record Broken(Throwable cause) implements Signal {}
  }

  /// Ready at once: the answer counts as received when its headers are.
  @Override
  public CompletionStage<BodyQueue> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    signals.add(new Signal.Bytes(buffers));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Signal.Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }

  /// Waits for what comes next.
  ///
  /// @return nothing if the time runs out
  @Nullable Signal next(Duration wait) throws InterruptedException {
    var signal = signals.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
    if (signal instanceof Signal.Bytes) {
      subscription.join().request(1);
    }
    return signal;
  }

  /// Gives up the rest; the connection is closed. Harmless after the end.
  void cancel() {
    var _ = subscription.thenAccept(Flow.Subscription::cancel);
  }
}
