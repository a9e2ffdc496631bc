/// Collections of images on Lucene: ingest, search, filters, snapshots.
module dev.eidetic.engine {
  requires transitive dev.eidetic.encode;
  requires transitive dev.eidetic.evaluate;
  requires transitive dev.eidetic.index;
  requires transitive dev.eidetic.lucene;
  requires transitive dev.eidetic.rerank;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.jr.ob;
  requires java.management;
  requires jdk.management;
  requires org.apache.commons.csv;
  requires org.apache.lucene.core;
  requires org.apache.lucene.queryparser;
  requires com.drew.metadata;

  exports dev.eidetic.engine;
  exports dev.eidetic.engine.backup;
  exports dev.eidetic.engine.bench;
  exports dev.eidetic.engine.bench.index;
  exports dev.eidetic.engine.check;
  exports dev.eidetic.engine.duplicates;
  exports dev.eidetic.engine.evaluation;
  exports dev.eidetic.engine.export;
  exports dev.eidetic.engine.fields;
  exports dev.eidetic.engine.ingest;
  exports dev.eidetic.engine.local;
  exports dev.eidetic.engine.localindex;
  exports dev.eidetic.engine.metadata;
  exports dev.eidetic.engine.migration;
  exports dev.eidetic.engine.opening;
  exports dev.eidetic.engine.query;
  exports dev.eidetic.engine.relevance;
  exports dev.eidetic.engine.reranking;
  exports dev.eidetic.engine.summary;
  exports dev.eidetic.engine.sheet;
  exports dev.eidetic.engine.tuning;
}
