package dev.eidetic.evaluate.protocol;

/// Puts a few candidates into a better order; what a re-ranking method is to an evaluation.
@FunctionalInterface
public interface Reranker {

  /// @param query its number
  /// @param candidates gallery ordinals, best first; may be reordered in place and returned
  /// @return the same ordinals, best first
  int[] rerank(int query, int[] candidates);
}
