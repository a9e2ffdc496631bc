package dev.eidetic.train.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.testkit.Seeds;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsFileTest {

  @TempDir Path folder;

  @Test
  void readsWhatTheWriterWrote() throws IOException {
    var random = Seeds.of(7);
    var tensors = new LinkedHashMap<String, WeightTensor>();
    tensors.put("first", new WeightTensor(List.of(2L, 3L), random.vector(6)));
    tensors.put("a \"number\"", new WeightTensor(List.of(), random.vector(1)));
    tensors.put("nothing", new WeightTensor(List.of(0L, 4L), new float[0]));
    var path = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(path, tensors, Map.of("step", "12"));
    try (var file = SafetensorsFile.open(path)) {
      assertThat(file.names()).containsExactlyInAnyOrderElementsOf(tensors.keySet());
      assertThat(file.metadata()).isEqualTo(Map.of("step", "12"));
      for (var named : tensors.entrySet()) {
        assertThat(file.read(named.getKey()).shape()).isEqualTo(named.getValue().shape());
        assertThat(file.read(named.getKey()).values()).isEqualTo(named.getValue().values());
      }
    }
    assertThat(folder).isDirectoryContaining("glob:**weights.safetensors");
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void readsAllPrecisions() throws IOException {
    var data = ByteBuffer.allocate(8 + 2 + 2).order(ByteOrder.LITTLE_ENDIAN);
    data.putDouble(1.5).putShort(Float.floatToFloat16(-2.25f)).putShort((short) 0x3fc0);
    var path =
        write(
            """
            {"double":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},
             "half":{"dtype":"F16","shape":[1],"data_offsets":[8,10]},
             "brain":{"dtype":"BF16","shape":[],"data_offsets":[10,12]}}""",
            data.array());
    try (var file = SafetensorsFile.open(path)) {
      assertThat(file.read("double").values()).containsExactly(1.5f);
      assertThat(file.read("half").values()).containsExactly(-2.25f);
      assertThat(file.read("brain").values()).containsExactly(1.5f);
    }
  }

  @Test
  void refusesToReadCountersAsWeights() throws IOException {
    var path =
        write("{\"n\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]}}", new byte[8]);
    try (var file = SafetensorsFile.open(path)) {
      assertThat(file.isFloatingPoint("n")).isFalse();
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> file.read("n"))
          .withMessage(
              path + ": tensor \"n\" is of type I64; weights must be F64, F32, F16 or BF16");
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> file.read("m"))
          .withMessage(path + ": there is no tensor \"m\" among 1");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 4 | its tensors end at byte 8 of the data; there are 4 bytes: truncated?
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} | 8 | its tensors end at byte 4 of the data; there are 8 bytes: truncated?
          {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}} | 8 | tensor "a" of shape [3] and type F32 has 8 bytes; they do not fit
          {"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}} | 8 | tensor "a" is of type "F31"; known are
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}} | 8 | tensor "a" has data_offsets [8, 0]; they must be [begin, end]
          {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}} | 8 | a.shape holds -2; it must not be negative
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | 8 | tensor "a" begins at byte 4 of the data; the one before it ends at 0
          {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | 8 | tensor "b" begins at byte 0 of the data; the one before it ends at 4
          {"a":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}} | 8 | they do not fit
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"x":1}} | 8 | tensor "a" has a field "x"
          {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{}} | 8 | broken JSON
          {"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}} | 8 | broken JSON
          {"a":{"dtype":"F32" | 8 | broken JSON
          [] | 0 | the header is START_ARRAY; it must be START_OBJECT
          {} {} | 0 | something follows the JSON object of its header
          """)
  void refusesBrokenHeaders(String header, int dataBytes, String message) throws IOException {
    var path = write(header, new byte[dataBytes]);
    assertThatExceptionOfType(WeightsException.class)
        .isThrownBy(() -> SafetensorsFile.open(path).close())
        .withMessageStartingWith(path.toString())
        .withMessageContaining(message);
  }

  @Test
  void refusesFilesOfOtherKindsAndLengthsThatLie() throws IOException {
    for (var bytes :
        List.of(
            new byte[0],
            new byte[7],
            new byte[64],
            "PK\u0003\u0004 a zip archive".getBytes(StandardCharsets.US_ASCII),
            new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'})) {
      var path = folder.resolve("other");
      Files.write(path, bytes);
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(() -> SafetensorsFile.open(path).close());
    }
  }

  /// Whatever bytes are damaged, a file is read or refused, never more than that.
  @Test
  void survivesDamage() throws IOException {
    var whole = folder.resolve("whole");
    SafetensorsWriter.write(
        whole, Map.of("w", new WeightTensor(List.of(3L), new float[] {1, 2, 3})), Map.of("k", "v"));
    byte[] good = Files.readAllBytes(whole);
    var damaged = folder.resolve("damaged");
    for (var random : Seeds.many(500)) {
      byte[] bytes = Arrays.copyOf(good, random.nextInt(good.length + 1));
      for (int i = random.nextInt(3); i > 0 && bytes.length > 0; i--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      Files.write(damaged, bytes);
      try (var file = SafetensorsFile.open(damaged)) {
        for (String name : file.names()) {
          if (file.isFloatingPoint(name)) {
            assertThat(file.read(name).values().length).as("%s", random).isLessThanOrEqualTo(12);
          }
        }
      } catch (WeightsException e) {
        assertThat(e).as("%s", random).hasMessageStartingWith(damaged.toString());
      }
    }
  }

  private Path write(String header, byte[] data) throws IOException {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    var bytes = ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(text.length).put(text).put(data);
    var path = folder.resolve("file.safetensors");
    Files.write(path, bytes.array());
    return path;
  }
}
