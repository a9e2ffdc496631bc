/// A typed client of the server.
module dev.eidetic.client {
  requires transitive java.net.http;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.jr.ob;

  exports dev.eidetic.client;
}
