package dev.eidetic.evaluate.pickle;

import dev.eidetic.evaluate.pickle.PickledValue.Bytes;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import java.util.List;
import java.util.Optional;

/// The names that a pickle of plain data may call, recognised as text; no class is looked up.
enum Callables {
  RECONSTRUCT_ARRAY("_reconstruct", "numpy.core.multiarray", "numpy._core.multiarray"),
  ARRAY("ndarray", "numpy", "numpy"),
  ELEMENT_TYPE("dtype", "numpy", "numpy"),
  SCALAR("scalar", "numpy.core.multiarray", "numpy._core.multiarray"),
  ENCODE("encode", "_codecs", "_codecs"),
  BYTES("bytes", "builtins", "__builtin__"),
  ORDERED_DICT("OrderedDict", "collections", "collections");

  private final String name;
  private final String module;
  private final String otherModule;

  /// @param otherModule where another version of Python or NumPy has it
  Callables(String name, String module, String otherModule) {
    this.name = name;
    this.module = module;
    this.otherModule = otherModule;
  }

  static Optional<Callables> find(String module, String name) {
    for (var callable : values()) {
      if (callable.name.equals(name)
          && (callable.module.equals(module) || callable.otherModule.equals(module))) {
        return Optional.of(callable);
      }
    }
    return Optional.empty();
  }

  /// What the call makes.
  Draft call(PickleMachine machine, List<Draft> arguments) throws PickleException {
    return switch (this) {
      case RECONSTRUCT_ARRAY -> reconstruct(machine, arguments);
      case ELEMENT_TYPE -> elementType(machine, arguments);
      case SCALAR -> scalar(machine, arguments);
      case ENCODE -> encode(machine, arguments);
      case BYTES -> emptyBytes(machine, arguments);
      case ORDERED_DICT -> orderedDict(machine, arguments);
      case ARRAY -> throw machine.refuse("numpy.ndarray is called; only _reconstruct makes arrays");
    };
  }

  private static Draft reconstruct(PickleMachine machine, List<Draft> arguments)
      throws PickleException {
    if (arguments.size() != 3
        || !(arguments.getFirst() instanceof Draft.Name(var callable))
        || callable != ARRAY) {
      throw machine.refuse("_reconstruct makes something else than a numpy.ndarray");
    }
    return new Draft.Array();
  }

  private static Draft elementType(PickleMachine machine, List<Draft> arguments)
      throws PickleException {
    if (arguments.isEmpty()
        || !(arguments.getFirst() instanceof Draft.Scalar(Text(var name)))
        || name.length() > 20) {
      throw machine.refuse("numpy.dtype is called without a type's name");
    }
    return new Draft.ElementType(name);
  }

  private static Draft scalar(PickleMachine machine, List<Draft> arguments) throws PickleException {
    if (arguments.size() != 2
        || !(arguments.getFirst() instanceof Draft.ElementType type)
        || !(arguments.get(1) instanceof Draft.Scalar content)) {
      throw machine.refuse("a NumPy scalar is made of something else than a dtype and bytes");
    }
    var array = new Draft.Array();
    array.shape = new int[0];
    array.type = type;
    array.content = content;
    return array;
  }

  private static Draft encode(PickleMachine machine, List<Draft> arguments) throws PickleException {
    if (arguments.size() != 2
        || !(arguments.get(0) instanceof Draft.Scalar(Text(var text)))
        || !(arguments.get(1) instanceof Draft.Scalar(Text(var encoding)))
        || !(encoding.equals("latin1") || encoding.equals("latin-1"))) {
      throw machine.refuse("_codecs.encode is called with something else than a text and latin1");
    }
    return new Draft.Scalar(new Bytes(machine.latin1Bytes(text)));
  }

  private static Draft emptyBytes(PickleMachine machine, List<Draft> arguments)
      throws PickleException {
    if (!arguments.isEmpty()) {
      throw machine.refuse("bytes is called with %d arguments; it takes none", arguments.size());
    }
    return new Draft.Scalar(new Bytes(new byte[0]));
  }

  private static Draft orderedDict(PickleMachine machine, List<Draft> arguments)
      throws PickleException {
    var dict = new Draft.Entries();
    if (arguments.isEmpty()) {
      return dict;
    }
    if (arguments.size() != 1 || !(arguments.getFirst() instanceof Draft.Items pairs)) {
      throw machine.refuse("OrderedDict is called with something else than a list of pairs");
    }
    machine.count(pairs.items.size());
    for (var pair : pairs.items) {
      if (!(pair instanceof Draft.Items both) || both.items.size() != 2) {
        throw machine.refuse("OrderedDict is called with something else than a list of pairs");
      }
      machine.put(dict, both.items.get(0), both.items.get(1));
    }
    return dict;
  }
}
