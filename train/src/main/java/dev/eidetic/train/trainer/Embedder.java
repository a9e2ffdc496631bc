package dev.eidetic.train.trainer;

import dev.eidetic.encode.model.Preset;
import dev.eidetic.train.augmentation.Canvas;
import dev.eidetic.train.data.PixelCache;
import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import dev.eidetic.vectors.ParallelLoop;
import java.util.List;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Embeds cached images without augmentation.
final class Embedder {

  private static final int BATCH = 64;

  private final TorchNetwork network;
  private final int side;
  private final Processor processor;

  /// @param processor where the network's parameters lie
  Embedder(TorchNetwork network, int side, Processor processor) {
    this.network = network;
    this.side = side;
    this.processor = processor;
  }

  /// @param images of the cache
  /// @return one vector per image
  float[][] embed(PixelCache cache, int[] images) {
    var vectors = new float[images.length][];
    for (int first = 0; first < images.length; first += BATCH) {
      int count = Math.min(BATCH, images.length - first);
      var pixels = new byte[count * 3 * side * side];
      int start = first;
      IntConsumer work =
          i -> BatchLoader.store(Canvas.of(cache.pixels(images[start + i]), side), pixels, i);
      ParallelLoop.run(Runtime.getRuntime().availableProcessors(), count, () -> work);
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        float[][] rows =
            Tensors.rows(network.forward(tensor(pixels, count, side, processor), false));
        System.arraycopy(rows, 0, vectors, first, count);
      }
    }
    return vectors;
  }

  /// Pictures as the network takes them, normalized as the exported model will do it.
  ///
  /// @param pixels `[count, 3, side, side]`, from 0 to 255
  static Tensor tensor(byte[] pixels, int count, int side, Processor processor) {
    var preprocessing = Preset.IMAGENET_SQUARE.preprocessing(side);
    var numbers =
        processor
            .tensor(Tensor.create(pixels, false, count, 3, side, side))
            .to(ScalarType.Float)
            .contiguous(MemoryFormat.ChannelsLast);
    return numbers
        .sub(perChannel(preprocessing.mean(), numbers))
        .div(perChannel(preprocessing.std(), numbers));
  }

  private static Tensor perChannel(List<Double> values, Tensor near) {
    var numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = 255 * values.get(i).floatValue();
    }
    return Processor.like(Tensor.create(numbers, 1, numbers.length, 1, 1), near);
  }
}
