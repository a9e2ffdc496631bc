package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.Comparisons.scalar;

import dev.eidetic.train.torch.Processor;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;

/// Average precision from histograms with triangular bins, best bin first.
final class BinnedPrecision {

  private BinnedPrecision() {}

  /// For each row `1/|P| sum over bins of h+ H+ / H`; 0 for rows without positives.
  ///
  /// @param positions `[N, M]`, in bins: 0 is the centre of the first
  static Tensor averagePrecision(Tensor positions, int bins, Tensor positives, Tensor negatives) {
    var centres = new float[bins];
    for (int i = 0; i < bins; i++) {
      centres[i] = i;
    }
    var bin = Processor.like(Tensor.create(centres), positions);
    var membership =
        positions.unsqueeze(2).sub(bin).abs().neg().add(scalar(1)).relu(); // [N, M, bins]
    var found = histogram(membership, positives);
    var all = found.add(histogram(membership, negatives));
    var share = found.cumsum(1).div(all.cumsum(1).clamp_min(scalar(1e-12)));
    var counts = Comparisons.sumRows(positives).clamp_min(scalar(1));
    return Comparisons.sumRows(found.mul(share)).div(counts);
  }

  private static Tensor histogram(Tensor membership, Tensor mask) {
    return membership.mul(mask.unsqueeze(2)).sum(new long[] {1}, false, new ScalarTypeOptional());
  }
}
