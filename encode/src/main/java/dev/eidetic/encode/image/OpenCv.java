package dev.eidetic.encode.image;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;

/// OpenCV's native code, loaded when first needed. Whoever calls OpenCV loads it here first.
public final class OpenCv {

  private OpenCv() {}

  /// Loads it and settles what holds for the whole process: one thread per call, because callers
  /// bring their own, and no log lines, because failures are reported as exceptions.
  ///
  /// @throws IllegalStateException if it cannot be loaded
  public static void load() {
    try {
      Loading.ready();
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "OpenCV cannot be loaded on %s %s; the jars of org.bytedeco for it must be on the path"
              .formatted(System.getProperty("os.name"), System.getProperty("os.arch")),
          e);
    }
  }

  /// Its initialiser runs once, under the class lock.
  private static final class Loading {

    /// `cv::utils::logging::setLogLevel`, which JavaCPP does not offer, as GCC and Clang call it.
    private static final String SET_LOG_LEVEL = "_ZN2cv5utils7logging11setLogLevelENS1_8LogLevelE";

    /// `cv::utils::logging::LOG_LEVEL_SILENT`
    private static final int SILENT = 0;

    static {
      Loader.load(opencv_core.class);
      Loader.load(opencv_imgproc.class);
      Loader.load(opencv_imgcodecs.class);
      opencv_core.setNumThreads(1);
      silence();
    }

    static void ready() {}

    /// Without the function, as on Windows, OpenCV's own lines about broken files stay on stderr.
    @SuppressWarnings("restricted")
    private static void silence() {
      var function = Loader.addressof(SET_LOG_LEVEL);
      if (function == null || function.isNull()) {
        return;
      }
      try {
        Object _ =
            Linker.nativeLinker()
                .downcallHandle(
                    MemorySegment.ofAddress(function.address()),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT))
                .invoke(SILENT);
      } catch (Throwable e) {
        throw new LinkageError("OpenCV's log level cannot be set", e);
      }
    }
  }
}
