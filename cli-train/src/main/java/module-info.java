/// The command `train`, found by the program where this module is on its path.
module dev.eidetic.cli.train {
  requires dev.eidetic.cli;
  requires dev.eidetic.engine;
  requires dev.eidetic.train;
  requires info.picocli;
  requires static com.google.errorprone.annotations;
  requires static org.jspecify;

  opens dev.eidetic.cli.train to
      info.picocli;

  provides dev.eidetic.cli.MoreCommands with
      dev.eidetic.cli.train.TrainCommands;
}
