package dev.eidetic.train.data;

import static dev.eidetic.vectors.Preconditions.require;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.preprocess.Interpolation;
import dev.eidetic.encode.preprocess.Resampler;
import dev.eidetic.vectors.ParallelLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Images decoded once, skewed to a square and kept as bytes in a mapped file, so that epochs read
/// memory and not JPEGs.
///
/// The file's name is a hash over paths, sizes and times of the images and the side, so changed
/// images get another file. Layout: `side * side * 3` bytes per image, row after row, then one byte
/// per image: 1 if it could be decoded. Any number of threads may read until it is closed.
public final class PixelCache implements AutoCloseable {

  private final Arena arena;
  private final MemorySegment bytes;
  private final int count;
  private final int side;

  private PixelCache(Arena arena, MemorySegment bytes, int count, int side) {
    this.arena = arena;
    this.bytes = bytes;
    this.count = count;
    this.side = side;
  }

  /// Opens the cache of some images, which is made if it does not exist; it appears complete or not
  /// at all.
  ///
  /// @param folder where caches lie; made if absent
  /// @param files of the images
  /// @param side in pixels, a little more than what is trained on
  /// @param threads that decode, at least 1
  @SuppressWarnings("MustBeClosedChecker") // the arena is closed by close(), or here on failure
  public static PixelCache open(Path folder, List<Path> files, int side, int threads)
      throws IOException {
    require(8 <= side && side <= 2048, "side is %d pixels; it must be 8 to 2048", side);
    require(!files.isEmpty(), "there are no images to cache");
    Files.createDirectories(folder);
    Path cache = folder.resolve("pixels-%s.cache".formatted(name(files, side)));
    long size = files.size() * (3L * side * side + 1);
    if (!Files.exists(cache) || Files.size(cache) != size) {
      make(cache, size, files, side, threads);
    }
    var arena = Arena.ofShared();
    try (var channel = FileChannel.open(cache, StandardOpenOption.READ)) {
      var bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
      return new PixelCache(arena, bytes, files.size(), side);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  private static void make(Path cache, long size, List<Path> files, int side, int threads)
      throws IOException {
    Path unfinished = cache.resolveSibling(cache.getFileName() + ".part");
    try (var channel =
            FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        var arena = Arena.ofShared()) {
      var target = channel.map(FileChannel.MapMode.READ_WRITE, 0, size, arena);
      var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
      IntConsumer work = image -> store(decoder, files, image, side, target);
      ParallelLoop.run(threads, files.size(), () -> work);
      target.force();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    Files.move(unfinished, cache, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void store(
      ImageDecoder decoder, List<Path> files, int image, int side, MemorySegment target) {
    long imageBytes = 3L * side * side;
    try {
      byte[] rgb = decoded(decoder, files.get(image), side);
      MemorySegment.copy(rgb, 0, target, JAVA_BYTE, image * imageBytes, rgb.length);
      target.set(JAVA_BYTE, files.size() * imageBytes + image, (byte) 1);
    } catch (ImageRefusedException _) {
      target.set(JAVA_BYTE, files.size() * imageBytes + image, (byte) 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] decoded(ImageDecoder decoder, Path file, int side)
      throws IOException, ImageRefusedException {
    var picture = decoder.decode(Files.readAllBytes(file), side).pixels();
    return Resampler.resized(picture, Interpolation.BILINEAR, side, side).rgb();
  }

  private static String name(List<Path> files, int side) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var file : files) {
        String line =
            "%s\t%d\t%d\n"
                .formatted(file, Files.size(file), Files.getLastModifiedTime(file).toMillis());
        digest.update(line.getBytes(StandardCharsets.UTF_8));
      }
      return side + "-" + HexFormat.of().formatHex(digest.digest()).substring(0, 24);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  public int count() {
    return count;
  }

  public int side() {
    return side;
  }

  /// Whether an image could be decoded.
  public boolean isUsable(int image) {
    return bytes.get(JAVA_BYTE, 3L * side * side * count + image) == 1;
  }

  /// Those that could be decoded.
  public int[] usable() {
    return IntStream.range(0, count).filter(this::isUsable).toArray();
  }

  /// Those that could not.
  public List<Integer> unusable() {
    var unusable = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      if (!isUsable(i)) {
        unusable.add(i);
      }
    }
    return unusable;
  }

  /// A copy of one image.
  public Pixels pixels(int image) {
    int length = 3 * side * side;
    var rgb = new byte[length];
    MemorySegment.copy(bytes, JAVA_BYTE, (long) image * length, rgb, 0, length);
    return Pixels.of(side, side, rgb);
  }

  @Override
  public void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
