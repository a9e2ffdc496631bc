/// A small renderer that draws the synthetic catalogue of the demo.
module dev.eidetic.demo {
  requires java.desktop;
  requires static transitive org.jspecify;

  exports dev.eidetic.demo;
}
