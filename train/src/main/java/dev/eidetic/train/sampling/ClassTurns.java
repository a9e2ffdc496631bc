package dev.eidetic.train.sampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Classes that take turns in random order, and within each its images.
final class ClassTurns {

  private final SplittableRandom random;
  private final List<int[]> members;
  private final int[] nextImage;
  private int[] order;
  private int nextClass;

  ClassTurns(int[] labels, SplittableRandom random) {
    this(labels, Draws.shuffled(labels.length, random), random);
  }

  /// @param images that take part
  ClassTurns(int[] labels, int[] images, SplittableRandom random) {
    this.random = random;
    int[] own = Arrays.stream(images).map(image -> labels[image]).toArray();
    this.members =
        Draws.members(own).stream()
            .map(places -> Arrays.stream(places).map(place -> images[place]).toArray())
            .toList();
    members.forEach(group -> Draws.shuffle(group, random));
    this.nextImage = new int[members.size()];
    this.order = Draws.shuffled(members.size(), random);
  }

  List<int[]> batches(int classes, int images, int count) {
    var batches = new ArrayList<int[]>();
    for (int i = 0; i < count; i++) {
      var batch = new int[classes * images];
      for (int j = 0; j < classes; j++) {
        int group = nextGroup();
        for (int k = 0; k < images; k++) {
          batch[j * images + k] = nextImage(group);
        }
      }
      batches.add(batch);
    }
    return batches;
  }

  private int nextGroup() {
    if (nextClass == order.length) {
      order = Draws.shuffled(order.length, random);
      nextClass = 0;
    }
    return order[nextClass++];
  }

  private int nextImage(int group) {
    int[] images = members.get(group);
    if (nextImage[group] == images.length) {
      Draws.shuffle(images, random);
      nextImage[group] = 0;
    }
    return images[nextImage[group]++];
  }
}
