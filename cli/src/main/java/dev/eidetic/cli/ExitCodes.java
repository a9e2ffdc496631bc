package dev.eidetic.cli;

/// What the program ends with; documented in each command's help.
final class ExitCodes {

  static final int OK = 0;

  /// Nothing was found, or not everything was done.
  static final int PARTIAL = 1;

  /// The command line is wrong: an unknown option, a broken filter, a collection that is not there.
  static final int USAGE = 2;

  /// It could not be done: damaged or unreadable data, no network, no memory.
  static final int FAILURE = 3;

  private ExitCodes() {}
}
