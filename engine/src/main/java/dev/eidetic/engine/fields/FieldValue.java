package dev.eidetic.engine.fields;

import static dev.eidetic.vectors.Preconditions.require;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// One value of one field of one image.
public sealed interface FieldValue {

  /// As tables and pages show it.
  String display();

  /// One or more strings; the type of the field says whether they are text or keywords.
  ///
  /// @param values at least one
  record Strings(List<String> values) implements FieldValue {

    public Strings {
      values = List.copyOf(values);
      require(!values.isEmpty(), "a field of strings has no value; leave the field out instead");
    }

    @Override
    public String display() {
      return String.join(", ", values);
    }
  }

  /// An integer.
  record Whole(long value) implements FieldValue {

    @Override
    public String display() {
      return Long.toString(value);
    }
  }

  /// A number.
  ///
  /// @param value finite
  record Decimal(double value) implements FieldValue {

    public Decimal {
      require(Double.isFinite(value), "number is %s; it must be finite", value);
    }

    @Override
    public String display() {
      return Double.toString(value);
    }
  }

  /// A moment, cut to milliseconds.
  record Date(Instant value) implements FieldValue {

    public Date {
      value = value.truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public String display() {
      return value.toString();
    }
  }

  /// True or false.
  record Flag(boolean value) implements FieldValue {

    @Override
    public String display() {
      return Boolean.toString(value);
    }
  }

  /// A place on earth.
  ///
  /// @param latitude degrees, -90 to 90, north positive
  /// @param longitude degrees, -180 to 180, east positive
  record Place(double latitude, double longitude) implements FieldValue {

    public Place {
      require(-90 <= latitude && latitude <= 90, "latitude is %s; it must be -90 to 90", latitude);
      require(
          -180 <= longitude && longitude <= 180,
          "longitude is %s; it must be -180 to 180",
          longitude);
    }

    @Override
    public String display() {
      return latitude + "," + longitude;
    }
  }

  /// One string.
  static FieldValue of(String value) {
    return new Strings(List.of(value));
  }

  /// An integer.
  static FieldValue of(long value) {
    return new Whole(value);
  }

  /// A number.
  static FieldValue of(double value) {
    return new Decimal(value);
  }

  /// A moment.
  static FieldValue of(Instant value) {
    return new Date(value);
  }

  /// True or false.
  static FieldValue of(boolean value) {
    return new Flag(value);
  }
}
