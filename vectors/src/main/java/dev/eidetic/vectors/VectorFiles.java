package dev.eidetic.vectors;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Locale;

/// Opens files of vectors.
///
/// | ending | content |
/// |---|---|
/// | `.fvecs`, `.bvecs`, `.ivecs` | before each vector its dimension; 32-bit floats, bytes, 32-bit integers |
/// | `.npy` | a NumPy array of two axes in C order: floats of 16, 32 or 64 bits, integers of 8 or 32 |
/// | `.npz` | an archive of those |
///
/// NumPy's files are known by their first bytes, whatever they are called. All numbers become
/// floats when they are read: whole numbers beyond 2^24 and 64-bit floats by rounding.
public final class VectorFiles {

  /// Most bytes of a compressed array that are unpacked into memory.
  private static final long MOST_UNPACKED = 16L << 30;

  private VectorFiles() {}

  /// Opens a file by its content and name.
  ///
  /// @throws IOException if it is none of the known formats, damaged, or has several arrays
  public static MappedVectors open(Path file) throws IOException {
    return MappedVectors.open(file, (bytes, arena) -> source(file, bytes, arena));
  }

  /// Opens one array of an `.npz` file.
  ///
  /// @param name of the array, with or without `.npy`
  public static MappedVectors open(Path file, String name) throws IOException {
    return MappedVectors.open(
        file,
        (bytes, arena) ->
            NumpyLayout.read(
                file, new NumpyArchive(file, bytes).named(name, arena, MOST_UNPACKED)));
  }

  private static StoredSource source(Path file, MemorySegment bytes, Arena arena)
      throws IOException {
    if (NumpyLayout.isNumpy(bytes)) {
      return NumpyLayout.read(file, bytes);
    }
    if (NumpyArchive.isArchive(bytes)) {
      return NumpyLayout.read(file, new NumpyArchive(file, bytes).only(arena, MOST_UNPACKED));
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return switch (ending) {
      case "fvecs" -> TexmexLayout.read(file, bytes, StoredNumbers.FLOAT32);
      case "bvecs" -> TexmexLayout.read(file, bytes, StoredNumbers.UINT8);
      case "ivecs" -> TexmexLayout.read(file, bytes, StoredNumbers.INT32);
      case "npy" -> NumpyLayout.read(file, bytes);
      case "npz" -> throw new IOException("%s does not begin like a ZIP file".formatted(file));
      default ->
          throw new IOException(
              "%s ends in \"%s\"; known are .fvecs, .bvecs, .ivecs, .npy and .npz"
                  .formatted(file, ending));
    };
  }
}
