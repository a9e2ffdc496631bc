/// Metrics and protocols of image retrieval: ids in, numbers out; knows no engine.
module dev.eidetic.evaluate {
  requires transitive dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.jr.ob;

  exports dev.eidetic.evaluate;
  exports dev.eidetic.evaluate.cluster;
  exports dev.eidetic.evaluate.neighbours;
  exports dev.eidetic.evaluate.pairs;
  exports dev.eidetic.evaluate.place;
}
