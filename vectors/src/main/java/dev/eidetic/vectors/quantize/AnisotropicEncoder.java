package dev.eidetic.vectors.quantize;

import java.util.Arrays;

/// Chooses code words that cost least by an [AnisotropicLoss]; belongs to one thread.
///
/// The loss couples the subspaces, so they are gone through in turn, each choosing anew while the
/// others stay, until none changes: no single change then makes the loss smaller.
public final class AnisotropicEncoder {

  private static final int MOST_ROUNDS = 10;

  private final ProductQuantizer quantizer;
  private final float extra;

  /// Of each code word: squared length of what it leaves, and that along the direction.
  private final float[] squares;

  private final float[] along;

  public AnisotropicEncoder(ProductQuantizer quantizer, AnisotropicLoss loss) {
    this.quantizer = quantizer;
    this.extra = loss.weight() - 1;
    this.squares = new float[quantizer.subspaces() * quantizer.words()];
    this.along = new float[squares.length];
  }

  /// Encodes one vector.
  ///
  /// @param targets hold what the code words are to restore (a vector, or its residual) from
  ///   `start` on
  /// @param directions hold the direction in which errors count most, of length 1 or zero, from
  ///   `start` on
  /// @param codes receives one code per subspace from `place` on
  public void encode(float[] targets, float[] directions, int start, byte[] codes, int place) {
    measure(targets, directions, start);
    int subspaces = quantizer.subspaces();
    int words = quantizer.words();
    float sum = 0;
    for (int subspace = 0; subspace < subspaces; subspace++) {
      int word = best(subspace * words, 0, 0);
      codes[place + subspace] = (byte) word;
      sum += along[subspace * words + word];
    }
    for (int round = 0; round < MOST_ROUNDS; round++) {
      boolean isChanged = false;
      for (int subspace = 0; subspace < subspaces; subspace++) {
        int first = subspace * words;
        int word = Byte.toUnsignedInt(codes[place + subspace]);
        float others = sum - along[first + word];
        int better = best(first, others, extra);
        if (better != word && cost(first + better, others) < cost(first + word, others)) {
          codes[place + subspace] = (byte) better;
          sum = others + along[first + better];
          isChanged = true;
        }
      }
      if (!isChanged) {
        return;
      }
    }
  }

  private void measure(float[] targets, float[] directions, int start) {
    Arrays.fill(squares, 0);
    Arrays.fill(along, 0);
    float[] columns = quantizer.columns();
    int words = quantizer.words();
    for (int subspace = 0; subspace < quantizer.subspaces(); subspace++) {
      int first = subspace * words;
      int end = quantizer.starts()[subspace + 1];
      for (int i = quantizer.starts()[subspace]; i < end; i++) {
        float target = targets[start + i];
        float direction = directions[start + i];
        for (int word = 0; word < words; word++) {
          float error = target - columns[i * words + word];
          squares[first + word] += error * error;
          along[first + word] += error * direction;
        }
      }
    }
  }

  private int best(int first, float others, float extra) {
    int best = 0;
    float least = Float.POSITIVE_INFINITY;
    for (int word = 0; word < quantizer.words(); word++) {
      float sum = others + along[first + word];
      float cost = squares[first + word] + extra * sum * sum;
      if (cost < least) {
        least = cost;
        best = word;
      }
    }
    return best;
  }

  private float cost(int word, float others) {
    float sum = others + along[word];
    return squares[word] + extra * sum * sum;
  }
}
