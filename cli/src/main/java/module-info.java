/// The command line of Eidetic: one class per command.
module dev.eidetic.cli {
  requires com.fasterxml.jackson.jr.ob;
  requires dev.eidetic.demo;
  requires dev.eidetic.engine;
  requires dev.eidetic.evaluate;
  requires dev.eidetic.index;
  requires dev.eidetic.server;
  requires info.picocli;
  requires java.logging;
  requires jdk.unsupported;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  opens dev.eidetic.cli to
      info.picocli;
}
