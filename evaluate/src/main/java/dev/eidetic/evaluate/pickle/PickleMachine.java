package dev.eidetic.evaluate.pickle;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.evaluate.pickle.PickledValue.Bytes;
import dev.eidetic.evaluate.pickle.PickledValue.None;
import dev.eidetic.evaluate.pickle.PickledValue.Real;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Truth;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The stack machine that a pickle is a program for, without its power to call anything.
///
/// Every push is counted, and so is every byte that one instruction copies from a value, so neither
/// stack nor heap outgrow the limits. One pickle per machine.
final class PickleMachine {

  private static final int MAX_DIGITS = 40;
  private static final Draft.Mark MARK = new Draft.Mark();

  private final PickleInput input;
  private final PickleLimits limits;
  private final List<Draft> stack = new ArrayList<>();
  private final Map<Integer, Draft> memo = new HashMap<>();
  private long pushes;
  private long copiedBytes;

  PickleMachine(byte[] pickle, PickleLimits limits) {
    this.input = new PickleInput(pickle);
    this.limits = limits;
  }

  PickledValue run() throws PickleException {
    while (true) {
      var opcode = input.nextOpcode();
      if (opcode == Opcode.STOP) {
        return new DraftFinisher(this, limits).finish(pop());
      }
      if (!opcode.refusal().isEmpty()) {
        throw refuse("%s", opcode.refusal());
      }
      execute(opcode);
    }
  }

  private void execute(Opcode opcode) throws PickleException {
    switch (opcode) {
      case PROTO -> checkProtocol(input.readByte());
      case FRAME -> input.readLongLength();
      case MARK -> push(MARK);
      case POP -> stack.remove(checkedTop());
      case POP_MARK -> popToMark();
      case DUP -> push(stack.get(checkedTop()));
      case GET -> get(parseIndex(input.readLine(MAX_DIGITS)));
      case BINGET -> get(input.readByte());
      case LONG_BINGET -> get(input.readInt());
      case PUT -> put(parseIndex(input.readLine(MAX_DIGITS)));
      case BINPUT -> put(input.readByte());
      case LONG_BINPUT -> put(input.readInt());
      case MEMOIZE -> put(memo.size());
      case GLOBAL -> pushName(input.readLine(500), input.readLine(500));
      case STACK_GLOBAL -> stackGlobal();
      case REDUCE -> reduce();
      case BUILD -> build();
      default -> executeOnContainers(opcode);
    }
  }

  private void executeOnContainers(Opcode opcode) throws PickleException {
    switch (opcode) {
      case LIST -> push(new Draft.Items(popToMark(), false));
      case EMPTY_LIST -> push(new Draft.Items(new ArrayList<>(), false));
      case APPEND -> {
        var item = pop();
        listOnTop().items.add(item);
      }
      case APPENDS -> {
        var items = popToMark();
        listOnTop().items.addAll(items);
      }
      case DICT -> dict(popToMark());
      case EMPTY_DICT -> push(new Draft.Entries());
      case SETITEM -> {
        var value = pop();
        var key = pop();
        put(dictOnTop(), key, value);
      }
      case SETITEMS -> {
        var items = popToMark();
        putAll(dictOnTop(), items);
      }
      case TUPLE -> push(new Draft.Items(popToMark(), true));
      case EMPTY_TUPLE -> pushTuple(0);
      case TUPLE1 -> pushTuple(1);
      case TUPLE2 -> pushTuple(2);
      case TUPLE3 -> pushTuple(3);
      default -> push(new Draft.Scalar(scalar(opcode)));
    }
  }

  private PickledValue scalar(Opcode opcode) throws PickleException {
    return switch (opcode) {
      case NONE -> None.NONE;
      case NEWTRUE -> new Truth(true);
      case NEWFALSE -> new Truth(false);
      case INT -> textInt(input.readLine(MAX_DIGITS));
      case LONG -> whole(input.readLine(MAX_DIGITS).replaceFirst("L$", ""));
      case BININT -> new Whole(input.readInt());
      case BININT1 -> new Whole(input.readByte());
      case BININT2 -> new Whole(input.readUnsignedShort());
      case LONG1 -> whole(input.readByte());
      case LONG4 -> whole(input.readLength());
      case FLOAT -> textFloat(input.readLine(MAX_DIGITS));
      case BINFLOAT -> new Real(input.readDouble());
      case STRING -> new Text(PythonText.unquote(input, input.readLine(Integer.MAX_VALUE)));
      case BINSTRING -> new Text(input.readLatin1(input.readLength()));
      case SHORT_BINSTRING -> new Text(input.readLatin1(input.readByte()));
      case UNICODE -> new Text(PythonText.rawUnicode(input, input.readLine(Integer.MAX_VALUE)));
      case BINUNICODE -> new Text(input.readUtf8(input.readLength()));
      case SHORT_BINUNICODE -> new Text(input.readUtf8(input.readByte()));
      case BINUNICODE8 -> new Text(input.readUtf8(input.readLongLength()));
      case BINBYTES -> new Bytes(input.readBytes(input.readLength()));
      case SHORT_BINBYTES -> new Bytes(input.readBytes(input.readByte()));
      case BINBYTES8 -> new Bytes(input.readBytes(input.readLongLength()));
      default -> throw refuse("it is not read");
    };
  }

  private void checkProtocol(int protocol) throws PickleException {
    if (protocol > 4) {
      throw refuse("the protocol is %d; 0 to 4 are read: save with protocol=4", protocol);
    }
  }

  private PickledValue textInt(String digits) throws PickleException {
    return switch (digits) { // how protocol 0 writes truth values
      case "00" -> new Truth(false);
      case "01" -> new Truth(true);
      // NumPy writes its flags by their names
      case "False" -> new Truth(false);
      case "True" -> new Truth(true);
      default -> whole(digits);
    };
  }

  private PickledValue whole(String digits) throws PickleException {
    try {
      return new Whole(Long.parseLong(digits.strip()));
    } catch (NumberFormatException e) {
      throw refuse("\"%s\" is no int of at most 64 bits", digits);
    }
  }

  private PickledValue whole(int length) throws PickleException {
    if (length > 8) {
      throw refuse("the int has %d bytes; at most 8 are read", length);
    }
    byte[] littleEndian = input.readBytes(length);
    byte[] bigEndian = new byte[length];
    for (int i = 0; i < length; i++) {
      bigEndian[i] = littleEndian[length - 1 - i];
    }
    return new Whole(length == 0 ? 0 : new BigInteger(bigEndian).longValueExact());
  }

  private PickledValue textFloat(String digits) throws PickleException {
    try {
      return switch (digits.strip()) {
        case "inf" -> new Real(Double.POSITIVE_INFINITY);
        case "-inf" -> new Real(Double.NEGATIVE_INFINITY);
        case "nan" -> new Real(Double.NaN);
        default -> new Real(Double.parseDouble(digits));
      };
    } catch (NumberFormatException e) {
      throw refuse("\"%s\" is no float", digits);
    }
  }

  private int parseIndex(String digits) throws PickleException {
    try {
      return Integer.parseInt(digits.strip());
    } catch (NumberFormatException e) {
      throw refuse("\"%s\" is no place in the memo", digits);
    }
  }

  private void get(int index) throws PickleException {
    var value = memo.get(index);
    if (value == null) {
      throw refuse("nothing was kept at place %d of the memo", index);
    }
    push(value);
  }

  private void put(int index) throws PickleException {
    if (index < 0 || memo.size() >= limits.maxValues()) {
      throw refuse("place %d of the memo: places are 0 to %d", index, limits.maxValues() - 1);
    }
    memo.put(index, stack.get(checkedTop()));
  }

  private void stackGlobal() throws PickleException {
    var name = pop();
    var module = pop();
    if (!(name instanceof Draft.Scalar(Text(var nameText)))
        || !(module instanceof Draft.Scalar(Text(var moduleText)))) {
      throw refuse("it needs two texts, a module and a name");
    }
    pushName(moduleText, nameText);
  }

  private void pushName(String module, String name) throws PickleException {
    var callable = Callables.find(module, name);
    if (callable.isEmpty()) {
      throw refuse(
          "it asks for %s.%s; only plain data and NumPy arrays of numbers are read, and nothing is"
              + " run",
          shortened(module), shortened(name));
    }
    push(new Draft.Name(callable.get()));
  }

  private static String shortened(String text) {
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  private void reduce() throws PickleException {
    var arguments = pop();
    var function = pop();
    if (!(function instanceof Draft.Name(var callable))
        || !(arguments instanceof Draft.Items items)
        || !items.tuple) {
      throw refuse("it needs a known name and a tuple of arguments");
    }
    push(callable.call(this, items.items));
  }

  private void build() throws PickleException {
    var state = pop();
    if (!(state instanceof Draft.Items items) || !items.tuple) {
      throw refuse("it needs a tuple, as NumPy writes it");
    }
    switch (stack.get(checkedTop())) {
      case Draft.Array array -> NumpyState.fill(this, array, items.items);
      case Draft.ElementType type -> NumpyState.fill(this, type, items.items);
      default -> throw refuse("it changes something else than a NumPy array");
    }
  }

  private void dict(List<Draft> items) throws PickleException {
    var dict = new Draft.Entries();
    putAll(dict, items);
    push(dict);
  }

  private void putAll(Draft.Entries dict, List<Draft> items) throws PickleException {
    if (items.size() % 2 != 0) {
      throw refuse("%d values are no pairs of keys and values", items.size());
    }
    for (int i = 0; i < items.size(); i += 2) {
      put(dict, items.get(i), items.get(i + 1));
    }
  }

  /// Adds an entry; a later one replaces an earlier one of the same key.
  void put(Draft.Entries dict, Draft key, Draft value) throws PickleException {
    if (!(key instanceof Draft.Scalar(var scalar))
        || !(scalar instanceof Text || scalar instanceof Whole)) {
      throw refuse("a key is neither a str nor an int");
    }
    dict.entries.put(scalar, value);
  }

  private void push(Draft value) throws PickleException {
    count(1);
    stack.add(value);
  }

  /// Counts values that one instruction makes, which may be made many times from one kept list.
  void count(int values) throws PickleException {
    pushes += values;
    if (pushes > limits.maxValues()) {
      throw refuse(
          "there are more than %d values; raise PickleLimits.maxValues", limits.maxValues());
    }
  }

  private void pushTuple(int size) throws PickleException {
    var items = new ArrayList<Draft>(size);
    for (int i = 0; i < size; i++) {
      items.addFirst(pop());
    }
    push(new Draft.Items(items, true));
  }

  private int checkedTop() throws PickleException {
    if (stack.isEmpty()) {
      throw refuse("the stack is empty: truncated or damaged?");
    }
    return stack.size() - 1;
  }

  private Draft pop() throws PickleException {
    var value = stack.remove(checkedTop());
    if (value instanceof Draft.Mark) {
      throw refuse("a mark stands where a value must: damaged?");
    }
    return value;
  }

  private List<Draft> popToMark() throws PickleException {
    int mark = stack.size() - 1;
    while (mark >= 0 && !(stack.get(mark) instanceof Draft.Mark)) {
      mark--;
    }
    if (mark < 0) {
      throw refuse("there is no mark on the stack: damaged?");
    }
    var values = new ArrayList<>(stack.subList(mark + 1, stack.size()));
    stack.subList(mark, stack.size()).clear();
    return values;
  }

  private Draft.Items listOnTop() throws PickleException {
    if (stack.get(checkedTop()) instanceof Draft.Items list && !list.tuple) {
      return list;
    }
    throw refuse("it adds to something that is no list");
  }

  private Draft.Entries dictOnTop() throws PickleException {
    if (stack.get(checkedTop()) instanceof Draft.Entries dict) {
      return dict;
    }
    throw refuse("it adds to something that is no dict");
  }

  /// A text's characters as bytes, as Python 2 kept them.
  byte[] latin1Bytes(String text) throws PickleException {
    charge(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0xff) {
        throw refuse("a text that stands for bytes has the character U+%04X", (int) text.charAt(i));
      }
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /// Counts bytes that are copied out of a value, which may be kept once and copied many times.
  void charge(long bytes) throws PickleException {
    copiedBytes += bytes;
    if (copiedBytes > limits.maxBytes()) {
      throw refuse(
          "texts and arrays take more than %d bytes; raise PickleLimits.maxBytes",
          limits.maxBytes());
    }
  }

  /// A complaint about the current instruction.
  @FormatMethod
  PickleException refuse(String message, Object... values) {
    return input.refuse(message, values);
  }
}
