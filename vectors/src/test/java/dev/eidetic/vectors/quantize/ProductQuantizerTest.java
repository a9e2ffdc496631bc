package dev.eidetic.vectors.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.testkit.Seeds;
import dev.eidetic.vectors.VectorSource;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProductQuantizerTest {

  private static final int DIMENSION = 23;

  private final Seeds random = Seeds.many(1).getFirst();
  private final float[] examples = random.vector(500 * DIMENSION);

  private ProductQuantizer train(int subspaces, int bits) {
    return ProductQuantizer.train(VectorSource.of(examples, DIMENSION), subspaces, bits, 1, 2);
  }

  private float[] decoded(ProductQuantizer quantizer, float[] vector) {
    var codes = new byte[quantizer.subspaces()];
    quantizer.encoder().encode(vector, 1, codes);
    var decoded = new float[DIMENSION];
    quantizer.decode(codes, 0, decoded);
    return decoded;
  }

  @Test
  void tableSumsAreProductsWithAndDistancesToTheDecodedVector() {
    for (int bits : new int[] {4, 6, 8}) {
      for (int subspaces : new int[] {1, 5, 23}) {
        var quantizer = train(subspaces, bits);
        float[] query = random.vector(DIMENSION);
        float[] vector = random.vector(DIMENSION);
        var codes = new byte[subspaces];
        quantizer.encoder().encode(vector, 1, codes);
        float[] decoded = decoded(quantizer, vector);
        double product = 0;
        double distance = 0;
        for (int i = 0; i < DIMENSION; i++) {
          product += (double) query[i] * decoded[i];
          distance += Math.pow((double) query[i] - decoded[i], 2);
        }
        var tables = new float[subspaces * quantizer.words()];
        quantizer.products(query, tables);
        assertThat(sum(tables, codes, quantizer)).isCloseTo(product, within(1e-4));
        quantizer.minusSquaredDistances(query, tables);
        assertThat(sum(tables, codes, quantizer)).isCloseTo(-distance, within(1e-4));
      }
    }
  }

  private static double sum(float[] tables, byte[] codes, ProductQuantizer quantizer) {
    double sum = 0;
    for (int i = 0; i < codes.length; i++) {
      sum += tables[i * quantizer.words() + Byte.toUnsignedInt(codes[i])];
    }
    return sum;
  }

  @Test
  void noOtherCodeWordOfASubspaceIsNearer() {
    var quantizer = train(5, 6);
    float[] vector = random.vector(DIMENSION);
    float[] decoded = decoded(quantizer, vector);
    for (int subspace = 0; subspace < 5; subspace++) {
      int from = quantizer.starts()[subspace];
      int to = quantizer.starts()[subspace + 1];
      for (int word = 0; word < quantizer.words(); word++) {
        double chosen = 0;
        double other = 0;
        for (int i = from; i < to; i++) {
          chosen += Math.pow((double) vector[i] - decoded[i], 2);
          float number = quantizer.columns()[i * quantizer.words() + word];
          other += Math.pow((double) vector[i] - number, 2);
        }
        assertThat(chosen).as("%s", random).isLessThanOrEqualTo(other + 1e-5);
      }
    }
  }

  @Test
  void manyVectorsAreEncodedAsOneByOne() {
    var quantizer = train(7, 8);
    float[] vectors = random.vector(32 * DIMENSION);
    var together = new byte[32 * 7];
    quantizer.encoder().encode(vectors, 32, together);
    for (int i = 0; i < 32; i++) {
      var alone = new byte[7];
      quantizer
          .encoder()
          .encode(Arrays.copyOfRange(vectors, i * DIMENSION, (i + 1) * DIMENSION), 1, alone);
      assertThat(Arrays.copyOfRange(together, i * 7, (i + 1) * 7))
          .as("%s", random)
          .isEqualTo(alone);
    }
  }

  @Test
  void refusesMoreSubspacesThanNumbers() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> train(24, 4))
        .withMessage("subspaces are 24; they must be 1 to the dimension (23)");
  }
}
