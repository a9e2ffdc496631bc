package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Reads lists of pairs of faces.
final class PairReader {

  private final Path root;
  private final List<List<ImageReference>> images = new ArrayList<>();
  private final Map<String, Integer> places = new LinkedHashMap<>();
  private final PairList pairs = new PairList();

  PairReader(Path root) {
    this.root = root;
  }

  /// How many folds and how many pairs of each kind a fold has; 0 until the first line is read.
  private static final class LfwSizes {
    long folds;
    long pairsOfEachKind;
  }

  /// First line: folds and pairs of each kind per fold (or pairs only, for one fold); then per fold
  /// `NAME 1 4` for the same person, `NAME 1 OTHER 2` for different ones.
  EvaluationTask lfw(String list, String folder) throws IOException {
    var sizes = new LfwSizes();
    new TextTable(root.resolve(list), TextTable.BLANKS, 0, false)
        .forEach(
            row -> {
              if (sizes.folds == 0) {
                sizes.folds = row.size() == 1 ? 1 : row.wholeNumber(0);
                sizes.pairsOfEachKind = row.wholeNumber(row.size() == 1 ? 0 : 1);
                if (sizes.folds < 1 || sizes.folds > 100 || sizes.pairsOfEachKind < 1) {
                  throw row.refuse("it must tell the number of folds, 1 to 100, and of pairs");
                }
                return;
              }
              int fold = (int) Math.min(99, pairs.size() / 2 / sizes.pairsOfEachKind);
              addLfwPair(row, folder, fold);
            });
    long promised = sizes.folds * sizes.pairsOfEachKind * 2;
    if (pairs.size() != promised) {
      throw new MalformedFileException(
          root.resolve(list),
          "it has %d pairs; its first line promises %d folds of %d and %d, which are %d: truncated?",
          pairs.size(),
          sizes.folds,
          sizes.pairsOfEachKind,
          sizes.pairsOfEachKind,
          promised);
    }
    return new EvaluationTask.Verification(images, pairs);
  }

  private void addLfwPair(TextTable.Row row, String folder, int fold) throws IOException {
    switch (row.size()) {
      case 3 ->
          pairs.add(
              person(row, folder, row.cell(0), 1), person(row, folder, row.cell(0), 2), true, fold);
      case 4 ->
          pairs.add(
              person(row, folder, row.cell(0), 1),
              person(row, folder, row.cell(2), 3),
              false,
              fold);
      default ->
          throw row.refuse(
              "it has %d cells; 3 (name, number, number) or 4 (name, number, name, number) are"
                  + " expected",
              row.size());
    }
  }

  private int person(TextTable.Row row, String folder, String name, int column) throws IOException {
    long number = row.wholeNumber(column);
    String file = String.format(Locale.ROOT, "%s/%s_%04d.jpg", name, name, number);
    return place(PathPrefix.add(folder, file));
  }

  private int place(String path) {
    Integer known = places.putIfAbsent(path, images.size());
    if (known == null) {
      images.add(List.of(new ImageReference(path)));
    }
    return places.getOrDefault(path, 0);
  }

  /// Templates of several images, and pairs of templates.
  EvaluationTask templates(String media, String list, String folder) throws IOException {
    var templates = new LinkedHashMap<String, List<ImageReference>>();
    new TextTable(root.resolve(media), TextTable.BLANKS, 0, false)
        .forEach(
            row ->
                templates
                    .computeIfAbsent(row.cell(1), _ -> new ArrayList<>())
                    .add(new ImageReference(PathPrefix.add(folder, row.cell(0)))));
    templates.forEach(
        (name, members) -> {
          places.put(name, images.size());
          images.add(List.copyOf(members));
        });
    new TextTable(root.resolve(list), TextTable.BLANKS, 0, false)
        .forEach(
            row -> {
              String same = row.cell(2);
              if (!same.equals("0") && !same.equals("1")) {
                throw row.refuse("\"%s\" must be 1 for the same person or 0", same);
              }
              pairs.add(template(row, 0, media), template(row, 1, media), same.equals("1"), 0);
            });
    return new EvaluationTask.Verification(images, pairs);
  }

  private int template(TextTable.Row row, int column, String media) throws IOException {
    Integer place = places.get(row.cell(column));
    if (place == null) {
      throw row.refuse("template \"%s\" has no images in %s", row.cell(column), media);
    }
    return place;
  }
}
