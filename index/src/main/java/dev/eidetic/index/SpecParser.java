package dev.eidetic.index;

import dev.eidetic.index.IndexSpec.Hnsw;
import dev.eidetic.index.IndexSpec.Ivf;
import dev.eidetic.index.IndexSpec.QuantizedGraph;
import dev.eidetic.index.VectorTransform.OptimizedRotation;
import dev.eidetic.index.VectorTransform.PrincipalComponents;
import dev.eidetic.index.VectorTransform.RandomRotation;
import dev.eidetic.index.VectorTransform.UnitLength;
import java.util.ArrayList;
import java.util.List;

/// Reads specs as FAISS's factory does: transforms, then one kind, then refinements, with commas
/// between. docs/indexes.md has the grammar.
final class SpecParser {

  private static final int LONGEST = 200;

  private final SpecCursor text;
  private final CodeParser codes;

  private SpecParser(SpecCursor text) {
    this.text = text;
    this.codes = new CodeParser(text);
  }

  static IndexSpec parse(String given) {
    var text = new SpecCursor(given);
    if (given.length() > LONGEST) {
      throw new SpecCursor(given.substring(0, LONGEST))
          .error(LONGEST, "the spec has %d characters; at most %d", given.length(), LONGEST);
    }
    var spec = new SpecParser(text).sequence();
    if (!text.isAtEnd()) {
      throw text.error(
          text.position(),
          "\"%s\" is too much; a comma or the end should be here",
          given.substring(text.position()));
    }
    return spec;
  }

  private IndexSpec sequence() {
    List<VectorTransform> transforms = new ArrayList<>();
    var base = kindAfter(transforms);
    for (var transform : transforms.reversed()) {
      base = new IndexSpec.Transformed(transform, base);
    }
    while (text.take(",")) {
      base = refined(base);
    }
    return base;
  }

  /// @param transforms receives those before the kind
  private IndexSpec kindAfter(List<VectorTransform> transforms) {
    while (true) {
      int start = text.position();
      if (text.take("(")) {
        var inner = sequence();
        expect(")", "closes the parenthesis");
        return inner;
      }
      String head = text.letters();
      var found = head.equals("IDMap") ? idMap() : transforms(start, head);
      if (found.isEmpty() && !head.equals("IDMap")) {
        return kind(start, head);
      }
      transforms.addAll(found);
      expect(",", "precedes what is indexed, such as Flat or IVF4096,PQ64x4fs");
    }
  }

  /// Ids are always kept, so this word of FAISS changes nothing.
  private List<VectorTransform> idMap() {
    text.take("2");
    return List.of();
  }

  private List<VectorTransform> transforms(int start, String head) {
    return switch (head) {
      case "PCA" -> List.of(components(start, false));
      case "PCAW" -> List.of(components(start, true));
      case "PCAR" -> List.of(components(start, false), new RandomRotation());
      case "PCAWR" -> List.of(components(start, true), new RandomRotation());
      case "OPQ" -> {
        int subspaces = text.number("subspaces, such as OPQ16 or OPQ16_64");
        int dimension = text.take("_") ? text.number("numbers per rotated vector") : 0;
        yield List.of(text.checked(start, () -> new OptimizedRotation(subspaces, dimension)));
      }
      case "RR", "HR" -> {
        if (text.isAtDigit()) {
          throw text.error(
              text.position(), "%s keeps the dimension; for fewer numbers use PCA", head);
        }
        yield List.of(new RandomRotation());
      }
      case "L" -> text.take("2norm") ? List.of(new UnitLength()) : List.of();
      default -> List.of();
    };
  }

  private VectorTransform components(int start, boolean whitened) {
    int dimension = text.number("principal components that are kept, such as PCA64");
    return text.checked(start, () -> new PrincipalComponents(dimension, whitened));
  }

  private IndexSpec kind(int start, String head) {
    return switch (head) {
      case "IVF" -> lists(start);
      case "HNSW" -> graph(start);
      case "QG" -> quantizedGraph(start);
      case "RFlat", "Refine" ->
          throw text.error(
              start, "%s refines an index and comes after it, as in IVF4096,PQ64x4fs,RFlat", head);
      case "SOAR" ->
          throw text.error(start, "SOAR comes after inverted lists: IVF4096,AVQ32x4,SOAR");
      default -> new IndexSpec.Flat(codes.code(start, head));
    };
  }

  private IndexSpec lists(int start) {
    int lists = text.number("inverted lists, such as IVF4096 or IVF64k");
    int afterLists = text.position();
    if (text.take("_")) {
      // How the nearest centroids are found is decided by their number here.
      if (!text.take("HNSW")) {
        throw text.error(
            afterLists,
            "\"%s\" is no way to find centroids; leave it out, or write _HNSW32 as in FAISS",
            text.word(afterLists));
      }
      if (text.isAtDigit()) {
        text.number("links per centroid");
      }
    }
    expect(",", "precedes what the lists hold, such as Flat, SQ8, PQ64x4fs or RaBitQ");
    int codeStart = text.position();
    var code = codes.code(codeStart, text.letters());
    boolean isResidual = codes.residual(code);
    boolean isSpilled = text.take(",SOAR");
    return text.checked(start, () -> new Ivf(lists, code, isResidual, isSpilled));
  }

  private IndexSpec graph(int start) {
    int maxLinks = text.isAtDigit() ? text.number("links per vector") : 32;
    int beam =
        text.take("_")
            ? text.number("candidates considered when building, as in HNSW16_200")
            : Hnsw.buildBeam(maxLinks);
    var code = followingCode();
    return text.checked(start, () -> new Hnsw(maxLinks, beam, code));
  }

  private IndexSpec quantizedGraph(int start) {
    int degree = text.isAtDigit() ? text.number("links per vector") : 32;
    int beam =
        text.take("_")
            ? text.number("candidates considered when building, as in QG32_200")
            : QuantizedGraph.buildBeam(degree);
    int codeStart = text.position();
    if (!(followingCode() instanceof VectorCode.Numbers(NumberFormat format))) {
      throw text.error(
          codeStart + 1,
          "%s is no format of numbers; QG keeps Flat, SQfp16, SQbf16 or SQ8",
          text.word(codeStart + 1));
    }
    return text.checked(start, () -> new QuantizedGraph(degree, beam, format));
  }

  /// The code after a comma; plain floats if a refinement or nothing follows.
  private VectorCode followingCode() {
    int before = text.position();
    if (text.take(",")) {
      int start = text.position();
      String head = text.letters();
      if (!head.equals("RFlat") && !head.equals("Refine") && !head.equals("IDMap")) {
        return codes.code(start, head);
      }
    }
    text.returnTo(before);
    return VectorCode.FLOAT32;
  }

  private IndexSpec refined(IndexSpec base) {
    int start = text.position();
    String head = text.letters();
    return switch (head) {
      case "RFlat" -> new IndexSpec.Refined(base, NumberFormat.FLOAT32);
      case "Refine" -> {
        expect("(", "precedes the numbers that rank, as in Refine(SQfp16)");
        int codeStart = text.position();
        var code = codes.code(codeStart, text.letters());
        if (!(code instanceof VectorCode.Numbers(NumberFormat format))) {
          throw text.error(
              codeStart,
              "%s is no format of numbers; refining ranks by Flat, SQfp16, SQbf16 or SQ8",
              text.word(codeStart));
        }
        expect(")", "closes Refine(");
        yield new IndexSpec.Refined(base, format);
      }
      case "IDMap" -> {
        idMap();
        yield base;
      }
      default ->
          throw text.error(
              start,
              "\"%s\" cannot follow %s; RFlat or Refine(SQfp16) may",
              text.word(start),
              base);
    };
  }

  private void expect(String expected, String purpose) {
    int place = text.position();
    if (!text.take(expected)) {
      throw text.error(
          place,
          "%s should be \"%s\", which %s",
          text.isAtEnd() ? "the end" : "\"" + text.word(place) + "\"",
          expected,
          purpose);
    }
  }
}
