/// The command line of Eidetic: one class per command.
module dev.eidetic.cli {
  requires dev.eidetic.engine;
  requires dev.eidetic.demo;
  requires info.picocli;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  opens dev.eidetic.cli to
      info.picocli;
}
