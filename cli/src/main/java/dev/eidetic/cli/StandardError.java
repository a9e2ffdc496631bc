package dev.eidetic.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;

/// Puts the real standard error back in place.
///
/// The launcher starts the JVM with standard error on a pipe whose reader drops the JVM's notice
/// about the incubating vector module, and hands over the real one as another descriptor. It is put
/// back on the level of descriptors, so native libraries write to it too and it stays a terminal
/// where it was one.
final class StandardError {

  private static final String PROPERTY = "eidetic.standardError";

  private StandardError() {}

  /// Does nothing unless the launcher asks for it. If the call fails, standard error stays on the
  /// pipe, whose reader passes everything on.
  @SuppressWarnings("restricted") // the launcher enables native access
  static void restore() {
    Integer descriptor = Integer.getInteger(PROPERTY);
    if (descriptor == null) {
      return;
    }
    var linker = Linker.nativeLinker();
    var type =
        FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
    linker
        .defaultLookup()
        .find("dup2")
        .ifPresent(
            address -> {
              try {
                int _ = (int) linker.downcallHandle(address, type).invokeExact((int) descriptor, 2);
              } catch (Throwable e) {
                throw new AssertionError("dup2(%d, 2) threw".formatted(descriptor), e);
              }
            });
  }
}
