package dev.eidetic.rerank;

import java.util.List;

/// Why a stage gave a hit its score.
///
/// @param text for people, without names of images
/// @param pulledBy gallery ordinals of the images that raised the score most, first the strongest;
///   empty where no other image had a part in it
public record Reason(String text, List<Integer> pulledBy) {

  public Reason {
    pulledBy = List.copyOf(pulledBy);
  }

  public static Reason of(String text) {
    return new Reason(text, List.of());
  }
}
