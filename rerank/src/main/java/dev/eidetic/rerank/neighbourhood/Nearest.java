package dev.eidetic.rerank.neighbourhood;

/// The greatest few of many numbers.
final class Nearest {

  private Nearest() {}

  /// Places of the greatest, descending; of equal ones the first come first. Right for a few dozen
  /// of a few hundred: insertion into a sorted list, which most numbers never enter.
  ///
  /// @param wanted at most `values.length`
  static int[] of(float[] values, int wanted) {
    var places = new int[wanted];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (count == wanted && (wanted == 0 || !(values[i] > values[places[count - 1]]))) {
        continue;
      }
      int place = count < wanted ? count++ : count - 1;
      while (place > 0 && values[i] > values[places[place - 1]]) {
        places[place] = places[place - 1];
        place--;
      }
      places[place] = i;
    }
    return places;
  }
}
