/// Nearest-neighbour indexes in pure Java; useful alone.
module dev.eidetic.index {
  requires transitive dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;

  exports dev.eidetic.index;
  exports dev.eidetic.index.aggregated;
  exports dev.eidetic.index.core;
  exports dev.eidetic.index.tune;
}
