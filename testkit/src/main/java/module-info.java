/// Seeded random data for tests; never shipped.
module dev.eidetic.testkit {
  requires static transitive org.jspecify;

  exports dev.eidetic.testkit;
}
