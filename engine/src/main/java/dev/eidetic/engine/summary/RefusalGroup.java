package dev.eidetic.engine.summary;

import dev.eidetic.engine.Refusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;

/// The files in quarantine for one reason.
///
/// @param refusals at least one, by id
public record RefusalGroup(Refusal.Reason reason, List<Refusal> refusals) {

  public RefusalGroup {
    refusals = List.copyOf(refusals);
  }

  /// Groups refusals; the reason with most files first.
  public static List<RefusalGroup> of(List<Refusal> refusals) {
    var byReason = new EnumMap<Refusal.Reason, List<Refusal>>(Refusal.Reason.class);
    for (var refusal : refusals) {
      byReason.computeIfAbsent(refusal.reason(), _ -> new ArrayList<>()).add(refusal);
    }
    var groups = new ArrayList<RefusalGroup>();
    for (var group : byReason.entrySet()) {
      group.getValue().sort(Comparator.comparing(Refusal::id));
      groups.add(new RefusalGroup(group.getKey(), group.getValue()));
    }
    groups.sort(Comparator.comparingInt(group -> -group.refusals().size()));
    return groups;
  }
}
