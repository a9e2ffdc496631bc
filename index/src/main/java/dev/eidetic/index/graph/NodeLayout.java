package dev.eidetic.index.graph;

import dev.eidetic.vectors.ElementType;
import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.LinkEstimates;

/// Where the parts of a node lie: the vector, the extra coordinate of inner products, then per
/// block of 32 links their codes, their factors and their targets.
///
/// @param dimension numbers per vector
/// @param type of the vector's numbers
/// @param codeDimension signs per code, a multiple of 16
/// @param degree links per node, a multiple of 32
/// @param hasExtra whether vectors have an extra coordinate, see [Geometry]
record NodeLayout(
    int dimension, ElementType type, int codeDimension, int degree, boolean hasExtra) {

  private static final int LINE = 64;

  int subquantizers() {
    return codeDimension / 4;
  }

  int blocks() {
    return degree / FastScan.BLOCK;
  }

  int codeBytes() {
    return FastScan.blockBytes(subquantizers());
  }

  /// Offset of the extra coordinate in a node.
  int extra() {
    return roundedUp(dimension * type.bytes(), Float.BYTES);
  }

  /// Offset of the first block in a node.
  int links() {
    return roundedUp(extra() + (hasExtra ? Float.BYTES : 0), 16);
  }

  int blockBytes() {
    return codeBytes() + LinkEstimates.FACTOR_BYTES + Integer.BYTES * FastScan.BLOCK;
  }

  /// Offset of a block's codes in a node.
  int codes(int block) {
    return links() + block * blockBytes();
  }

  int factors(int block) {
    return codes(block) + codeBytes();
  }

  int targets(int block) {
    return factors(block) + LinkEstimates.FACTOR_BYTES;
  }

  /// Bytes per node, whole cache lines.
  int nodeBytes() {
    return roundedUp(links() + blocks() * blockBytes(), LINE);
  }

  NodeLayout with(ElementType type) {
    return new NodeLayout(dimension, type, codeDimension, degree, hasExtra);
  }

  private static int roundedUp(int number, int multiple) {
    return (number + multiple - 1) / multiple * multiple;
  }
}
