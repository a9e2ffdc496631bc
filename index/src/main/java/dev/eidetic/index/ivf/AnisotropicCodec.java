package dev.eidetic.index.ivf;

import dev.eidetic.index.Metric;
import dev.eidetic.index.VectorCode;
import dev.eidetic.index.core.Section;
import dev.eidetic.vectors.Kernels;
import dev.eidetic.vectors.quantize.AnisotropicEncoder;
import dev.eidetic.vectors.quantize.AnisotropicLoss;
import dev.eidetic.vectors.quantize.AnisotropicTraining;
import dev.eidetic.vectors.quantize.ProductQuantizer;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Residual product codes of 4 bits, chosen so that inner products with the whole vector suffer
/// least. They are scanned as any others are.
///
/// For distances all directions weigh alike: the distance to a query errs by the product of the
/// code's error with what lies between vector and query, and that has any direction for the nearest
/// vectors. So with [Metric#EUCLIDEAN] these are plain product codes.
///
/// @param codes what words have been learned, and how they lie in blocks
record AnisotropicCodec(FastScanCodec codes, ListCentroids centroids, AnisotropicLoss loss)
    implements ListCodec {

  static ListCodec train(VectorCode.Anisotropic code, Metric metric, ListExamples examples) {
    var options = examples.options();
    var loss = loss(code, metric, examples.vectors().dimension());
    var quantizer =
        AnisotropicTraining.train(
            examples.residuals(),
            examples.vectors(),
            code.subspaces(),
            4,
            loss,
            options.seed(),
            options.threads());
    return of(quantizer, metric, new ListCentroids(examples.centroids()), loss);
  }

  static AnisotropicLoss loss(VectorCode.Anisotropic code, Metric metric, int dimension) {
    return metric.isProduct()
        ? AnisotropicLoss.of(code.threshold(), dimension)
        : new AnisotropicLoss(1);
  }

  static ListCodec of(
      ProductQuantizer quantizer, Metric metric, ListCentroids centroids, AnisotropicLoss loss) {
    var codes = new FastScanCodec(quantizer, metric, Optional.of(centroids));
    return new AnisotropicCodec(codes, centroids, loss);
  }

  @Override
  public int blockBytes() {
    return codes.blockBytes();
  }

  @Override
  public ListEncoder encoder() {
    int dimension = codes.quantizer().dimension();
    int subspaces = codes.quantizer().subspaces();
    var encoder = new AnisotropicEncoder(codes.quantizer(), loss);
    var direction = new float[dimension];
    var residual = new float[dimension];
    var chosen = new byte[BLOCK * subspaces];
    return (vectors, count, list, memory, block, place) -> {
      for (int i = 0; i < count; i++) {
        System.arraycopy(vectors, i * dimension, direction, 0, dimension);
        System.arraycopy(vectors, i * dimension, residual, 0, dimension);
        centroids.subtract(list, residual, 0);
        if (!Kernels.normalize(direction)) {
          Arrays.fill(direction, 0);
        }
        encoder.encode(residual, direction, 0, chosen, i * subspaces);
      }
      codes.put(chosen, count, memory, block, place);
    };
  }

  @Override
  public ListScorer scorer() {
    return codes.scorer();
  }

  @Override
  public void move(
      MemorySegment from,
      long fromBlock,
      int fromPlace,
      MemorySegment target,
      long targetBlock,
      int targetPlace) {
    codes.move(from, fromBlock, fromPlace, target, targetBlock, targetPlace);
  }

  @Override
  public void decode(MemorySegment memory, long block, int place, int list, float[] target) {
    codes.decode(memory, block, place, list, target);
  }

  @Override
  public List<Section> sections() {
    return codes.sections();
  }

  @Override
  public long memoryBytes() {
    return codes.memoryBytes();
  }
}
