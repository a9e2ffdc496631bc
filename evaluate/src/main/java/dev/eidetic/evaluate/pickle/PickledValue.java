package dev.eidetic.evaluate.pickle;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Plain data out of a pickle. Values form a tree whose depth is bounded, though parts may be
/// shared. Lists and maps cannot be changed.
public sealed interface PickledValue {

  /// What it is, in words, for messages: "a list of 70".
  String describe();

  /// Python's `None`.
  record None() implements PickledValue {

    static final None NONE = new None();

    @Override
    public String describe() {
      return "None";
    }
  }

  /// `True` or `False`.
  record Truth(boolean value) implements PickledValue {

    @Override
    public String describe() {
      return value ? "True" : "False";
    }
  }

  /// An int of at most 64 bits.
  record Whole(long value) implements PickledValue, Comparable<Whole> {

    @Override
    public int compareTo(Whole other) { // keeps hash tables fast whatever keys a file chooses
      return Long.compare(value, other.value);
    }

    @Override
    public String describe() {
      return "the int " + value;
    }
  }

  /// A float.
  record Real(double value) implements PickledValue {

    @Override
    public String describe() {
      return "the float " + value;
    }
  }

  /// A str. Strings of Python 2, which are bytes, come as ISO 8859-1.
  record Text(String value) implements PickledValue, Comparable<Text> {

    @Override
    public int compareTo(Text other) { // keeps hash tables fast whatever keys a file chooses
      return value.compareTo(other.value);
    }

    @Override
    public String describe() {
      return value.length() > 40
          ? "the str \"" + value.substring(0, 40) + "…\""
          : "the str \"" + value + '"';
    }
  }

  /// A bytes object. The array is not copied: leave it as it is.
  record Bytes(byte[] value) implements PickledValue {

    @Override
    public boolean equals(Object other) {
      return other instanceof Bytes(byte[] bytes) && Arrays.equals(bytes, value);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
      return describe();
    }

    @Override
    public String describe() {
      return value.length + " bytes";
    }
  }

  /// A list or tuple.
  record Sequence(List<PickledValue> items) implements PickledValue {

    @Override
    public String describe() {
      return "a list of " + items.size();
    }

    @Override
    public String toString() {
      return describe();
    }
  }

  /// A dict or OrderedDict, in its order. Keys are texts or whole numbers.
  record Mapping(Map<PickledValue, PickledValue> entries) implements PickledValue {

    /// The value of a key that is a text.
    public Optional<PickledValue> get(String key) {
      return Optional.ofNullable(entries.get(new Text(key)));
    }

    @Override
    public String describe() {
      return "a dict of " + entries.size();
    }

    @Override
    public String toString() {
      return describe();
    }
  }

  /// A NumPy array of numbers, of any number of axes.
  record Numbers(NumberArray array) implements PickledValue {

    @Override
    public String describe() {
      return "a NumPy array " + array.describe();
    }
  }
}
