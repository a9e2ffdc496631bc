package dev.eidetic.index.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OffHeapTest {

  private static final long HUGE = 4 * HugePages.PAGE;

  private static byte at(OffHeap memory, long offset) {
    return memory.segment().get(ValueLayout.JAVA_BYTE, offset);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 100, HUGE - 1, HUGE, HUGE + 1, 3 * HUGE + 12_345})
  void isZeroedAlignedAndAsLongAsAskedFor(long bytes) {
    try (var memory = OffHeap.ofSize(bytes)) {
      assertThat(memory.byteSize()).isEqualTo(bytes);
      assertThat(memory.segment().address() % 64).isZero();
      var zeros = MemorySegment.ofArray(new byte[(int) bytes]);
      assertThat(memory.segment().mismatch(zeros)).isEqualTo(-1);
      memory.segment().set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 7);
      assertThat(at(memory, bytes - 1)).isEqualTo((byte) 7);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, HUGE - 10, HUGE, 2 * HUGE})
  void keepsItsContentWhenItGrowsAndShrinks(long bytes) {
    try (var memory = OffHeap.ofSize(bytes)) {
      memory.segment().set(ValueLayout.JAVA_BYTE, 3, (byte) 3);
      memory.segment().set(ValueLayout.JAVA_BYTE, bytes - 1, (byte) 4);
      memory.ensure(bytes + HUGE);
      assertThat(at(memory, 3)).isEqualTo((byte) 3);
      assertThat(at(memory, bytes - 1)).isEqualTo((byte) 4);
      assertThat(at(memory, bytes)).isZero();
      assertThat(at(memory, bytes + HUGE - 1)).isZero();
      memory.resize(4);
      assertThat(memory.byteSize()).isEqualTo(4);
      assertThat(at(memory, 3)).isEqualTo((byte) 3);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {10, HUGE})
  void cannotBeReadAfterItIsClosed(long bytes) {
    var memory = OffHeap.ofSize(bytes);
    var segment = memory.segment();
    memory.close();
    memory.close();
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
  }

  @ParameterizedTest
  @ValueSource(longs = {HUGE, HUGE + 77})
  void hugePagesAreGivenBackWithTheirArena(long bytes) {
    MemorySegment segment;
    try (var arena = Arena.ofShared()) {
      var pages = HugePages.allocate(arena, bytes);
      if (pages.isEmpty()) {
        return; // not on this system
      }
      segment = pages.get();
      assertThat(segment.byteSize()).isEqualTo(bytes);
      assertThat(segment.address() % HugePages.PAGE).isZero();
      segment.fill((byte) 1);
    }
    assertThatIllegalStateException().isThrownBy(() -> segment.get(ValueLayout.JAVA_BYTE, 0));
  }
}
