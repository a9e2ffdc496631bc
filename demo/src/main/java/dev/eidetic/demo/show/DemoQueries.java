package dev.eidetic.demo.show;

import dev.eidetic.engine.Item;
import dev.eidetic.engine.fields.FieldValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the demo searches for. The single pictures that are judged are chosen by rule, not by
/// result; those that only illustrate a filter or a mixture were picked to show it well.
final class DemoQueries {

  static final String CATEGORY = "category";
  static final String VIEW = "view";
  static final String PRICE = "price";

  /// Category, then product, then its pictures by view.
  private final SortedMap<String, List<List<Item>>> categories;

  DemoQueries(List<Item> items) {
    var products = new TreeMap<String, TreeMap<String, List<Item>>>();
    for (var item : items) {
      products
          .computeIfAbsent(text(item, CATEGORY), _ -> new TreeMap<>())
          .computeIfAbsent(JudgedSearch.product(item), _ -> new ArrayList<>())
          .add(item);
    }
    categories = new TreeMap<>();
    products.forEach((category, pictures) -> categories.put(category, inOrder(pictures)));
  }

  private static List<List<Item>> inOrder(SortedMap<String, List<Item>> products) {
    products
        .values()
        .forEach(pictures -> pictures.sort(Comparator.comparingLong(DemoQueries::view)));
    return List.copyOf(products.values());
  }

  /// Single pictures, category after category; the first, third, … is the catalogue's own view, the
  /// others are taken elsewhere.
  ///
  /// @return at most `count`, each of another product
  List<Item> singles(int count) {
    var chosen = new ArrayList<Item>();
    int most = categories.values().stream().mapToInt(List::size).max().orElse(0);
    for (int round = 0; round < most; round++) {
      for (var products : categories.values()) {
        if (round < products.size() && chosen.size() < count) {
          var pictures = products.get(round);
          int number = chosen.size();
          chosen.add(pictures.get(number % 2 == 0 ? 0 : wildView(number, pictures.size())));
        }
      }
    }
    return chosen;
  }

  private static int wildView(int number, int views) {
    return views < 2 ? 0 : 1 + (number / 2) % (views - 1);
  }

  /// A picture of the last product of a category.
  ///
  /// @param place of the category in alphabetical order, from 0; counted round
  /// @param view from 0; counted round
  Item last(int place, int view) {
    var pictures = products(place).getLast();
    return pictures.get(view % pictures.size());
  }

  /// The catalogue's view of the first product of a category.
  Item first(int place) {
    return products(place).getFirst().getFirst();
  }

  /// The name of a category.
  String category(int place) {
    return List.copyOf(categories.keySet()).get(place % categories.size());
  }

  /// A price that about half the products of a category stay below, in whole units.
  long middlePrice(int place) {
    var prices =
        products(place).stream().map(pictures -> price(pictures.getFirst())).sorted().toList();
    return Math.round(prices.get(prices.size() / 2));
  }

  private List<List<Item>> products(int place) {
    return categories.getOrDefault(category(place), List.of());
  }

  private static double price(Item item) {
    return item.fields().get(PRICE) instanceof FieldValue.Decimal(double value) ? value : 0;
  }

  private static long view(Item item) {
    return item.fields().get(VIEW) instanceof FieldValue.Whole(long value) ? value : 0;
  }

  static String text(Item item, String field) {
    return item.field(field).map(FieldValue::display).orElse("");
  }
}
