package dev.eidetic.engine.fields;

import java.util.Locale;
import java.util.Optional;

/// The fields that every collection has; the user's own fields stand beside them.
public enum BuiltInField {
  /// What the user calls the image; unique in the collection.
  ID(FieldType.KEYWORD),
  /// Where it was read: an absolute path or a URL.
  PATH(FieldType.KEYWORD),
  /// The words of the file's name.
  FILE(FieldType.TEXT),
  /// The folder below the indexed root, and each folder above it.
  FOLDER(FieldType.KEYWORD),
  /// `jpeg`, `png`, `gif`, `webp`, `bmp`, `tiff`, `heic` or `avif`, by content.
  FORMAT(FieldType.KEYWORD),
  /// Pixels, upright.
  WIDTH(FieldType.WHOLE),
  /// Pixels, upright.
  HEIGHT(FieldType.WHOLE),
  /// Size of the file.
  BYTES(FieldType.WHOLE),
  /// Of the file, 64 hexadecimal digits.
  SHA256(FieldType.KEYWORD),
  /// When the file was last written.
  MODIFIED(FieldType.DATE),
  /// When the image entered the collection or was last replaced.
  INDEXED(FieldType.DATE),
  /// True where the file ends early and part of the picture is missing.
  TRUNCATED(FieldType.FLAG),
  /// When the photograph was taken, from EXIF; cameras store no time zone, so UTC is assumed.
  TAKEN(FieldType.DATE),
  /// Maker and model, from EXIF.
  CAMERA(FieldType.TEXT),
  /// Where the photograph was taken, from EXIF.
  LOCATION(FieldType.PLACE);

  private final FieldType type;

  BuiltInField(FieldType type) {
    this.type = type;
  }

  public FieldType type() {
    return type;
  }

  /// The name in filters and outputs, such as `width`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// True for what only the photograph's own data says and the user may know better: a metadata
  /// column of that name replaces it.
  public boolean isReplaceable() {
    return this == TAKEN || this == CAMERA || this == LOCATION;
  }

  /// The built-in field of a name, if it is one.
  public static Optional<BuiltInField> of(String label) {
    for (var field : values()) {
      if (field.label().equals(label)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
