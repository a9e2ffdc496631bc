package dev.eidetic.index;

import dev.eidetic.index.VectorCode.Anisotropic;
import dev.eidetic.index.VectorCode.Numbers;
import dev.eidetic.index.VectorCode.Product;
import dev.eidetic.index.VectorCode.RaBitQ;

/// Reads the part of a spec that says how a vector is stored.
final class CodeParser {

  private final SpecCursor text;

  CodeParser(SpecCursor text) {
    this.text = text;
  }

  /// @param start of the word
  /// @param head the letters at its beginning, already taken
  VectorCode code(int start, String head) {
    return switch (head) {
      case "Flat" -> VectorCode.FLOAT32;
      case "SQ" -> numbers(start, NumberFormat.INT8, 8);
      case "SQfp" -> numbers(start, NumberFormat.FLOAT16, 16);
      case "SQbf" -> numbers(start, NumberFormat.BFLOAT16, 16);
      case "PQ" -> product(start);
      case "AVQ" -> anisotropic(start);
      case "RaBitQ", "RaBitQfs" -> {
        int bits = text.isAtDigit() ? text.number("bits per number") : 1;
        yield text.checked(start, () -> new RaBitQ(bits));
      }
      default -> throw text.error(start, "%s", SpecWords.unknown(text.word(start), head));
    };
  }

  private VectorCode numbers(int start, NumberFormat format, int bits) {
    int place = text.position();
    int given = text.number("bits per number, as in SQ8, SQfp16 or SQbf16");
    if (given != bits) {
      throw text.error(
          place,
          "%s is unknown; numbers are stored as SQ8, SQfp16 or SQbf16, fewer bits as RaBitQ4",
          text.word(start));
    }
    return new Numbers(format);
  }

  private VectorCode product(int start) {
    int subspaces = text.number("subspaces, as in PQ32 or PQ32x4fs");
    int place = text.position();
    int bits = text.take("x") ? text.number("bits per subspace") : 8;
    if (text.take("+")) {
      throw text.error(
          place, "codes that refine codes are not built; add RFlat or Refine(SQ8) instead");
    }
    text.take("np"); // FAISS: no polysemous training, which is never done here
    boolean isFastScan = text.take("fs");
    return text.checked(start, () -> new Product(subspaces, bits, isFastScan));
  }

  private VectorCode anisotropic(int start) {
    int subspaces = text.number("subspaces, as in AVQ32x4");
    int place = text.position();
    if (!text.take("x4")) {
      throw text.error(place, "anisotropic codes have 4 bits per subspace: AVQ%dx4", subspaces);
    }
    float threshold = Anisotropic.DEFAULT_THRESHOLD;
    if (text.take("(")) {
      threshold = text.decimal("the threshold, as in AVQ32x4(0.2)");
      if (!text.take(")")) {
        throw text.error(text.position(), "\")\" is missing after the threshold");
      }
    }
    float given = threshold;
    return text.checked(start, () -> new Anisotropic(subspaces, given));
  }

  /// Whether the code, which is in inverted lists, describes residuals: what is said after it, or
  /// what is usual.
  boolean residual(VectorCode code) {
    boolean isFree = code instanceof Product || code instanceof Anisotropic;
    boolean isResidual = usuallyResidual(code);
    if (isFree && text.take("nr")) {
      isResidual = false;
    } else if (isFree && text.take("r")) {
      isResidual = true;
    }
    int place = text.position();
    if (code instanceof Product(_, _, boolean isFastScan) && isFastScan && text.take("_")) {
      // FAISS: how many codes lie in a block. Here the kernel decides.
      int block = text.number("codes per block");
      if (block < 1 || block % 32 != 0) {
        throw text.error(place, "blocks of %d are unknown; leave it out, or write _32", block);
      }
    }
    return isResidual;
  }

  /// As FAISS does: product codes are residual, fast-scan ones are not, since their tables then
  /// serve all lists of a query.
  static boolean usuallyResidual(VectorCode code) {
    return switch (code) {
      case Numbers _ -> false;
      case Product(_, _, boolean isFastScan) -> !isFastScan;
      case Anisotropic _, RaBitQ _ -> true;
    };
  }
}
