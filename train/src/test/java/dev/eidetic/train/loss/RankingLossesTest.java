package dev.eidetic.train.loss;

import static dev.eidetic.train.loss.LossCheck.LABELS;
import static dev.eidetic.train.loss.LossCheck.cosine;
import static dev.eidetic.train.loss.LossCheck.isPositive;
import static dev.eidetic.train.loss.LossCheck.requireEqual;
import static dev.eidetic.train.loss.LossCheck.sigmoid;

import dev.eidetic.train.torch.LibTorch;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RankingLossesTest {

  private static final int N = LABELS.length;

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  private interface RowLoss {
    double of(int row);
  }

  /// Mean over the rows with positives: all but the last.
  private static double mean(RowLoss loss) {
    double sum = 0;
    for (int i = 0; i < N - 1; i++) {
      sum += loss.of(i);
    }
    return sum / (N - 1);
  }

  private static int positives(int row) {
    int count = 0;
    for (int j = 0; j < N; j++) {
      count += isPositive(row, j) ? 1 : 0;
    }
    return count;
  }

  @Test
  void smoothAp() {
    requireEqual(
        new SmoothApLoss(0.2),
        (x, _) ->
            mean(
                i -> {
                  double precision = 0;
                  for (int p = 0; p < N; p++) {
                    double among = 1;
                    double all = 1;
                    for (int j = 0; isPositive(i, p) && j < N; j++) {
                      double ahead = sigmoid((cosine(x[i], x[j]) - cosine(x[i], x[p])) / 0.2);
                      among += isPositive(i, j) && j != p ? ahead : 0;
                      all += j != i && j != p ? ahead : 0;
                    }
                    precision += isPositive(i, p) ? among / all : 0;
                  }
                  return 1 - precision / positives(i);
                }));
  }

  @Test
  void recallAtK() {
    requireEqual(
        new RecallAtKLoss(List.of(1, 3), 0.7, 0.2),
        (x, _) ->
            mean(
                i -> {
                  double recall = 0;
                  for (int p = 0; p < N; p++) {
                    double rank = 1;
                    for (int j = 0; j < N; j++) {
                      rank +=
                          j != i && j != p
                              ? sigmoid((cosine(x[i], x[j]) - cosine(x[i], x[p])) / 0.2)
                              : 0;
                    }
                    recall +=
                        isPositive(i, p)
                            ? sigmoid((1 - rank) / 0.7) + sigmoid((3 - rank) / 0.7)
                            : 0;
                  }
                  return 1 - recall / positives(i) / 2;
                }));
  }

  @Test
  void fastAp() {
    requireEqual(
        new FastApLoss(6),
        (x, _) -> mean(i -> 1 - binned(x, i, 7, cosine -> (2 - 2 * cosine) * 6 / 4)));
  }

  @Test
  void listwiseAp() {
    requireEqual(
        new ListwiseApLoss(8, -0.5, 0.9),
        (x, _) ->
            mean(
                i ->
                    1
                        - binned(
                            x, i, 8, cosine -> (0.9 - Math.clamp(cosine, -0.5, 0.9)) * 7 / 1.4)));
  }

  private interface Position {
    double of(double cosine);
  }

  private static double binned(double[][] x, int row, int bins, Position position) {
    double found = 0;
    double seen = 0;
    double precision = 0;
    for (int bin = 0; bin < bins; bin++) {
      double positiveHere = 0;
      for (int j = 0; j < N; j++) {
        double share =
            j == row ? 0 : Math.max(0, 1 - Math.abs(position.of(cosine(x[row], x[j])) - bin));
        seen += share;
        positiveHere += isPositive(row, j) ? share : 0;
      }
      found += positiveHere;
      precision += seen > 0 ? positiveHere * found / seen : 0;
    }
    return precision / positives(row);
  }
}
