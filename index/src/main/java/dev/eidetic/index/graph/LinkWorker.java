package dev.eidetic.index.graph;

/// What one thread needs to link nodes: scratch memory and the walk it searches with.
final class LinkWorker {

  private final GraphNodes nodes;
  private final RotatedRows.Reader reader;
  private final LinkCoder coder;
  private final GraphWalk walk;
  private final LinkSelection selection;
  private final int buildBeam;
  private final int degree;
  private final float[] vector;
  private final float[] prepared;
  private final int[] chosen;
  private final int[] links;

  LinkWorker(GraphNodes nodes, RotatedRows rows, int buildBeam) {
    this.nodes = nodes;
    this.buildBeam = buildBeam;
    this.degree = nodes.layout().degree();
    int extended = nodes.geometry().extended();
    reader = rows.reader();
    coder = new LinkCoder(rows);
    walk = new GraphWalk(nodes, rows);
    selection = new LinkSelection(extended);
    vector = new float[extended];
    prepared = new float[nodes.layout().dimension()];
    chosen = new int[degree];
    links = new int[degree];
  }

  /// Gets ready to weigh candidates for a node's links.
  void begin(int node) {
    nodes.readExtended(node, vector, 0);
    nodes.scale().prepareDistance(vector, prepared);
    selection.begin(node);
  }

  /// Adds what a walk towards the node finds.
  void addFound(int entry) {
    walk.begin(nodes, vector);
    walk.run(entry, buildBeam);
    for (int i = 0; i < walk.count(); i++) {
      selection.add(walk.found(i), walk.distance(i));
    }
  }

  void addLinks(int node) {
    int count = nodes.links(node, links);
    for (int i = 0; i < count; i++) {
      add(links[i]);
    }
  }

  void add(int candidate) {
    float distance =
        nodes.scale().squaredFactor() * nodes.rows().squaredDistance(prepared, candidate);
    if (nodes.layout().hasExtra()) {
      float difference = nodes.extra(candidate) - vector[vector.length - 1];
      distance += difference * difference;
    }
    selection.add(candidate, distance);
  }

  private float scaledExtra() {
    return nodes.layout().hasExtra() ? vector[vector.length - 1] / nodes.scale().factor() : 0;
  }

  /// Keeps a node's rotated vector.
  void keepRotated(int node) {
    reader.keep(node);
  }

  /// Selects links among the candidates without writing them.
  ///
  /// @param result receives them from `offset` on
  /// @return how many
  int select(int[] result, int offset) {
    int count = selection.select(nodes, prepared, scaledExtra(), degree, chosen);
    System.arraycopy(chosen, 0, result, offset, count);
    return count;
  }

  /// Selects links among the candidates and gives them to the node.
  void selectAndWrite(int node) {
    int count = selection.select(nodes, prepared, scaledExtra(), degree, chosen);
    write(node, chosen, 0, count);
  }

  /// Gives a node these links and no others; those that it has already stay where they are.
  void write(int node, int[] wanted, int offset, int count) {
    coder.begin(node);
    System.arraycopy(wanted, offset, chosen, 0, count);
    int rest = count;
    for (int link = 0; link < degree; link++) {
      int place = placeOf(nodes.target(node, link), rest);
      if (place >= 0) {
        chosen[place] = chosen[--rest];
        links[link] = link;
      } else {
        links[link] = GraphNodes.NO_LINK;
      }
    }
    for (int link = 0; link < degree; link++) {
      if (links[link] == GraphNodes.NO_LINK) {
        if (rest > 0) {
          coder.link(nodes, node, link, chosen[--rest]);
        } else {
          nodes.clearLink(node, link);
        }
      }
    }
  }

  /// Replaces one link.
  void replace(int node, int link, int to) {
    coder.begin(node);
    coder.link(nodes, node, link, to);
  }

  private int placeOf(int node, int count) {
    if (node == GraphNodes.NO_LINK) {
      return -1;
    }
    for (int i = 0; i < count; i++) {
      if (chosen[i] == node) {
        return i;
      }
    }
    return -1;
  }

  /// What a walk towards a node visits, nearest first, without the node itself.
  int[] nearest(int node, int entry) {
    begin(node);
    addFound(entry);
    return selection.nearest();
  }
}
