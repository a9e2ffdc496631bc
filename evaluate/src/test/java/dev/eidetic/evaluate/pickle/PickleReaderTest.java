package dev.eidetic.evaluate.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.evaluate.pickle.PickledValue.Bytes;
import dev.eidetic.evaluate.pickle.PickledValue.Mapping;
import dev.eidetic.evaluate.pickle.PickledValue.None;
import dev.eidetic.evaluate.pickle.PickledValue.Numbers;
import dev.eidetic.evaluate.pickle.PickledValue.Real;
import dev.eidetic.evaluate.pickle.PickledValue.Sequence;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Truth;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {

  private final PickleReader reader = new PickleReader();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void readsPlainDataOfEveryProtocol(int protocol) throws IOException {
    var values = everything(protocol);
    assertThat(values.entries()).hasSize(33);
    assertThat(values.get("nothing")).contains(new None());
    assertThat(values.get("yes")).contains(new Truth(true));
    assertThat(values.get("no")).contains(new Truth(false));
    assertThat(values.get("small")).contains(new Whole(7));
    assertThat(values.get("negative")).contains(new Whole(-5));
    assertThat(values.get("large")).contains(new Whole(1L << 40));
    assertThat(values.get("largest")).contains(new Whole(Long.MAX_VALUE));
    assertThat(values.get("smallest")).contains(new Whole(Long.MIN_VALUE));
    assertThat(values.get("pi")).contains(new Real(3.140625));
    assertThat(values.get("text")).contains(new Text("Gentè 中 😀 \"quoted\" \\u0041\n"));
    assertThat(values.get("empty")).contains(new Text(""));
    assertThat(values.get("bytes")).contains(new Bytes(new byte[] {0, -1, 'a', 'b'}));
    assertThat(values.get("noBytes")).contains(new Bytes(new byte[0]));
    assertThat(values.get("list"))
        .contains(list(new Whole(1), new Text("two"), list(new Real(3.5))));
    assertThat(values.get("tuples"))
        .contains(list(wholes(0), wholes(1), wholes(2), wholes(3), wholes(4)));
    assertThat(mapping(values, "dict").entries().get(new Whole(5))).isEqualTo(new Text("five"));
    assertThat(values.get("shared")).contains(list(wholes(2), wholes(2)));
    var many = IntStream.range(0, 300).mapToObj(Whole::new).toArray(PickledValue[]::new);
    assertThat(values.get("many")).contains(list(many));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void readsArraysAndScalarsOfNumPy(int protocol) throws IOException {
    var values = everything(protocol);
    assertThat(wholes(values, "i8"))
        .containsExactly(
            0, 1000000000000L, 2000000000000L, 3000000000000L, 4000000000000L, 5000000000000L);
    assertThat(wholes(values, "i4big")).containsExactly(1, -2, 3);
    assertThat(wholes(values, "u1")).containsExactly(0, 255);
    assertThat(wholes(values, "flags")).containsExactly(1, 0);
    assertThat(array(values, "f4columns").shape()).containsExactly(2, 3);
    assertThat(reals(values, "f4columns")).containsExactly(1, 2, 3, 4, 5, 6.5);
    assertThat(reals(values, "f8")).containsExactly(0.1, -0.0);
    assertThat(reals(values, "f2")).containsExactly(1.5);
    assertThat(array(values, "none8").shape()).containsExactly(0, 4);
    assertThat(values.get("names")).contains(list(new Text("oxford_1"), new Text("é")));
    assertThat(values.get("oldNames")).contains(list(new Text("ab"), new Text("c")));
    assertThat(values.get("objects")).contains(list(new Text("x"), new None(), new Whole(3)));
    assertThat(values.get("scalar")).contains(new Whole(-9));
    assertThat(values.get("scalar32")).contains(new Real(2.5));
    assertThat(values.get("scalarFlag")).contains(new Truth(true));
    assertThat(values.get("scalarText")).contains(new Text("word"));
  }

  @Test
  void readsStringsOfPython2() throws IOException {
    assertThat(read("S'a\\x62\\n\\'\\101'\np0\n.")).isEqualTo(new Text("ab\n'A"));
    assertThat(read("U\u0002\u00e9b.")).isEqualTo(new Text("éb"));
  }

  @Test
  void ignoresWhatFollowsTheEnd() throws IOException {
    assertThat(read("N.garbage")).isEqualTo(new None());
  }

  private Mapping everything(int protocol) throws IOException {
    try (var stream =
        PickleReaderTest.class.getResourceAsStream("everything-%d.pkl".formatted(protocol))) {
      assertThat(stream).isNotNull();
      return (Mapping) reader.read(stream.readAllBytes());
    }
  }

  private PickledValue read(String latin1) throws IOException {
    return reader.read(latin1.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static Sequence list(PickledValue... items) {
    return new Sequence(Arrays.asList(items));
  }

  /// 1, 2, 3 … up to a last number.
  private static Sequence wholes(int last) {
    return new Sequence(
        List.copyOf(
            IntStream.rangeClosed(1, last).mapToObj(i -> (PickledValue) new Whole(i)).toList()));
  }

  private static Mapping mapping(Mapping values, String key) {
    return (Mapping) values.get(key).orElseThrow();
  }

  private static NumberArray array(Mapping values, String key) {
    return ((Numbers) values.get(key).orElseThrow()).array();
  }

  private static long[] wholes(Mapping values, String key) {
    var array = array(values, key);
    return IntStream.range(0, array.size()).mapToLong(array::wholeAt).toArray();
  }

  private static double[] reals(Mapping values, String key) {
    var array = array(values, key);
    return IntStream.range(0, array.size()).mapToDouble(array::realAt).toArray();
  }
}
