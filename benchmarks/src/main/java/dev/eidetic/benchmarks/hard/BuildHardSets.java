package dev.eidetic.benchmarks.hard;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// A programme to run by hand, see docs/reranking.md. Arguments: a folder of photographs, a folder
/// that receives one set per [Hardship], and how many photographs ask (250 unless said).
///
/// As many again are only wanted not to be found, and the rest stand beside and around. A set's
/// gallery is what became of both: `manifest.csv` has a class per photograph, so that one picture
/// of 500 is right for a query.
public final class BuildHardSets {

  private static final int QUALITY = 80;

  private final ImageDecoder decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
  private final List<Path> photographs;
  private final int queries;

  private BuildHardSets(List<Path> photographs, int queries) {
    this.photographs = photographs;
    this.queries = queries;
  }

  public static void main(String[] arguments) throws Exception {
    require(
        arguments.length == 2 || arguments.length == 3,
        "there are %d arguments; PHOTOGRAPHS and FOLDER are needed, and QUERIES may follow",
        arguments.length);
    int queries = arguments.length == 3 ? Integer.parseInt(arguments[2]) : 250;
    var all = new ArrayList<Path>();
    try (var files = Files.walk(Path.of(arguments[0]))) {
      files
          .filter(file -> file.toString().toLowerCase(Locale.ROOT).matches(".*\\.jpe?g"))
          .sorted()
          .forEach(all::add);
    }
    require(all.size() > 2 * queries, "there are only %d photographs", all.size());
    Collections.shuffle(all, new Random(1));
    var sets = new BuildHardSets(List.copyOf(all), queries);
    for (var hardship : Hardship.values()) {
      sets.build(hardship, Path.of(arguments[1]).resolve(hardship.name().toLowerCase(Locale.ROOT)));
    }
  }

  private void build(Hardship hardship, Path folder) throws Exception {
    Files.createDirectories(folder.resolve("query"));
    Files.createDirectories(folder.resolve("gallery"));
    var random = new Random(hardship.name().hashCode());
    var lines = new ArrayList<String>(List.of("image,class,split"));
    int spare = photographs.size() - 2 * queries;
    for (int i = 0; i < 2 * queries; i++) {
      var photograph = pixels(i);
      if (i < queries) {
        lines.add(write(folder, "query", i, photograph));
      }
      var scene =
          hardship.apply(photograph, () -> pixels(2 * queries + random.nextInt(spare)), random);
      lines.add(write(folder, "gallery", i, scene));
    }
    Files.write(folder.resolve("manifest.csv"), lines);
    System.out.printf("%s: %d pictures%n", folder, lines.size() - 1);
  }

  private Pixels pixels(int photograph) {
    try {
      return decoder
          .decode(Files.readAllBytes(photographs.get(photograph)), Integer.MAX_VALUE)
          .pixels();
    } catch (Exception e) {
      throw new IllegalStateException(photographs.get(photograph) + " cannot be read", e);
    }
  }

  private static String write(Path folder, String split, int number, Pixels pixels)
      throws Exception {
    String name = "%s/%04d.jpg".formatted(split, number);
    int side = Math.max(pixels.width(), pixels.height());
    Files.write(folder.resolve(name), JpegThumbnail.of(pixels, side, QUALITY));
    return "%s,%04d,%s".formatted(name, number, split);
  }
}
