package dev.eidetic.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.index.IndexSpec.Flat;
import dev.eidetic.index.IndexSpec.Hnsw;
import dev.eidetic.index.IndexSpec.Ivf;
import dev.eidetic.index.IndexSpec.QuantizedGraph;
import dev.eidetic.index.IndexSpec.Refined;
import dev.eidetic.index.IndexSpec.Transformed;
import dev.eidetic.index.VectorCode.Anisotropic;
import dev.eidetic.index.VectorCode.Numbers;
import dev.eidetic.index.VectorCode.Product;
import dev.eidetic.index.VectorCode.RaBitQ;
import dev.eidetic.index.VectorTransform.OptimizedRotation;
import dev.eidetic.index.VectorTransform.PrincipalComponents;
import dev.eidetic.index.VectorTransform.RandomRotation;
import dev.eidetic.index.VectorTransform.UnitLength;
import dev.eidetic.testkit.Seeds;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexSpecTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Flat",
        "SQ8",
        "SQfp16",
        "SQbf16",
        "PQ32",
        "PQ32x4",
        "PQ32x4fs",
        "PQ32x6",
        "RaBitQ",
        "RaBitQ4",
        "AVQ32x4",
        "AVQ32x4(0.5)",
        "IVF4096,Flat",
        "IVF4096,SQ8",
        "IVF4096,PQ64",
        "IVF4096,PQ64nr",
        "IVF4096,PQ64x4fs",
        "IVF4096,PQ64x4fsr",
        "IVF4096,RaBitQ4",
        "IVF4096,AVQ32x4,SOAR,RFlat",
        "IVF4096,AVQ32x4nr",
        "HNSW32",
        "HNSW16_100",
        "HNSW32,SQ8",
        "HNSW300",
        "QG32",
        "QG64_400",
        "QG32,SQfp16",
        "QG32_100,SQ8",
        "PCA64,HNSW32",
        "PCAW64,Flat",
        "OPQ16,PQ16",
        "OPQ16_64,IVF4096,PQ16x4fs,RFlat",
        "RR,PQ16",
        "L2norm,PCA64,RR,IVF100,SQ8,Refine(SQbf16)",
        "PCA64,(PCA32,PQ8,RFlat),Refine(SQ8)",
      })
  void canonicalTextIsReadBackUnchanged(String text) {
    assertThat(IndexSpec.parse(text)).hasToString(text);
    assertThat(IndexSpec.parse(IndexSpec.parse(text).toString())).isEqualTo(IndexSpec.parse(text));
  }

  @Test
  void wordsMeanWhatTheySay() {
    assertThat(IndexSpec.parse("OPQ64,IVF4096,PQ64x4fs,RFlat"))
        .isEqualTo(
            new Refined(
                new Transformed(
                    new OptimizedRotation(64, 0),
                    new Ivf(4096, new Product(64, 4, true), false, false)),
                NumberFormat.FLOAT32));
    assertThat(IndexSpec.parse("IVF256,PQ16"))
        .isEqualTo(new Ivf(256, new Product(16, 8, false), true, false));
    assertThat(IndexSpec.parse("IVF4096,AVQ32x4,SOAR"))
        .isEqualTo(new Ivf(4096, new Anisotropic(32, 0.2f), true, true));
    assertThat(IndexSpec.parse("HNSW32")).isEqualTo(new Hnsw(32, 200, VectorCode.FLOAT32));
    assertThat(IndexSpec.parse("QG32,SQfp16"))
        .isEqualTo(new QuantizedGraph(32, 200, NumberFormat.FLOAT16));
    assertThat(IndexSpec.parse("RaBitQ")).isEqualTo(new Flat(new RaBitQ(1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      textBlock =
          """
          IVF4k,Flat                  > IVF4096,Flat
          IVF1M_HNSW32,SQ8            > IVF1048576,SQ8
          IVF4096_HNSW,PQ8x4fs        > IVF4096,PQ8x4fs
          IVF64,PQ16x8                > IVF64,PQ16
          IVF64,PQ16r                 > IVF64,PQ16
          IVF64,PQ16np                > IVF64,PQ16
          IVF64,PQ16x4fsr_64,RFlat    > IVF64,PQ16x4fsr,RFlat
          IVF64,RaBitQfs              > IVF64,RaBitQ
          RaBitQ1                     > RaBitQ
          HNSW                        > HNSW32
          HNSW32,Flat,RFlat           > HNSW32,RFlat
          QG                          > QG32
          Flat,Refine(Flat)           > Flat,RFlat
          HR,PQ8                      > RR,PQ8
          PCAWR64,PQ8                 > PCAW64,RR,PQ8
          IDMap,HNSW32                > HNSW32
          IVF64,Flat,IDMap2           > IVF64,Flat
          (Flat)                      > Flat
          """)
  void otherSpellingsOfFaissAreAccepted(String given, String canonical) {
    assertThat(IndexSpec.parse(given)).hasToString(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          IVF4096,PQ64x5      | 9  | product quantization of 5 bits is unknown; bits are 4, 6 or 8
          IVF4096,PQ64x8fs    | 9  | fast scan is for 4 bits; these codes have 8 per subspace
          ivf4096,Flat        | 1  | "ivf4096" is unknown, did you mean IVF4096?; known are Flat,
          HNWS32              | 1  | "HNWS32" is unknown, did you mean HNSW32?; known are
          IVF4096,Falt        | 9  | "Falt" is unknown, did you mean Flat?
          ~~                  | 1  | nothing is unknown; known are Flat
          IVF4096             | 8  | the end should be ",", which precedes what the lists hold
          IVF,Flat            | 4  | a number is missing: inverted lists, such as IVF4096
          IVF0,Flat           | 1  | lists are 0; there must be at least 1
          IVF99999999999,Flat | 4  | 99999999999 is no number that can be used
          IVF3000M,Flat       | 4  | 3000M is no number that can be used
          HNSW1000            | 1  | maxLinks is 1000; it must be 2 to 512
          HNSW32_8            | 1  | buildBeam is 8; it must be at least maxLinks (32)
          QG33                | 1  | degree is 33; it must be a multiple of 32, up to 256
          QG32,PQ8            | 6  | PQ8 is no format of numbers; QG keeps Flat, SQfp16, SQbf16
          SQ4                 | 3  | SQ4 is unknown; numbers are stored as SQ8, SQfp16 or SQbf16
          Flat,SQ8            | 6  | "SQ8" cannot follow Flat; RFlat or Refine(SQfp16) may
          RFlat               | 1  | RFlat refines an index and comes after it
          PCA64               | 6  | the end should be ",", which precedes what is indexed
          RR64,Flat           | 3  | RR keeps the dimension; for fewer numbers use PCA
          IMI2x8,Flat         | 1  | IMI2x8 is known to FAISS and not built here; use IVF
          IVF64_NSG32,Flat    | 6  | "_NSG32" is no way to find centroids; leave it out
          IVF64,PQ16+8        | 11 | codes that refine codes are not built; add RFlat
          Flat,Refine(PQ8)    | 13 | PQ8 is no format of numbers; refining ranks by Flat
          Flat,Refine(SQ8     | 16 | the end should be ")", which closes Refine(
          AVQ32x8             | 6  | anisotropic codes have 4 bits per subspace: AVQ32x4
          AVQ32x4(7)          | 1  | threshold is 7.0; it must be at least 0 and less than 1
          AVQ32x4(E)          | 9  | "E" is no number: the threshold
          OPQ16_60,PQ16       | 1  | dimension is 60; it must be a multiple of the 16 subspaces
          RaBitQ9             | 1  | RaBitQ of 9 bits is unknown; bits are 1 to 8
          PQ0                 | 1  | subspaces are 0; they must be 1 to 4096
          PQ32x4fsr           | 9  | "r" is too much; a comma or the end should be here
          Flat Flat           | 5  | " Flat" is too much; a comma or the end should be here
          IVF64,PQ16x4fs_48   | 15 | blocks of 48 are unknown; leave it out, or write _32
          SOAR                | 1  | SOAR comes after inverted lists
          """)
  void errorsSayWhereAndWhat(String text, int character, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.parse(text))
        .withMessageStartingWith(
            "index spec \"%s\", character %d: %s".formatted(text, character, message));
  }

  @Test
  void errorsPointWithACaret() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.parse("IVF64,Flat,SQ8"))
        .withMessage(
            """
            index spec "IVF64,Flat,SQ8", character 12: "SQ8" cannot follow IVF64,Flat; \
            RFlat or Refine(SQfp16) may
              IVF64,Flat,SQ8
                         ^"""
                .replace("\n", System.lineSeparator()));
  }

  @Test
  void overlongTextIsRefusedBeforeItIsRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IndexSpec.parse("(".repeat(100_000)))
        .withMessageContaining("the spec has 100000 characters; at most 200");
  }

  @Test
  void everySpecIsReadBackFromItsText() {
    for (var random : Seeds.many(2000)) {
      var spec = any(random, 3);
      assertThat(IndexSpec.parse(spec.toString())).as("%s", random).isEqualTo(spec);
    }
  }

  @Test
  void anyTextIsReadOrRefusedWithAPlace() {
    String letters = "IVFHNSWPQRaBitGOC,()_x48612fs.kM ";
    for (var random : Seeds.many(5000)) {
      var text = new StringBuilder(any(random, 3).toString());
      for (int edit = 0; edit < 2; edit++) {
        int place = random.nextInt(text.length());
        text.setCharAt(place, letters.charAt(random.nextInt(letters.length())));
      }
      try {
        var spec = IndexSpec.parse(text.toString());
        assertThat(IndexSpec.parse(spec.toString())).as("%s", random).isEqualTo(spec);
      } catch (IllegalArgumentException e) {
        assertThat(e).as("%s", random).hasMessageContaining(", character ");
      }
    }
  }

  private static IndexSpec any(Seeds random, int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 7)) {
      case 0 -> new Flat(code(random));
      case 1 ->
          new Ivf(
              1 + random.nextInt(70_000), code(random), random.nextBoolean(), random.nextBoolean());
      case 2 -> {
        int links = 2 + random.nextInt(511);
        int beam = random.nextBoolean() ? Math.max(links, 200) : links + random.nextInt(300);
        yield new Hnsw(links, beam, code(random));
      }
      case 3 -> {
        int degree = 32 * (1 + random.nextInt(8));
        int beam = random.nextBoolean() ? Math.max(degree, 200) : degree + random.nextInt(300);
        yield new QuantizedGraph(degree, beam, format(random));
      }
      case 4, 5 -> new Transformed(transform(random), any(random, depth - 1));
      default -> new Refined(any(random, depth - 1), format(random));
    };
  }

  private static VectorCode code(Seeds random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Numbers(format(random));
      case 1 -> {
        int bits = 4 + 2 * random.nextInt(3);
        yield new Product(1 + random.nextInt(4096), bits, bits == 4 && random.nextBoolean());
      }
      case 2 ->
          new Anisotropic(
              1 + random.nextInt(4096),
              random.nextBoolean()
                  ? Anisotropic.DEFAULT_THRESHOLD
                  : random.nextFloat() * (float) Math.pow(10, -random.nextInt(9)));
      default -> new RaBitQ(1 + random.nextInt(8));
    };
  }

  private static NumberFormat format(Seeds random) {
    return List.of(NumberFormat.values()).get(random.nextInt(4));
  }

  private static VectorTransform transform(Seeds random) {
    return switch (random.nextInt(4)) {
      case 0 -> new PrincipalComponents(1 + random.nextInt(4096), random.nextBoolean());
      case 1 -> {
        int subspaces = 1 + random.nextInt(128);
        yield new OptimizedRotation(subspaces, subspaces * random.nextInt(5));
      }
      case 2 -> new RandomRotation();
      default -> new UnitLength();
    };
  }
}
