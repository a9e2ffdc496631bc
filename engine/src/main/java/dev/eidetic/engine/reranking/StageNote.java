package dev.eidetic.engine.reranking;

import java.util.List;

/// What one stage said of one hit, in words that need no knowledge of stages.
///
/// @param stage as it is written in a cascade
/// @param score greater is closer; comparable within the stage only
/// @param reason why
/// @param pulledUpBy ids of the images that raised the score most
public record StageNote(String stage, float score, String reason, List<String> pulledUpBy) {

  public StageNote {
    pulledUpBy = List.copyOf(pulledUpBy);
  }
}
