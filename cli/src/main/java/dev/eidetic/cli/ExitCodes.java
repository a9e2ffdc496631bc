package dev.eidetic.cli;

/// What the program ends with; documented in each command's help.
public final class ExitCodes {

  public static final int OK = 0;

  /// Nothing was found, or not everything was done.
  public static final int PARTIAL = 1;

  /// The command line is wrong: an unknown option, a broken filter, a collection that is not there.
  public static final int USAGE = 2;

  /// It could not be done: damaged or unreadable data, no network, no memory.
  public static final int FAILURE = 3;

  private ExitCodes() {}
}
