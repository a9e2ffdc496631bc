package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;
import java.util.HashMap;

/// Truth from classes: the gallery's ordinals grouped by label, one run per class in a flat array.
final class LabelTruth implements GroundTruth {

  private static final int[] NONE = {};

  /// For each query the group it belongs to, or [#NO_GROUP].
  private final int[] groups;

  /// Where each group begins in [#members]; one longer than there are groups.
  private final int[] starts;

  /// Gallery ordinals, group after group, ascending within each.
  private final int[] members;

  private final boolean selfIsJunk;

  private static final int NO_GROUP = -1;

  LabelTruth(int[] queryLabels, int[] galleryLabels, boolean selfIsJunk) {
    var groupOfLabel = new HashMap<Integer, Integer>();
    var galleryGroups = new int[galleryLabels.length];
    for (int i = 0; i < galleryLabels.length; i++) {
      galleryGroups[i] = groupOfLabel.computeIfAbsent(galleryLabels[i], _ -> groupOfLabel.size());
    }
    this.starts = new int[groupOfLabel.size() + 1];
    for (int group : galleryGroups) {
      starts[group + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    this.members = new int[galleryLabels.length];
    int[] next = starts.clone();
    for (int i = 0; i < galleryGroups.length; i++) {
      members[next[galleryGroups[i]]++] = i;
    }
    this.groups = new int[queryLabels.length];
    for (int i = 0; i < queryLabels.length; i++) {
      groups[i] = groupOfLabel.getOrDefault(queryLabels[i], NO_GROUP);
    }
    this.selfIsJunk = selfIsJunk;
  }

  @Override
  public int queries() {
    return groups.length;
  }

  @Override
  public int gallerySize() {
    return members.length;
  }

  @Override
  public Relevance relevance(int query) {
    require(
        0 <= query && query < groups.length,
        "query is %d; there are %d, numbered from 0",
        query,
        groups.length);
    int group = groups[query];
    int[] all =
        group == NO_GROUP ? NONE : Arrays.copyOfRange(members, starts[group], starts[group + 1]);
    if (!selfIsJunk) {
      return new Relevance(all, NONE);
    }
    int self = Arrays.binarySearch(all, query);
    var others = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, self + 1, others, self, all.length - 1 - self);
    return new Relevance(others, new int[] {query});
  }
}
