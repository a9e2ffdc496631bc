/// Collections of images on Lucene: ingest, search, filters, snapshots.
module dev.eidetic.engine {
  requires transitive dev.eidetic.encode;
  requires static transitive org.jspecify;

  exports dev.eidetic.engine;
}
