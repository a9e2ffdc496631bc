package dev.eidetic.train.trainer;

import dev.eidetic.train.augmentation.Canvas;
import dev.eidetic.train.data.PixelCache;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Embeds cached images without augmentation.
final class Embedder {

  private static final int BATCH = 32;

  private final TorchNetwork network;
  private final int side;

  Embedder(TorchNetwork network, int side) {
    this.network = network;
    this.side = side;
  }

  /// @param images of the cache
  /// @return one vector per image
  float[][] embed(PixelCache cache, int[] images) {
    var vectors = new float[images.length][];
    for (int first = 0; first < images.length; first += BATCH) {
      int count = Math.min(BATCH, images.length - first);
      var pixels = new float[count * 3 * side * side];
      for (int i = 0; i < count; i++) {
        BatchLoader.normalize(Canvas.of(cache.pixels(images[first + i]), side), pixels, i);
      }
      try (var _ = new PointerScope();
          var _ = new NoGradGuard()) {
        float[][] rows = Tensors.rows(network.forward(tensor(pixels, count, side), false));
        System.arraycopy(rows, 0, vectors, first, count);
      }
    }
    return vectors;
  }

  static Tensor tensor(float[] pixels, int count, int side) {
    return Tensor.create(pixels, count, 3, side, side).contiguous(MemoryFormat.ChannelsLast);
  }
}
