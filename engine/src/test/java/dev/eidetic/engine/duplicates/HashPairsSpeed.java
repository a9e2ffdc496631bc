package dev.eidetic.engine.duplicates;

import dev.eidetic.encode.hash.HashedPicture;
import dev.eidetic.encode.hash.PerceptualHash;
import dev.eidetic.testkit.Seeds;
import java.util.ArrayList;
import java.util.Locale;

/// Seconds and memory to find so many groups of two among random hashes: a program, not a test.
/// Give the numbers of groups.
final class HashPairsSpeed {

  private HashPairsSpeed() {}

  public static void main(String[] arguments) {
    int threads = Runtime.getRuntime().availableProcessors();
    for (String argument : arguments) {
      int groups = Integer.parseInt(argument);
      var hashes = hashes(groups);
      var links = new CopyLinks(2 * groups, (_, _) -> false);
      long begin = System.nanoTime();
      var pairs =
          new HashPairs(
              hashes, (one, other, bits, _) -> links.link(one, other, CopyKind.NEAR, -bits));
      for (int piece = 0; piece < HashPairs.PIECES; piece++) {
        pairs.visit(piece, threads);
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      System.gc();
      var runtime = Runtime.getRuntime();
      long megabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
      int found = 0;
      for (int i = 0; i < hashes.count() / 2; i++) {
        found += links.areTogether(2 * i, 2 * i + 1) ? 1 : 0;
      }
      System.out.printf(
          Locale.ROOT,
          "%,d groups: %,d found in %.1f s, %d threads, %,d MB of heap%n",
          groups,
          found,
          seconds,
          threads,
          megabytes);
    }
  }

  private static PictureHashes hashes(int groups) {
    var random = Seeds.of(3);
    var hashes = new PictureHashes(2 * groups);
    for (int i = 0; i < groups; i++) {
      var words = random.longs(32).toArray();
      var turned = new ArrayList<PerceptualHash>();
      for (int j = 4; j < 32; j += 4) {
        turned.add(new PerceptualHash(words[j], words[j + 1], words[j + 2], words[j + 3]));
      }
      var one = new PerceptualHash(words[0], words[1], words[2], words[3]);
      random.ints(0, 256).distinct().limit(20).forEach(bit -> words[bit / 64] ^= 1L << bit);
      var other = new PerceptualHash(words[0], words[1], words[2], words[3]);
      hashes.put(2 * i, new HashedPicture(one, 100, turned));
      hashes.put(2 * i + 1, new HashedPicture(other, 100, turned));
    }
    return hashes;
  }
}
