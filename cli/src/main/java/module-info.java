/// The command line of Eidetic: one class per command.
module dev.eidetic.cli {
  requires com.fasterxml.jackson.jr.ob;
  requires dev.eidetic.demo;
  requires transitive dev.eidetic.engine;
  requires dev.eidetic.evaluate;
  requires dev.eidetic.index;
  requires dev.eidetic.server;
  requires transitive info.picocli;
  requires java.logging;
  requires jdk.unsupported;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  exports dev.eidetic.cli;
  exports dev.eidetic.cli.terminal;

  uses dev.eidetic.cli.MoreCommands;

  opens dev.eidetic.cli to
      info.picocli;
}
