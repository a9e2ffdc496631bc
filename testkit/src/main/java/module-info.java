/// Seeded random data and a loopback web server for tests; never shipped.
module dev.eidetic.testkit {
  requires jdk.httpserver;
  requires static transitive org.jspecify;

  exports dev.eidetic.testkit;
}
