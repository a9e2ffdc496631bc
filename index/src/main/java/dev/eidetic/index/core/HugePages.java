package dev.eidetic.index.core;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// Memory in pages of 2 MiB. Rows that lie scattered over more memory than the processor has
/// addresses of small pages cached cost a second wait each, for the address; with huge pages one
/// entry covers 512 times as much (docs/performance.md).
///
/// For Linux, which gives them on request where it is not told otherwise, and for programs that
/// were started with `--enable-native-access`; everywhere else there is none, and memory of small
/// pages does as well.
@SuppressWarnings("restricted") // only called where access is enabled
final class HugePages {

  static final long PAGE = 2L << 20;

  private static final int READ_WRITE = 3;
  private static final int PRIVATE_ANONYMOUS = 0x22;
  private static final int MADVISE_HUGE_PAGE = 14;
  private static final long FAILED = -1;

  private static final Optional<Calls> CALLS = Calls.find();

  /// The operating system's functions.
  private record Calls(MethodHandle map, MethodHandle unmap, MethodHandle advise) {

    static Optional<Calls> find() {
      boolean isLinux = System.getProperty("os.name").equals("Linux");
      if (!isLinux || !HugePages.class.getModule().isNativeAccessEnabled()) {
        return Optional.empty();
      }
      var symbols = Linker.nativeLinker().defaultLookup();
      var address = ValueLayout.JAVA_LONG;
      var number = ValueLayout.JAVA_INT;
      return Optional.of(
          new Calls(
              function(
                  symbols,
                  "mmap",
                  FunctionDescriptor.of(
                      address, address, address, number, number, number, ValueLayout.JAVA_LONG)),
              function(symbols, "munmap", FunctionDescriptor.of(number, address, address)),
              function(
                  symbols, "madvise", FunctionDescriptor.of(number, address, address, number))));
    }

    private static MethodHandle function(
        SymbolLookup symbols, String name, FunctionDescriptor type) {
      return Linker.nativeLinker().downcallHandle(symbols.findOrThrow(name), type);
    }
  }

  private HugePages() {}

  /// Zeroed memory, aligned to a huge page; empty if there is none to be had.
  ///
  /// @param arena gives the memory back when it is closed
  /// @param bytes at least 1
  static Optional<MemorySegment> allocate(Arena arena, long bytes) {
    return CALLS.flatMap(calls -> allocate(calls, arena, bytes));
  }

  private static Optional<MemorySegment> allocate(Calls calls, Arena arena, long bytes) {
    try {
      long mapped = bytes + PAGE;
      long start =
          (long) calls.map().invokeExact(0L, mapped, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
      if (start == FAILED) {
        return Optional.empty();
      }
      long aligned = (start + PAGE - 1) & -PAGE;
      // A refusal leaves small pages, which are as good as any other memory's.
      int refused = (int) calls.advise().invokeExact(aligned, bytes, MADVISE_HUGE_PAGE);
      assert refused == 0 || refused == -1 : "madvise returned " + refused;
      return Optional.of(
          MemorySegment.ofAddress(aligned)
              .reinterpret(bytes, arena, _ -> unmap(calls, start, mapped)));
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the operating system could not be made", e);
    }
  }

  private static void unmap(Calls calls, long start, long bytes) {
    try {
      int result = (int) calls.unmap().invokeExact(start, bytes);
      assert result == 0 : "munmap returned " + result;
    } catch (Throwable e) {
      throw new IllegalStateException("memory could not be given back", e);
    }
  }
}
