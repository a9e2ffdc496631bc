package dev.eidetic.index.graph;

import dev.eidetic.vectors.FastScan;
import dev.eidetic.vectors.SignCodes;

/// Codes links by [SignCodes]: all vectors are taken relative to a centre, which changes no
/// difference but keeps the parts of the estimates small, and rotated at random.
///
/// Not thread-safe: has scratch memory.
final class LinkCoder {

  private final RotatedRows.Reader node;
  private final RotatedRows.Reader target;
  private final byte[] codes;

  LinkCoder(RotatedRows rows) {
    this.node = rows.reader();
    this.target = rows.reader();
    this.codes = new byte[rows.rotation().rotatedDimension() / SignCodes.PER_CODE];
  }

  /// The node whose links follow.
  void begin(int number) {
    node.read(number);
  }

  /// Writes target, code and factors of one link of the node.
  void link(GraphNodes nodes, int number, int link, int to) {
    target.locate(to);
    int factors = SignCodes.encode(node.numbers(), target.segment(), target.at(), codes);
    nodes.segment().set(GraphNodes.INT, nodes.factorPlace(number, link), factors);
    nodes.setTarget(number, link, to);
    long block = nodes.start(number) + nodes.layout().codes(link / FastScan.BLOCK);
    for (int i = 0; i < codes.length; i++) {
      FastScan.setCode(nodes.segment(), block, i, link % FastScan.BLOCK, codes[i]);
    }
  }
}
