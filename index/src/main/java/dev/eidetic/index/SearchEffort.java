package dev.eidetic.index;

import static dev.eidetic.vectors.Preconditions.require;

/// How hard a search tries: more finds more of the true neighbours and takes longer. Each kind of
/// index reads the settings that it knows; an exact one reads none.
///
/// @param beam graphs: candidates kept while walking, at least 1; a search for more hits than that
///   keeps as many as hits (ef in the literature)
/// @param probes inverted lists: how many lists are scanned, at least 1 (nprobe)
/// @param refineFactor indexes that refine: exact scores are computed for this many times the hits
///   that are asked for, at least 1 (k_factor)
public record SearchEffort(int beam, int probes, int refineFactor) {

  public static final SearchEffort DEFAULT = new SearchEffort(64, 16, 4);

  public SearchEffort {
    require(beam >= 1, "beam is %d; it must be at least 1", beam);
    require(probes >= 1, "probes is %d; it must be at least 1", probes);
    require(refineFactor >= 1, "refineFactor is %d; it must be at least 1", refineFactor);
  }

  public SearchEffort withBeam(int beam) {
    return new SearchEffort(beam, probes, refineFactor);
  }

  public SearchEffort withProbes(int probes) {
    return new SearchEffort(beam, probes, refineFactor);
  }

  public SearchEffort withRefineFactor(int refineFactor) {
    return new SearchEffort(beam, probes, refineFactor);
  }
}
