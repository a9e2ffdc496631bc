package dev.eidetic.engine.localindex;

import dev.eidetic.index.FileCheck;
import dev.eidetic.index.aggregated.AggregatedIndex;
import dev.eidetic.index.aggregated.Codebook;
import dev.eidetic.index.core.Section;
import dev.eidetic.index.core.SectionFile;
import dev.eidetic.index.core.SectionFile.Preamble;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/// Part of the pictures: an inverted file, and which pictures it is of.
///
/// @param name of its files
/// @param hashes SHA-256 of each picture's file, 32 bytes by ordinal
@SuppressWarnings("ArrayRecordComponent")
record IndexedPictures(String name, AggregatedIndex index, byte[] hashes) {

  private static final String MAGIC = "EIDPICTS";
  private static final int HASH_BYTES = 32;
  private static final String INDEX = ".words";
  private static final String PICTURES = ".pictures";

  int count() {
    return index.count();
  }

  String sha256(int ordinal) {
    return HexFormat.of().formatHex(hashes, ordinal * HASH_BYTES, (ordinal + 1) * HASH_BYTES);
  }

  /// @param sha256 64 hexadecimal digits each
  static byte[] hashes(List<String> sha256) {
    var hashes = new byte[Math.multiplyExact(sha256.size(), HASH_BYTES)];
    for (int i = 0; i < sha256.size(); i++) {
      System.arraycopy(
          HexFormat.of().parseHex(sha256.get(i)), 0, hashes, i * HASH_BYTES, HASH_BYTES);
    }
    return hashes;
  }

  static List<String> files(String name) {
    return List.of(name + INDEX, name + PICTURES);
  }

  static Path indexFile(Path folder, String name) {
    return folder.resolve(name + INDEX);
  }

  static void saveHashes(Path folder, String name, byte[] hashes) throws IOException {
    SectionFile.write(
        folder.resolve(name + PICTURES),
        new Preamble(MAGIC, "pictures", HASH_BYTES),
        List.of(new Section("sha256", MemorySegment.ofArray(hashes))));
  }

  static IndexedPictures open(Path folder, String name, Codebook codebook) throws IOException {
    var index = AggregatedIndex.open(indexFile(folder, name), codebook, FileCheck.STRUCTURE);
    try (var arena = Arena.ofConfined()) {
      var file = folder.resolve(name + PICTURES);
      var sections = SectionFile.open(file, MAGIC, FileCheck.EVERYTHING, arena).sections();
      var hashes = sections.get("sha256", (long) HASH_BYTES * index.count());
      return new IndexedPictures(name, index, hashes.toArray(ValueLayout.JAVA_BYTE));
    }
  }
}
