package dev.eidetic.engine.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PerceptualHash;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// The oracle compares all with all.
class HashPairsTest {

  private static final int COUNT = 600;

  private final Seeds random = Seeds.of(11);

  private PerceptualHash hash() {
    return new PerceptualHash(
        random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
  }

  /// The same with so many bits turned.
  private PerceptualHash changed(PerceptualHash hash, int bits) {
    var words = new long[] {hash.first(), hash.second(), hash.third(), hash.fourth()};
    random.ints(0, 256).distinct().limit(bits).forEach(bit -> words[bit / 64] ^= 1L << bit);
    return new PerceptualHash(words[0], words[1], words[2], words[3]);
  }

  /// Families at every distance up to past the limit, some by way of a turned picture.
  private PictureHashes hashes() {
    var hashes = new PictureHashes(COUNT);
    var turned = new ArrayList<PerceptualHash>();
    var first = hash();
    for (int i = 0; i < COUNT; i++) {
      PerceptualHash hash;
      if (i % 10 == 0) {
        first = hash();
        turned = new ArrayList<>();
        for (int orientation = 1; orientation < PictureHashes.ORIENTATIONS; orientation++) {
          turned.add(hash());
        }
        hash = first;
      } else {
        hash = changed(i % 2 == 0 ? first : turned.get(i % 7), 1 + random.nextInt(40));
      }
      hashes.put(i, new HashedPicture(hash, i % 9 == 0 ? 20 : 90, turned));
    }
    return hashes;
  }

  @Test
  void exactlyThePairsWithinTheLimitAreFound() {
    var hashes = hashes();
    Set<List<Integer>> found = ConcurrentHashMap.newKeySet();
    var pairs =
        new HashPairs(hashes, (one, other, bits, isTurned) -> found.add(List.of(one, other, bits)));
    for (int piece = 0; piece < HashPairs.PIECES; piece++) {
      pairs.visit(piece, 2);
    }
    Set<List<Integer>> expected = ConcurrentHashMap.newKeySet();
    for (int one = 0; one < COUNT; one++) {
      for (int other = one + 1; other < COUNT; other++) {
        for (int orientation = 0; orientation < PictureHashes.ORIENTATIONS; orientation++) {
          int bits = hashes.distance(orientation, one, other);
          if (bits <= PerceptualHash.COPY_BITS
              && hashes.isTelling(one)
              && hashes.isTelling(other)) {
            expected.add(List.of(one, other, bits));
          }
        }
      }
    }
    assertThat(expected).hasSizeGreaterThan(COUNT / 2);
    assertThat(found).isEqualTo(expected);
  }

  @Test
  void manyOfOneHashArePairedWithTheFirstOnly() {
    int count = 20_000;
    var hashes = new PictureHashes(count);
    var picture = new HashedPicture(hash(), 90, List.of());
    for (int i = 0; i < count; i++) {
      hashes.put(i, picture);
    }
    var found = ConcurrentHashMap.<Integer>newKeySet();
    var pairs =
        new HashPairs(
            hashes,
            (one, other, bits, isTurned) -> {
              assertThat(one).isZero();
              found.add(other);
            });
    for (int piece = 0; piece < HashPairs.PIECES; piece++) {
      pairs.visit(piece, 1);
    }
    assertThat(found).hasSize(count - 1);
  }
}
