package dev.eidetic.encode.image;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// The few functions of libvips that decoding needs, bound through `java.lang.foreign`.
///
/// Once found, the library stays for the life of the process, as libvips asks. Source: the libvips
/// API reference, <https://www.libvips.org/API/current/>.
final class VipsLibrary {

  /// What the library is called on Linux, macOS (Homebrew on ARM and Intel too) and Windows.
  static final List<String> USUAL_NAMES =
      List.of(
          "libvips.so.42",
          "libvips.42.dylib",
          "/opt/homebrew/lib/libvips.42.dylib",
          "/usr/local/lib/libvips.42.dylib",
          "libvips-42.dll");

  /// `VIPS_INTERPRETATION_sRGB`
  private static final int SRGB = 22;

  private final MethodHandle newFromBuffer;
  private final MethodHandle colourspace;
  private final MethodHandle width;
  private final MethodHandle height;
  private final MethodHandle bands;
  private final MethodHandle writeToMemory;
  private final MethodHandle free;
  private final MethodHandle unref;
  private final MethodHandle errorClear;
  private final MethodHandle threadShutdown;

  @SuppressWarnings("restricted") // binding native functions is what this class is for
  private VipsLibrary(SymbolLookup symbols) {
    var pointerOfPointer = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    // Both take property names and values behind these arguments, and a null to end them.
    newFromBuffer =
        bind(
            symbols,
            "vips_image_new_from_buffer",
            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS),
            Linker.Option.firstVariadicArg(3));
    colourspace =
        bind(
            symbols,
            "vips_colourspace",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT, ADDRESS),
            Linker.Option.firstVariadicArg(3));
    width = bind(symbols, "vips_image_get_width", pointerOfPointer);
    height = bind(symbols, "vips_image_get_height", pointerOfPointer);
    bands = bind(symbols, "vips_image_get_bands", pointerOfPointer);
    writeToMemory =
        bind(
            symbols,
            "vips_image_write_to_memory",
            FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
    free = bind(symbols, "g_free", FunctionDescriptor.ofVoid(ADDRESS));
    unref = bind(symbols, "g_object_unref", FunctionDescriptor.ofVoid(ADDRESS));
    errorClear = bind(symbols, "vips_error_clear", FunctionDescriptor.ofVoid());
    threadShutdown = bind(symbols, "vips_thread_shutdown", FunctionDescriptor.ofVoid());
    start(symbols);
  }

  /// Looks for the library.
  ///
  /// @param names tried in order; the first that loads is used
  /// @return empty when none is there, or when what is there is no working libvips
  @SuppressWarnings("restricted")
  static Optional<VipsLibrary> find(List<String> names) {
    for (String name : names) {
      try {
        return Optional.of(new VipsLibrary(SymbolLookup.libraryLookup(name, Arena.global())));
      } catch (IllegalArgumentException | IllegalStateException _) {
        // not under this name
      }
    }
    return Optional.empty();
  }

  private static void start(SymbolLookup symbols) {
    try (var arena = Arena.ofConfined()) {
      var name = arena.allocateFrom("eidetic");
      // Its remarks on colour profiles would fill the terminal; failures come as results.
      var setEnvironment =
          bind(symbols, "g_setenv", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
      call(setEnvironment, arena.allocateFrom("VIPS_WARNING"), arena.allocateFrom("0"), 1);
      var initialise = bind(symbols, "vips_init", FunctionDescriptor.of(JAVA_INT, ADDRESS));
      if ((int) call(initialise, name) != 0) {
        throw new IllegalStateException("vips_init failed");
      }
      // One thread per call and no cache: callers bring their threads, and pictures come once.
      call(bind(symbols, "vips_concurrency_set", FunctionDescriptor.ofVoid(JAVA_INT)), 1);
      call(bind(symbols, "vips_cache_set_max", FunctionDescriptor.ofVoid(JAVA_INT)), 0);
    }
  }

  @SuppressWarnings("restricted")
  private static MethodHandle bind(
      SymbolLookup symbols, String name, FunctionDescriptor type, Linker.Option... options) {
    var address =
        symbols
            .find(name)
            // glib's functions live in a library that libvips has pulled in
            .or(() -> Linker.nativeLinker().defaultLookup().find(name))
            .orElseThrow(() -> new IllegalStateException("libvips has no function " + name));
    return Linker.nativeLinker().downcallHandle(address, type, options);
  }

  private static Object call(MethodHandle function, Object... arguments) {
    try {
      Object result = function.invokeWithArguments(arguments);
      return result == null ? 0 : result;
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("a function of libvips cannot be called", e);
    }
  }

  /// Opens an encoded picture; its pixels are decoded later, when asked for.
  ///
  /// @param file native memory that outlives the picture
  /// @return empty when libvips cannot make sense of it
  Optional<Picture> open(MemorySegment file) {
    try (var arena = Arena.ofConfined()) {
      var options = arena.allocateFrom("");
      var image =
          (MemorySegment) call(newFromBuffer, file, file.byteSize(), options, MemorySegment.NULL);
      if (image.address() == 0) {
        call(errorClear);
        return Optional.empty();
      }
      return Optional.of(new Picture(image));
    }
  }

  /// An opened picture; belongs to one thread.
  final class Picture implements AutoCloseable {

    private final MemorySegment image;

    private Picture(MemorySegment image) {
      this.image = image;
    }

    int width() {
      return (int) call(width, image);
    }

    int height() {
      return (int) call(height, image);
    }

    /// Decodes to sRGB with 8 bits per sample.
    ///
    /// @return empty when the data are broken
    Optional<Samples> decode() {
      try (var arena = Arena.ofConfined()) {
        var out = arena.allocate(ADDRESS);
        if ((int) call(colourspace, image, out, SRGB, MemorySegment.NULL) != 0) {
          call(errorClear);
          return Optional.empty();
        }
        var srgb = out.get(ADDRESS, 0);
        try {
          var size = arena.allocate(JAVA_LONG);
          var memory = (MemorySegment) call(writeToMemory, srgb, size);
          if (memory.address() == 0) {
            call(errorClear);
            return Optional.empty();
          }
          return Optional.of(new Samples(memory, size.get(JAVA_LONG, 0), (int) call(bands, srgb)));
        } finally {
          call(unref, srgb);
        }
      }
    }

    /// Lets go of the picture and of what libvips keeps for this thread.
    @Override
    public void close() {
      call(unref, image);
      call(threadShutdown);
    }
  }

  /// Samples in libvips's memory, row after row.
  final class Samples implements AutoCloseable {

    private final MemorySegment memory;
    private final long sizeBytes;
    private final int channels;

    private Samples(MemorySegment memory, long sizeBytes, int channels) {
      this.memory = memory;
      this.sizeBytes = sizeBytes;
      this.channels = channels;
    }

    long address() {
      return memory.address();
    }

    long sizeBytes() {
      return sizeBytes;
    }

    /// 3 for red, green, blue; 4 with alpha behind them.
    int channels() {
      return channels;
    }

    @Override
    public void close() {
      call(free, memory);
    }
  }
}
