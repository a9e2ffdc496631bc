/// REST, the web page, metrics and access control over collections of images.
module dev.eidetic.server {
  requires transitive dev.eidetic.encode;
  requires transitive dev.eidetic.engine;
  requires dev.eidetic.vectors;
  requires static transitive org.jspecify;
  requires static com.google.errorprone.annotations;
  requires com.fasterxml.jackson.jr.ob;
  requires io.helidon.common.configurable;
  requires io.helidon.common.pki;
  requires io.helidon.common.tls;
  requires io.helidon.webserver;
  requires io.prometheus.metrics.config;
  requires io.prometheus.metrics.core;
  requires io.prometheus.metrics.model;
  requires io.prometheus.writer.text;
  requires java.management;
  requires org.apache.commons.fileupload2.core;

  exports dev.eidetic.server;
  exports dev.eidetic.server.http;
  exports dev.eidetic.server.security;
  exports dev.eidetic.server.settings;
}
