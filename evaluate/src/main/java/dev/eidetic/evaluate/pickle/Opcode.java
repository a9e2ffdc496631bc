package dev.eidetic.evaluate.pickle;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The instructions of protocols 0 to 5, named as Python's `pickletools` names them.
enum Opcode {
  MARK('('),
  STOP('.'),
  POP('0'),
  POP_MARK('1'),
  DUP('2'),
  FLOAT('F'),
  INT('I'),
  BININT('J'),
  BININT1('K'),
  LONG('L'),
  BININT2('M'),
  NONE('N'),
  PERSID('P', Refusal.OUTSIDE),
  BINPERSID('Q', Refusal.OUTSIDE),
  REDUCE('R'),
  STRING('S'),
  BINSTRING('T'),
  SHORT_BINSTRING('U'),
  UNICODE('V'),
  BINUNICODE('X'),
  APPEND('a'),
  BUILD('b'),
  GLOBAL('c'),
  DICT('d'),
  EMPTY_DICT('}'),
  APPENDS('e'),
  GET('g'),
  BINGET('h'),
  INST('i', Refusal.CLASS),
  LONG_BINGET('j'),
  LIST('l'),
  EMPTY_LIST(']'),
  OBJ('o', Refusal.CLASS),
  PUT('p'),
  BINPUT('q'),
  LONG_BINPUT('r'),
  SETITEM('s'),
  TUPLE('t'),
  EMPTY_TUPLE(')'),
  SETITEMS('u'),
  BINFLOAT('G'),
  PROTO(0x80),
  NEWOBJ(0x81, Refusal.CLASS),
  EXT1(0x82, Refusal.CLASS),
  EXT2(0x83, Refusal.CLASS),
  EXT4(0x84, Refusal.CLASS),
  TUPLE1(0x85),
  TUPLE2(0x86),
  TUPLE3(0x87),
  NEWTRUE(0x88),
  NEWFALSE(0x89),
  LONG1(0x8a),
  LONG4(0x8b),
  BINBYTES('B'),
  SHORT_BINBYTES('C'),
  SHORT_BINUNICODE(0x8c),
  BINUNICODE8(0x8d),
  BINBYTES8(0x8e),
  EMPTY_SET(0x8f, Refusal.SET),
  ADDITEMS(0x90, Refusal.SET),
  FROZENSET(0x91, Refusal.SET),
  NEWOBJ_EX(0x92, Refusal.CLASS),
  STACK_GLOBAL(0x93),
  MEMOIZE(0x94),
  FRAME(0x95),
  BYTEARRAY8(0x96, Refusal.PROTOCOL),
  NEXT_BUFFER(0x97, Refusal.PROTOCOL),
  READONLY_BUFFER(0x98, Refusal.PROTOCOL);

  private static final @Nullable Opcode[] BY_CODE = new Opcode[256];

  static {
    for (var opcode : values()) {
      BY_CODE[opcode.code] = opcode;
    }
  }

  private final int code;
  private final String refusal;

  Opcode(int code) {
    this(code, "");
  }

  Opcode(int code, String refusal) {
    this.code = code;
    this.refusal = refusal;
  }

  /// Why it is never run; empty for those that are.
  String refusal() {
    return refusal;
  }

  /// @param code 0 to 255
  static Optional<Opcode> of(int code) {
    return Optional.ofNullable(BY_CODE[code]);
  }

  private static final class Refusal {
    static final String CLASS = "it makes an object of a class; only plain data is read";
    static final String OUTSIDE =
        "it refers to an object outside of the file; only plain data is read";
    static final String SET = "sets are not read; save lists";
    static final String PROTOCOL = "it is of protocol 5; save with protocol 4 or lower";
  }
}
