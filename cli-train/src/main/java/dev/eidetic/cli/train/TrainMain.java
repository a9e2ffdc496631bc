package dev.eidetic.cli.train;

import dev.eidetic.cli.Main;

/// Starts the program from this module's jar, which may name no main class of another module.
public final class TrainMain {

  private TrainMain() {}

  public static void main(String[] arguments) {
    Main.main(arguments);
  }
}
