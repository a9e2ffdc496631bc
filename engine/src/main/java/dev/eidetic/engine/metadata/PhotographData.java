package dev.eidetic.engine.metadata;

import com.drew.imaging.heif.HeifMetadataReader;
import com.drew.imaging.jpeg.JpegMetadataReader;
import com.drew.imaging.tiff.TiffMetadataReader;
import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;
import com.drew.metadata.exif.ExifSubIFDDirectory;
import com.drew.metadata.exif.GpsDirectory;
import dev.eidetic.encode.image.ImageFormat;
import dev.eidetic.engine.fields.BuiltInField;
import dev.eidetic.engine.fields.FieldValue;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Date, camera and place of a photograph, from the EXIF block of its file.
///
/// Only EXIF is read: other blocks (XMP, colour profiles, compressed text) have no part in it and
/// could hide decompression bombs. What cannot be read is left out: a picture is worth keeping
/// without its date.
public final class PhotographData {

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private PhotographData() {}

  /// The fields that the file tells; none if it has no EXIF block or a broken one.
  public static Map<String, FieldValue> read(byte[] file, ImageFormat format) {
    var fields = new TreeMap<String, FieldValue>();
    try {
      var metadata = metadata(file, format);
      taken(metadata).ifPresent(value -> fields.put(BuiltInField.TAKEN.label(), value));
      camera(metadata).ifPresent(value -> fields.put(BuiltInField.CAMERA.label(), value));
      place(metadata).ifPresent(value -> fields.put(BuiltInField.LOCATION.label(), value));
    } catch (Exception | StackOverflowError _) { // hostile EXIF: as good as none
      fields.clear();
    }
    return fields;
  }

  private static Metadata metadata(byte[] file, ImageFormat format) throws Exception {
    return switch (format) {
      case JPEG ->
          JpegMetadataReader.readMetadata(
              new ByteArrayInputStream(file), List.of(new ExifReader()));
      case TIFF -> TiffMetadataReader.readMetadata(new ByteArrayInputStream(file));
      case HEIC, AVIF -> HeifMetadataReader.readMetadata(new ByteArrayInputStream(file));
      case PNG -> exif(ExifBlock.ofPng(file));
      case WEBP -> exif(ExifBlock.ofWebp(file));
      case GIF, BMP -> new Metadata();
    };
  }

  private static Metadata exif(Optional<byte[]> block) {
    var metadata = new Metadata();
    block.ifPresent(tiff -> new ExifReader().extract(new ByteArrayReader(tiff), metadata));
    return metadata;
  }

  private static Optional<FieldValue> taken(Metadata metadata) {
    var directory = metadata.getFirstDirectoryOfType(ExifSubIFDDirectory.class);
    if (directory == null) {
      return Optional.empty();
    }
    var date = directory.getDateOriginal(UTC);
    return date == null ? Optional.empty() : Optional.of(FieldValue.of(date.toInstant()));
  }

  private static Optional<FieldValue> camera(Metadata metadata) {
    var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
    if (directory == null) {
      return Optional.empty();
    }
    String maker = clean(directory.getString(ExifIFD0Directory.TAG_MAKE));
    String model = clean(directory.getString(ExifIFD0Directory.TAG_MODEL));
    String name = model.startsWith(maker) ? model : (maker + " " + model).trim();
    return name.isEmpty() ? Optional.empty() : Optional.of(FieldValue.of(name));
  }

  private static Optional<FieldValue> place(Metadata metadata) {
    var directory = metadata.getFirstDirectoryOfType(GpsDirectory.class);
    var location = directory == null ? null : directory.getGeoLocation();
    return location == null || location.isZero()
        ? Optional.empty()
        : Optional.of(new FieldValue.Place(location.getLatitude(), location.getLongitude()));
  }

  private static String clean(@Nullable String text) {
    return text == null ? "" : text.replaceAll("\\p{Cntrl}", " ").trim();
  }
}
