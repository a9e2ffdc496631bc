/// Re-ranking: a first list of hits put into a better order, and why.
module dev.eidetic.rerank {
  requires transitive dev.eidetic.encode;
  requires transitive dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;

  exports dev.eidetic.rerank.cross;
  exports dev.eidetic.rerank.diffusion;
  exports dev.eidetic.rerank.expansion;
  exports dev.eidetic.rerank.geometry;
  exports dev.eidetic.rerank.matching;
  exports dev.eidetic.rerank.neighbourhood;
  exports dev.eidetic.rerank;
}
