package dev.eidetic.evaluate.pickle;

import dev.eidetic.evaluate.file.NumberType;
import dev.eidetic.evaluate.pickle.PickledValue.Bytes;
import dev.eidetic.evaluate.pickle.PickledValue.Mapping;
import dev.eidetic.evaluate.pickle.PickledValue.Numbers;
import dev.eidetic.evaluate.pickle.PickledValue.Real;
import dev.eidetic.evaluate.pickle.PickledValue.Sequence;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Truth;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.regex.Pattern;

/// Turns drafts into finished values, each once, however often it is shared. Refuses values that
/// contain themselves and trees deeper than the limit, so calls never nest deeper either.
final class DraftFinisher {

  private static final Pattern TEXT_TYPE = Pattern.compile("([SU])([0-9]{1,9})");

  private final PickleMachine machine;
  private final int maxDepth;
  private final IdentityHashMap<Draft, PickledValue> finished = new IdentityHashMap<>();
  private final IdentityHashMap<Draft, Integer> levels = new IdentityHashMap<>();
  private final IdentityHashMap<Draft, Boolean> open = new IdentityHashMap<>();

  DraftFinisher(PickleMachine machine, PickleLimits limits) {
    this.machine = machine;
    this.maxDepth = limits.maxDepth();
  }

  PickledValue finish(Draft draft) throws PickleException {
    return finish(draft, 1).value();
  }

  /// A finished value and how many levels it has.
  private record Finished(PickledValue value, int levels) {}

  private Finished finish(Draft draft, int depth) throws PickleException {
    if (draft instanceof Draft.Scalar(var value)) {
      return new Finished(value, 1);
    }
    var known = finished.get(draft);
    if (known != null) {
      int below = levels.getOrDefault(draft, 1);
      checkDepth(depth + below - 1);
      return new Finished(known, below);
    }
    checkDepth(depth);
    if (open.put(draft, true) != null) {
      throw machine.refuse("a value contains itself; only trees are read");
    }
    var result = container(draft, depth);
    open.remove(draft);
    finished.put(draft, result.value());
    levels.put(draft, result.levels());
    return result;
  }

  private void checkDepth(int depth) throws PickleException {
    if (depth > maxDepth) {
      throw machine.refuse("values are nested deeper than %d levels", maxDepth);
    }
  }

  private Finished container(Draft draft, int depth) throws PickleException {
    return switch (draft) {
      case Draft.Items list -> sequence(list.items, depth);
      case Draft.Entries dict -> mapping(dict, depth);
      case Draft.Array array -> array(array, depth);
      case Draft.ElementType _ -> throw machine.refuse("a dtype stands where data must");
      case Draft.Name _ -> throw machine.refuse("a function stands where data must");
      case Draft.Mark _ -> throw machine.refuse("a mark stands where data must");
      case Draft.Scalar(var value) -> new Finished(value, 1);
    };
  }

  private Finished sequence(List<Draft> drafts, int depth) throws PickleException {
    var items = new ArrayList<PickledValue>(drafts.size());
    int below = 0;
    for (var draft : drafts) {
      var item = finish(draft, depth + 1);
      items.add(item.value());
      below = Math.max(below, item.levels());
    }
    return new Finished(new Sequence(Collections.unmodifiableList(items)), below + 1);
  }

  private Finished mapping(Draft.Entries dict, int depth) throws PickleException {
    var entries = LinkedHashMap.<PickledValue, PickledValue>newLinkedHashMap(dict.entries.size());
    int below = 0;
    for (var entry : dict.entries.entrySet()) {
      var value = finish(entry.getValue(), depth + 1);
      entries.put(entry.getKey(), value.value());
      below = Math.max(below, value.levels());
    }
    return new Finished(new Mapping(Collections.unmodifiableMap(entries)), below + 1);
  }

  private Finished array(Draft.Array array, int depth) throws PickleException {
    String name = array.type.name;
    if (name.equals("O") || name.equals("O8") || name.equals("O4")) {
      return objects(array, depth);
    }
    byte[] content = content(array);
    var textType = TEXT_TYPE.matcher(name);
    if (textType.matches()) {
      return texts(array, textType.group(1), Integer.parseInt(textType.group(2)), content);
    }
    var type = NumberType.parse(array.type.order + name);
    if (type.isEmpty()) {
      throw machine.refuse("an array is of dtype \"%s\"; numbers and texts are read", name);
    }
    checkSize(array, type.get().bytes(), content.length);
    var numbers = new NumberArray(type.get(), array.shape, array.columnsFirst, content);
    return new Finished(array.shape.length == 0 ? single(numbers) : new Numbers(numbers), 1);
  }

  private static PickledValue single(NumberArray number) {
    return switch (number.type().kind()) {
      case TRUTH -> new Truth(number.wholeAt(0) != 0);
      case SIGNED, UNSIGNED -> new Whole(number.wholeAt(0));
      case REAL -> new Real(number.realAt(0));
    };
  }

  private Finished objects(Draft.Array array, int depth) throws PickleException {
    if (!(array.content instanceof Draft.Items list)
        || array.shape.length != 1
        || array.shape[0] != list.items.size()) {
      throw machine.refuse("an array of objects is no list of one axis");
    }
    machine.count(list.items.size());
    return sequence(list.items, depth);
  }

  private byte[] content(Draft.Array array) throws PickleException {
    return switch (array.content) {
      case Draft.Scalar(Bytes(var bytes)) -> bytes;
      case Draft.Scalar(Text(var text)) -> machine.latin1Bytes(text); // Python 2
      default -> throw machine.refuse("an array's content is not bytes");
    };
  }

  private void checkSize(Draft.Array array, long elementBytes, int contentBytes)
      throws PickleException {
    long elements = 1;
    for (int axis : array.shape) {
      elements *= axis;
    }
    if (elements * elementBytes != contentBytes) {
      throw machine.refuse(
          "an array of shape %s has %d elements of %d bytes; its content has %d bytes: damaged?",
          Arrays.toString(array.shape), elements, elementBytes, contentBytes);
    }
  }

  private Finished texts(Draft.Array array, String kind, int length, byte[] content)
      throws PickleException {
    int width =
        kind.equals("U")
            ? Math.multiplyExact(4L, length) > content.length ? 0 : 4 * length
            : length;
    if (array.shape.length > 1 || (width == 0 && content.length > 0)) {
      throw machine.refuse("an array of texts must have one axis and texts that fit its content");
    }
    checkSize(array, Math.max(1, width), content.length);
    machine.charge(2L * content.length);
    machine.count(content.length / Math.max(1, width));
    var order = array.type.order.equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    var texts = new ArrayList<PickledValue>();
    for (int start = 0; start < content.length; start += width) {
      var element = ByteBuffer.wrap(content, start, width).slice().order(order);
      texts.add(new Text(kind.equals("U") ? wideText(element) : narrowText(element)));
    }
    boolean single = array.shape.length == 0;
    if (single && texts.isEmpty()) {
      return new Finished(new Text(""), 1);
    }
    return single
        ? new Finished(texts.getFirst(), 1)
        : new Finished(new Sequence(Collections.unmodifiableList(texts)), 2);
  }

  private String wideText(ByteBuffer element) throws PickleException {
    var text = new StringBuilder();
    int pendingZeros = 0;
    while (element.remaining() >= 4) {
      int codePoint = element.getInt();
      if (codePoint == 0) { // zeros at the end are padding
        pendingZeros++;
        continue;
      }
      if (!Character.isValidCodePoint(codePoint)) {
        throw machine.refuse("an array of texts has the character 0x%x", codePoint);
      }
      text.repeat(0, pendingZeros).appendCodePoint(codePoint);
      pendingZeros = 0;
    }
    return text.toString();
  }

  private static String narrowText(ByteBuffer element) {
    byte[] bytes = new byte[element.remaining()];
    element.get(bytes);
    int end = bytes.length;
    while (end > 0 && bytes[end - 1] == 0) {
      end--;
    }
    return new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
  }
}
