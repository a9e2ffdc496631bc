/// Our indexes as a vector format of Lucene.
module dev.eidetic.lucene {
  requires transitive dev.eidetic.index;
  requires transitive org.apache.lucene.core;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;

  exports dev.eidetic.lucene;

  provides org.apache.lucene.codecs.KnnVectorsFormat with
      dev.eidetic.lucene.EideticVectorsFormat;
}
