package dev.eidetic.train.torch;

import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Device;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// What computes.
public enum Processor {
  /// The machine's own cores.
  CPU(DeviceType.CPU),

  /// The first NVIDIA graphics card.
  CUDA(DeviceType.CUDA);

  private final DeviceType type;

  Processor(DeviceType type) {
    this.type = type;
  }

  /// As flags have it: `cpu` or `cuda`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  DeviceType type() {
    return type;
  }

  /// Says whether libtorch can use it here; libtorch must be loaded.
  ///
  /// @throws IllegalStateException if it cannot
  public void requireUsable() {
    if (this == CUDA && !torch.cuda_is_available()) {
      throw new IllegalStateException(
          "libtorch finds no NVIDIA graphics card: build with the Maven profile gpu and see that CUDA 13"
              + " and cuDNN 9 are installed, or train with --device cpu");
    }
  }

  /// The same numbers in this processor's memory.
  public Tensor tensor(Tensor numbers) {
    return this == CPU ? numbers : numbers.to(new Device(type), numbers.scalar_type());
  }

  /// Numbers where another tensor lies, in its precision.
  public static Tensor like(Tensor numbers, Tensor other) {
    return numbers.to(other);
  }

  /// Whole numbers, such as places and classes, where another tensor lies.
  ///
  /// @param numbers one dimension
  public static Tensor whole(long[] numbers, Tensor other) {
    return Tensor.create(numbers).to(other.device(), ScalarType.Long);
  }

  /// Reads what [#word] writes.
  public static Processor named(String word) {
    return Arrays.stream(values())
        .filter(processor -> processor.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "device is \"%s\"; it must be cpu or cuda".formatted(word)));
  }
}
