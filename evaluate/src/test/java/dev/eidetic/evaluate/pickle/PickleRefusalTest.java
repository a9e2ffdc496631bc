package dev.eidetic.evaluate.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PickleRefusalTest {

  private final PickleReader reader = new PickleReader();

  @Test
  void runsNothing() {
    refuses(
        "cos\nsystem\n(S'true'\ntR.",
        "pickle, byte 0, GLOBAL: it asks for os.system; only plain data and NumPy arrays of numbers"
            + " are read, and nothing is run");
    refuses("\u0080\u0004\u008c\u0008builtins\u008c\u0004eval\u0093.", "builtins.eval");
    refuses("(ios\nsystem\n.", "INST: it makes an object of a class");
    refuses("(cnumpy\ndtype\no.", "OBJ: it makes an object of a class");
    refuses("ccollections\nOrderedDict\n)\u0081.", "NEWOBJ: it makes an object of a class");
    refuses("P12\n.", "PERSID: it refers to an object outside of the file");
    refuses("\u0082\u0001.", "EXT1: it makes an object of a class");
    refuses("cnumpy\nndarray\n)R.", "numpy.ndarray is called; only _reconstruct makes arrays");
    refuses("cnumpy\nndarray\n.", "a function stands where data must");
  }

  @Test
  void refusesWhatIsNewerThanItKnows() {
    refuses("\u0080\u0005N.", "the protocol is 5; 0 to 4 are read");
    refuses("\u0096", "protocol 5");
    refuses("\u008f.", "sets are not read");
    refuses("\u008a\u0009123456789.", "the int has 9 bytes; at most 8 are read");
  }

  @Test
  void refusesDamage() {
    refuses("", "1 bytes are needed; 0 follow: truncated?");
    refuses("N", "truncated?");
    refuses(".", "STOP: the stack is empty");
    refuses("\u0001", "0x01 is no instruction");
    refuses("(.", "a mark stands where a value must");
    refuses("t.", "there is no mark on the stack");
    refuses("NNa.", "it adds to something that is no list");
    refuses("h\u0003.", "nothing was kept at place 3 of the memo");
    refuses("}(Nu.", "1 values are no pairs");
    refuses("}NNs.", "a key is neither a str nor an int");
    refuses("I12a\n.", "\"12a\" is no int");
    refuses("T\u00ff\u00ff\u00ff\u007fab.", "it claims 2147483647 bytes; 3 follow: truncated?");
    refuses("X\u0001\u0000\u0000\u0000\u00ff.", "its 1 bytes of text are not UTF-8");
    refuses("Sabc\n.", "its text is not in quotes");
    refuses("V\\u12\n.", "an escape lacks its 4 digits");
    refuses("p1\n", "the stack is empty");
    refuses("Np-1\n.", "place -1 of the memo");
  }

  @Test
  void refusesArraysWhoseSizeDisagreesWithTheirContent() {
    String empty = "cnumpy.core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntS'b'\ntR";
    String type = "cnumpy\ndtype\n(S'i8'\nI0\nI1\ntR(I3\nS'<'\nNNNI-1\nI-1\nI0\ntb";
    refuses(
        empty + "(I1\n(I2\nt" + type + "I00\nS'12345678'\ntb.",
        "an array of shape [2] has 2 elements of 8 bytes; its content has 8 bytes: damaged?");
    refuses(
        empty + "(I1\n(I65536\nI65536\nt" + type + "I00\nS''\ntb.",
        "an array has more than 2147483647 elements");
    refuses(empty + "(I1\n(I-1\nt" + type + "I00\nS''\ntb.", "axis 0 of an array has no length");
    refuses(empty + "Nb.", "BUILD: it needs a tuple");
    refuses(empty + "(Ntb.", "an array's state is not");
  }

  @Test
  void refusesValuesThatContainThemselves() {
    refuses("]q\u0000h\u0000a.", "a value contains itself");
    refuses("}q\u0000U\u0001ah\u0000s.", "a value contains itself");
  }

  @Test
  void refusesTreesThatAreTooDeep() {
    refuses("N" + "\u0085".repeat(100_000) + ".", "values are nested deeper than 64 levels");
    // 40 levels, kept, and put below another 40: shared parts count at each place
    String deep =
        "]" + "\u0085".repeat(40) + "q\u0000" + "h\u0000" + "\u0085".repeat(40) + "\u0086.";
    refuses(deep, "values are nested deeper than 64 levels");
  }

  @Test
  void boundsWhatSharingCanMultiply() throws IOException {
    // lists of ten times the list before: 10^60 leaves, but only 60 lists
    var pairs = new StringBuilder("]");
    for (int i = 0; i < 60; i++) {
      pairs.append("q\u0000").append("(").append("h\u0000".repeat(10)).append("l");
    }
    assertThat(reader.read(bytes(pairs + "."))).isInstanceOf(PickledValue.Sequence.class);

    var small = new PickleReader(new PickleLimits(100_000, 1_000, 64));
    String encode =
        "c_codecs\nencode\nq\u0000U\u00ff" + "a".repeat(255) + "q\u0001U\u0006latin1\u0086q\u0002";
    assertThatExceptionOfType(PickleException.class)
        .isThrownBy(() -> small.read(bytes("(" + encode + "h\u0000h\u0002R".repeat(500) + "l.")))
        .withMessageContaining("there are more than 1000 values");
    var fewBytes = new PickleReader(new PickleLimits(20_000, 100_000, 64));
    assertThatExceptionOfType(PickleException.class)
        .isThrownBy(() -> fewBytes.read(bytes("(" + encode + "h\u0000h\u0002R".repeat(500) + "l.")))
        .withMessageContaining("texts and arrays take more than 20000 bytes");
  }

  @Test
  void staysWithinTheHeapWhateverIsAsked() {
    for (String flood :
        new String[] {"(", "N", "N\u0094", "]", "}", ")", "]\u0094", "N2", "]N\u0085a"}) {
      refuses(flood.repeat(16_000_000 / flood.length()), "values");
    }
    refuses("N" + "\u0094".repeat(4_000_000), "place 2000000 of the memo");
  }

  @Test
  void neverFailsInAnyOtherWay() throws IOException {
    var limited = new PickleReader(new PickleLimits(1 << 20, 100_000, 64));
    int refused = 0;
    int runs = 0;
    for (var random : Seeds.many(400)) {
      for (int protocol = 0; protocol < 5; protocol++) {
        byte[] damaged = damage(random, example(protocol));
        runs++;
        try {
          assertThat(limited.read(damaged)).isNotNull();
        } catch (PickleException e) {
          assertThat(e)
              .as("%s, protocol %d", random, protocol)
              .hasMessageStartingWith("pickle, byte");
          refused++;
        } catch (RuntimeException | Error e) {
          throw new AssertionError(random + ", protocol " + protocol, e);
        }
      }
    }
    assertThat(refused).as("of %d", runs).isGreaterThan(runs / 4);
  }

  private static byte[] damage(Random random, byte[] pickle) {
    byte[] copy = pickle.clone();
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(copy, random.nextInt(copy.length));
      }
      case 1 -> {
        for (int i = random.nextInt(1, 12); i > 0; i--) {
          copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> {
        int length = random.nextInt(1, 80);
        int from = random.nextInt(copy.length - length);
        int to = random.nextInt(copy.length - length);
        System.arraycopy(pickle, from, copy, to, length);
      }
      default -> {
        for (int i = random.nextInt(1, 6); i > 0; i--) {
          copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
      }
    }
    return copy;
  }

  private static byte[] example(int protocol) throws IOException {
    try (var stream =
        PickleRefusalTest.class.getResourceAsStream("everything-%d.pkl".formatted(protocol))) {
      assertThat(stream).isNotNull();
      return stream.readAllBytes();
    }
  }

  private void refuses(String latin1, String complaint) {
    assertThatExceptionOfType(PickleException.class)
        .as(complaint)
        .isThrownBy(() -> reader.read(bytes(latin1)))
        .withMessageContaining(complaint);
  }

  private static byte[] bytes(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
