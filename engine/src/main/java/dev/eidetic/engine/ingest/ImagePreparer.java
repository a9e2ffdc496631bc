package dev.eidetic.engine.ingest;

import dev.eidetic.encode.fetch.ContentCheck;
import dev.eidetic.encode.image.DecodedImage;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.metadata.PhotographData;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Decodes a file and gathers what is known of it. Any number of threads may use one.
public final class ImagePreparer {

  private final ImageDecoder decoder;
  private final int wantedSide;

  /// @param wantedSide of the encoder, in pixels
  public ImagePreparer(ImageDecoder decoder, int wantedSide) {
    this.decoder = decoder;
    this.wantedSide = wantedSide;
  }

  /// Makes an item of a file.
  ///
  /// @param facts what the caller knows: `folder`, `modified`, the user's own fields; they win over
  ///   what the photograph says of itself
  /// @throws ImageRefusedException if it cannot or must not be decoded
  public PreparedImage prepare(
      String id, String path, String root, byte[] file, Map<String, FieldValue> facts)
      throws ImageRefusedException {
    var decoded = decoder.decode(file, wantedSide);
    var fields = new TreeMap<>(PhotographData.read(file, decoded.format()));
    addFacts(fields, decoded, file);
    String name = id.substring(id.lastIndexOf('/') + 1);
    fields.put(BuiltInField.FILE.label(), FieldValue.of(name));
    fields.putAll(facts);
    return new PreparedImage(new Item(id, path, root, fields), decoded.pixels());
  }

  private static void addFacts(Map<String, FieldValue> fields, DecodedImage decoded, byte[] file) {
    String format = decoded.format().name().toLowerCase(Locale.ROOT);
    fields.put(BuiltInField.FORMAT.label(), FieldValue.of(format));
    fields.put(BuiltInField.WIDTH.label(), FieldValue.of(decoded.width()));
    fields.put(BuiltInField.HEIGHT.label(), FieldValue.of(decoded.height()));
    fields.put(BuiltInField.BYTES.label(), FieldValue.of((long) file.length));
    fields.put(BuiltInField.SHA256.label(), FieldValue.of(sha256(file)));
    fields.put(BuiltInField.INDEXED.label(), FieldValue.of(Instant.now()));
    if (decoded.isTruncated()) {
      fields.put(BuiltInField.TRUNCATED.label(), FieldValue.of(true));
    }
  }

  /// SHA-256 of a file, 64 lower-case hexadecimal digits.
  public static String sha256(byte[] file) {
    return ContentCheck.Sha256.of(file).digits();
  }
}
