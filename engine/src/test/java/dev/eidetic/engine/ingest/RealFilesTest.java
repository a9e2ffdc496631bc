package dev.eidetic.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.engine.Collection;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.Pictures;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.Refusal.Reason;
import dev.eidetic.engine.SearchRequest;
import dev.eidetic.testkit.SharedData;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real and hostile files through the real decoder: each becomes an item or is refused for the true
/// reason, and the run ends well.
class RealFilesTest {

  @TempDir Path folder;

  private Collection collection() throws IOException {
    return Collection.create(
        folder.resolve("collection"),
        new ClassicEncoder(),
        ImageDecoders.standard(DecodeLimits.DEFAULT));
  }

  private static Map<String, Refusal> ingest(Collection collection, Path photos)
      throws IOException, InterruptedException {
    var report =
        collection.addAll(
            new FolderSource(photos), IngestOptions.standard(), IngestListener.silent());
    assertThat(report.isComplete()).isTrue();
    var refusals = new TreeMap<String, Refusal>();
    try (var now = collection.snapshot()) {
      now.refusals().forEach(refusal -> refusals.put(refusal.id(), refusal));
    }
    return refusals;
  }

  @ParameterizedTest
  @ValueSource(strings = {"copydetect-pdq", "neardup"})
  void everyFileThatStartsAsAnImageIsIndexedAndEveryOtherOneIsRefusedAsNone(String name)
      throws Exception {
    var photos = SharedData.find(name);
    assumeThat(photos).as(SharedData.REASON).isPresent();
    var images = new TreeSet<String>();
    var others = new TreeSet<String>();
    try (var files = Files.walk(photos.get())) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        String id = photos.get().relativize(file).toString();
        boolean isHidden = Arrays.stream(id.split("/")).anyMatch(part -> part.startsWith("."));
        if (!isHidden) {
          (startsAsImage(file) ? images : others).add(id);
        }
      }
    }
    try (var collection = collection()) {
      var refusals = ingest(collection, photos.get());
      assertThat(refusals.keySet()).isEqualTo(others);
      assertThat(refusals.values())
          .allMatch(
              refusal ->
                  refusal.reason() == Reason.NOT_AN_IMAGE || refusal.reason() == Reason.EMPTY);
      var ids = new TreeSet<String>();
      try (var now = collection.snapshot()) {
        now.forEach("", (item, _) -> ids.add(item.id()));
      }
      assertThat(ids).isEqualTo(images).hasSizeGreaterThan(10);
    }
  }

  /// The first bytes of JPEG, PNG, GIF, BMP, TIFF and WebP.
  private static boolean startsAsImage(Path file) throws IOException {
    byte[] head;
    try (var in = Files.newInputStream(file)) {
      head = in.readNBytes(12);
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    return text.startsWith("\u00ff\u00d8\u00ff")
        || text.startsWith("\u0089PNG\r\n")
        || text.startsWith("GIF8")
        || text.startsWith("BM")
        || text.startsWith("II*\0")
        || text.startsWith("MM\0*")
        || (text.startsWith("RIFF") && text.endsWith("WEBP"));
  }

  @Test
  void hostileFilesAreRefusedForTheTrueReasonAndGoodOnesBesideThemIndexed() throws Exception {
    var photos = Files.createDirectory(folder.resolve("photos"));
    Files.write(photos.resolve("good.png"), Pictures.png(1));
    Files.write(photos.resolve("really-a-png.jpg"), Pictures.png(2));
    Files.write(photos.resolve("line\nbreak 🏖️ \"<b>.png"), Pictures.png(3));
    Files.write(photos.resolve("tiny.png"), png(1, 1));
    Files.write(photos.resolve("bomb.png"), png(30_000, 30_000));
    Files.createFile(photos.resolve("empty.jpg"));
    Files.writeString(photos.resolve("text.jpg"), "these are words and no picture");
    Files.writeString(photos.resolve("page.png"), "<!DOCTYPE html><html></html>");
    Files.write(photos.resolve("cut.png"), Arrays.copyOf(Pictures.png(4), 40));
    Files.createSymbolicLink(photos.resolve("loop"), photos);
    try (var collection = collection()) {
      var refusals = ingest(collection, photos);
      var reasons = new TreeMap<String, Reason>();
      refusals.forEach((id, refusal) -> reasons.put(id, refusal.reason()));
      assertThat(reasons)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "bomb.png", Reason.TOO_LARGE,
                  "empty.jpg", Reason.EMPTY,
                  "text.jpg", Reason.NOT_AN_IMAGE,
                  "page.png", Reason.NOT_AN_IMAGE,
                  "cut.png", Reason.CORRUPT));
      assertThat(refusals.get("bomb.png"))
          .extracting(Refusal::message)
          .asString()
          .contains("30000", "60");
      assertThat(collection.get("really-a-png.jpg").orElseThrow().fields())
          .containsEntry("format", dev.eidetic.engine.fields.FieldValue.of("png"));
      assertThat(collection.get("line\nbreak 🏖️ \"<b>.png")).isPresent();
      assertThat(collection.get("tiny.png")).isPresent();
      assertThat(collection.search(SearchRequest.like(new Example.OfItem("good.png")))).hasSize(3);
    }
  }

  /// A black gray-scale PNG of one bit per pixel, of any size: a few kilobytes that want gigabytes.
  private static byte[] png(int width, int height) throws IOException {
    var header = new ByteArrayOutputStream();
    var numbers = new DataOutputStream(header);
    numbers.writeInt(width);
    numbers.writeInt(height);
    numbers.write(new byte[] {1, 0, 0, 0, 0});
    var data = new ByteArrayOutputStream();
    var deflater = new Deflater(Deflater.BEST_SPEED);
    try (var zlib = new DeflaterOutputStream(data, deflater)) {
      var row = new byte[1 + (width + 7) / 8];
      for (int y = 0; y < height; y++) {
        zlib.write(row);
      }
    } finally {
      deflater.end();
    }
    var file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(file, "IHDR", header.toByteArray());
    chunk(file, "IDAT", data.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String name, byte[] content)
      throws IOException {
    byte[] type = name.getBytes(StandardCharsets.ISO_8859_1);
    var checksum = new CRC32();
    checksum.update(type);
    checksum.update(content);
    var out = new DataOutputStream(file);
    out.writeInt(content.length);
    out.write(type);
    out.write(content);
    out.writeInt((int) checksum.getValue());
  }
}
