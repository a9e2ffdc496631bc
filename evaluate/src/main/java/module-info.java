/// Metrics and protocols of image retrieval: ids in, numbers out; knows no engine.
module dev.eidetic.evaluate {
  requires transitive dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.core;
  requires com.fasterxml.jackson.jr.ob;
  requires io.jhdf;
  requires org.apache.commons.csv;

  exports dev.eidetic.evaluate.ann;
  exports dev.eidetic.evaluate.cluster;
  exports dev.eidetic.evaluate.dataset;
  exports dev.eidetic.evaluate.file;
  exports dev.eidetic.evaluate.mat;
  exports dev.eidetic.evaluate.neighbours;
  exports dev.eidetic.evaluate.pairs;
  exports dev.eidetic.evaluate.pickle;
  exports dev.eidetic.evaluate.place;
  exports dev.eidetic.evaluate.protocol;
  exports dev.eidetic.evaluate.ranks;
  exports dev.eidetic.evaluate;
}
