package dev.eidetic.evaluate.ann;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.MappedBytes;
import dev.eidetic.evaluate.file.NumberType;
import dev.eidetic.vectors.VectorSource;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.object.datatype.OrderedDataType;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;

/// A data set of ann-benchmarks: vectors to index, vectors to ask, and the true neighbours.
///
/// The file is HDF5 with `train` and `test` (32-bit floats, one vector per row), `neighbors` (whole
/// numbers, one row per test vector, nearest first) and `distances` (floats of the same shape),
/// each stored in one piece, as ann-benchmarks writes them. The vectors are mapped, not read; truth
/// is read. Any number of threads may read until it is closed.
public final class AnnDataset implements AutoCloseable {

  private final MappedBytes mapped;
  private final VectorSource train;
  private final VectorSource test;
  private final int[][] neighbours;
  private final float[][] distances;
  private final String distance;

  private AnnDataset(MappedBytes mapped, Parts parts) throws IOException {
    this.mapped = mapped;
    this.distance = parts.distance();
    this.train = vectors(parts.train());
    this.test = vectors(parts.test());
    if (train.dimension() != test.dimension()) {
      throw refuse(
          "train has vectors of %d numbers, test of %d; they must agree",
          train.dimension(), test.dimension());
    }
    requireTruthShape(parts);
    this.neighbours = ordinals(parts.neighbours());
    this.distances = floats(parts.distances());
  }

  /// A data set within the file, described but not read.
  ///
  /// @param start of its bytes in the file
  /// @param kind Java's type for its numbers
  private record Part(
      String name, long rows, long columns, long start, Class<?> kind, int bytes, ByteOrder order) {

    long offsetOf(int row, int column) {
      return start + (row * columns + column) * bytes;
    }
  }

  private record Parts(Part train, Part test, Part neighbours, Part distances, String distance) {}

  /// @throws MalformedFileException if it is no such file, naming the part that is wrong
  public static AnnDataset open(Path file) throws IOException {
    var mapped = MappedBytes.open(file);
    try {
      return new AnnDataset(mapped, parts(file));
    } catch (IOException | RuntimeException e) {
      mapped.close();
      throw e;
    }
  }

  private static Parts parts(Path file) throws IOException {
    try (var hdf = new HdfFile(file)) {
      return new Parts(
          part(file, hdf, "train"),
          part(file, hdf, "test"),
          part(file, hdf, "neighbors"),
          part(file, hdf, "distances"),
          distance(hdf));
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // the library trusts sizes and links in the file; a damaged one can ask for anything
      throw new MalformedFileException(
              file, "it cannot be read as HDF5: %s", String.valueOf(e.getMessage()))
          .causedBy(e);
    }
  }

  private static String distance(HdfFile hdf) {
    var attribute = hdf.getAttribute("distance");
    return attribute == null ? "" : String.valueOf(attribute.getData());
  }

  private static Part part(Path file, HdfFile hdf, String name) throws IOException {
    if (!(hdf.getChildren().get(name) instanceof Dataset dataset)) {
      throw new MalformedFileException(
          file,
          "it has no \"%s\"; files of ann-benchmarks have train, test, neighbors and distances, this"
              + " one has %s",
          name,
          hdf.getChildren().keySet().stream().limit(20).toList());
    }
    long[] shape = dataset.getDimensionsAsLong();
    if (shape.length != 2) {
      throw new MalformedFileException(
          file, "\"%s\" has %d axes; rows and columns are expected", name, shape.length);
    }
    if (!(dataset instanceof ContiguousDataset contiguous)) {
      throw new MalformedFileException(
          file,
          "\"%s\" is stored in chunks, which cannot be mapped; rewrite the file with: h5repack -l"
              + " CONTI in.hdf5 out.hdf5",
          name);
    }
    var type = dataset.getDataType();
    var order =
        type instanceof OrderedDataType ordered ? ordered.getByteOrder() : ByteOrder.LITTLE_ENDIAN;
    return new Part(
        name,
        shape[0],
        shape[1],
        hdf.getUserBlockSize() + contiguous.getDataAddress(),
        type.getJavaType(),
        type.getSize(),
        order);
  }

  private VectorSource vectors(Part part) throws IOException {
    if (part.kind() != float.class || part.order() != ByteOrder.LITTLE_ENDIAN) {
      throw refuse(
          "\"%s\" holds %s of %d bytes; little-endian 32-bit floats are expected",
          part.name(), part.kind().getSimpleName(), part.bytes());
    }
    requireInside(part);
    return VectorSource.of(
        mapped.bytes(), part.start(), (int) part.rows(), (int) part.columns(), 4 * part.columns());
  }

  private void requireInside(Part part) throws IOException {
    boolean sane =
        part.rows() >= 1
            && part.rows() <= Integer.MAX_VALUE
            && part.columns() >= 1
            && part.columns() <= 1 << 20
            && part.start() >= 0
            && part.start() <= mapped.size();
    if (!sane || part.rows() > (mapped.size() - part.start()) / part.columns() / part.bytes()) {
      throw refuse(
          "\"%s\" claims %d x %d numbers of %d bytes from byte %d on; the file has %d: truncated?",
          part.name(), part.rows(), part.columns(), part.bytes(), part.start(), mapped.size());
    }
  }

  private void requireTruthShape(Parts parts) throws IOException {
    for (var part : List.of(parts.neighbours(), parts.distances())) {
      if (part.rows() != test.count()) {
        throw refuse(
            "\"%s\" has %d rows for %d test vectors; they must be as many",
            part.name(), part.rows(), test.count());
      }
      requireInside(part);
    }
    if (parts.neighbours().columns() != parts.distances().columns()) {
      throw refuse(
          "neighbors has %d columns, distances has %d; they must be as many",
          parts.neighbours().columns(), parts.distances().columns());
    }
    long bytes = parts.neighbours().rows() * parts.neighbours().columns() * 8;
    if (bytes > Runtime.getRuntime().maxMemory() / 2) {
      throw refuse("its truth takes %d MB of heap; raise -Xmx", bytes >> 20);
    }
  }

  private int[][] ordinals(Part part) throws IOException {
    if ((part.kind() != int.class && part.kind() != long.class)
        || (part.bytes() != 4 && part.bytes() != 8)) {
      throw refuse(
          "\"neighbors\" holds %s of %d bytes; whole numbers of 4 or 8 are expected",
          part.kind().getSimpleName(), part.bytes());
    }
    var type = new NumberType(NumberType.Kind.SIGNED, part.bytes(), part.order());
    var rows = new int[(int) part.rows()][(int) part.columns()];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        long value = type.wholeAt(mapped.bytes(), part.offsetOf(row, column));
        if (value < 0 || value >= train.count()) {
          throw refuse(
              "neighbors[%d][%d] is %d; the train vectors are 0 to %d",
              row, column, value, train.count() - 1);
        }
        rows[row][column] = (int) value;
      }
    }
    return rows;
  }

  private float[][] floats(Part part) throws IOException {
    if (part.kind() != float.class && part.kind() != double.class) {
      throw refuse("\"distances\" holds %s; floats are expected", part.kind().getSimpleName());
    }
    var type = new NumberType(NumberType.Kind.REAL, part.bytes(), part.order());
    var rows = new float[(int) part.rows()][(int) part.columns()];
    for (int row = 0; row < rows.length; row++) {
      for (int column = 0; column < rows[row].length; column++) {
        rows[row][column] = (float) type.realAt(mapped.bytes(), part.offsetOf(row, column));
      }
    }
    return rows;
  }

  @FormatMethod
  private MalformedFileException refuse(String message, Object... values) {
    return new MalformedFileException(mapped.file(), message, values);
  }

  /// Vectors to index.
  public VectorSource train() {
    return train;
  }

  /// Vectors to ask.
  public VectorSource test() {
    return test;
  }

  /// Ordinals of the nearest train vectors, nearest first; shared, must not change.
  public int[] neighbours(int query) {
    return neighbours[query];
  }

  /// Distances of [#neighbours], ascending; shared, must not change.
  public float[] distances(int query) {
    return distances[query];
  }

  /// Which distance the file states: `angular` (1 - cosine), `euclidean`; blank if none.
  public String distance() {
    return distance;
  }

  /// Harmless when repeated.
  @Override
  public void close() {
    mapped.close();
  }
}
