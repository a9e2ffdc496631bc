package dev.eidetic.train.torch;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// How precisely a network computes while it trains.
public enum Arithmetic {
  /// As its parameters are.
  SINGLE,

  /// Convolutions and products of matrices in bfloat16, sums and parameters in single precision:
  /// twice as fast on processors that have avx512_bf16 or AMX and on graphics cards, slower on
  /// others.
  MIXED;

  /// Until closed, this thread's operations are of this arithmetic.
  interface Span extends AutoCloseable {

    Span NONE = () -> {};

    @Override
    void close();
  }

  Span begin(Tensor pictures) {
    return this == SINGLE ? Span.NONE : switched(pictures, true);
  }

  /// Back to single precision for a while, within [#begin].
  Span pause(Tensor input) {
    return this == SINGLE ? Span.NONE : switched(input, false);
  }

  private static Span switched(Tensor near, boolean isOn) {
    var type = near.is_cuda() ? DeviceType.CUDA : DeviceType.CPU;
    boolean wasOn = torch.is_autocast_enabled(type);
    torch.set_autocast_dtype(type, ScalarType.BFloat16);
    torch.set_autocast_enabled(type, isOn);
    return () -> {
      torch.set_autocast_enabled(type, wasOn);
      if (!wasOn) {
        torch.clear_cache(); // of parameters in bfloat16, which the next step changes
      }
    };
  }

  /// The same numbers in single precision.
  Tensor exact(Tensor numbers) {
    return this == SINGLE ? numbers : numbers.to(ScalarType.Float);
  }
}
