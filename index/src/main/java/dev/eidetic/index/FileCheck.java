package dev.eidetic.index;

/// How much of an index file is checked when it is opened. Every length, count and place in it is
/// always checked before it is used, so that no file can do worse than give wrong answers.
public enum FileCheck {

  /// Checksums of all sections: reads the whole file once.
  EVERYTHING,

  /// Checksums of the header only: for large files that are known to be whole, so that mapping them
  /// does not read them.
  STRUCTURE
}
