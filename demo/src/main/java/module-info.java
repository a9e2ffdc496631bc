/// A small renderer that draws the synthetic catalogue of the demo, and the demo itself.
module dev.eidetic.demo {
  requires transitive dev.eidetic.engine;
  requires java.desktop;
  requires static transitive org.jspecify;

  exports dev.eidetic.demo;
  exports dev.eidetic.demo.show;
}
