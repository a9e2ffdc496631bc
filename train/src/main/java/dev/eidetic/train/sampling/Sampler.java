package dev.eidetic.train.sampling;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.ArrayList;
import java.util.List;

/// Plans the batches of an epoch. The plan depends on labels, seed and epoch alone, so that
/// training can go on from any step.
public sealed interface Sampler {

  /// @param labels class of each image
  /// @param seed of the run
  /// @param epoch from 0 on
  /// @return numbers of images, batch by batch, all batches of the same size
  List<int[]> batches(int[] labels, long seed, int epoch);

  /// Every image once, in random order; the last ones that do not fill a batch are left out.
  ///
  /// @param batch at least 1
  record Shuffled(int batch) implements Sampler {
    public Shuffled {
      require(batch >= 1, "batch is %d; it must be at least 1", batch);
    }

    @Override
    public List<int[]> batches(int[] labels, long seed, int epoch) {
      int size = Math.min(batch, labels.length);
      int[] order = Draws.shuffled(labels.length, Draws.random(seed, epoch));
      var batches = new ArrayList<int[]>();
      for (int first = 0; first + size <= order.length; first += size) {
        var one = new int[size];
        System.arraycopy(order, first, one, 0, size);
        batches.add(one);
      }
      return batches;
    }
  }

  /// P x K: several classes, several images of each (Hermans et al., 2017,
  /// <https://arxiv.org/abs/1703.07737>, section 2). Classes take turns in random order, and so do
  /// the images of a class; one with fewer than K repeats some. An epoch has as many batches as
  /// there are images for.
  ///
  /// @param classes per batch, at least 1
  /// @param images per class, at least 1
  record PerClass(int classes, int images) implements Sampler {
    public PerClass {
      require(
          classes >= 1 && images >= 1,
          "there are %d classes of %d images per batch; both must be at least 1",
          classes,
          images);
    }

    @Override
    public List<int[]> batches(int[] labels, long seed, int epoch) {
      return new ClassTurns(labels, Draws.random(seed, epoch))
          .batches(classes, images, Math.max(1, labels.length / (classes * images)));
    }
  }

  /// Images drawn so that all classes are equally likely, however many images they have.
  ///
  /// @param batch at least 1
  record ClassBalanced(int batch) implements Sampler {
    public ClassBalanced {
      require(batch >= 1, "batch is %d; it must be at least 1", batch);
    }

    @Override
    public List<int[]> batches(int[] labels, long seed, int epoch) {
      var random = Draws.random(seed, epoch);
      var members = Draws.members(labels);
      var batches = new ArrayList<int[]>();
      for (int i = 0; i < Math.max(1, labels.length / batch); i++) {
        var one = new int[batch];
        for (int j = 0; j < batch; j++) {
          int[] own = members.get(random.nextInt(members.size()));
          one[j] = own[random.nextInt(own.length)];
        }
        batches.add(one);
      }
      return batches;
    }
  }

  /// P x K within a few super-classes per batch, so that classes are hard to tell apart: Cakir et
  /// al., 2019, section 4.
  ///
  /// @param superClasses of each class, by its label
  /// @param superClassesPerBatch at least 1
  /// @param classes per batch, a multiple of `superClassesPerBatch`
  /// @param images per class, at least 1
  record Hierarchical(int[] superClasses, int superClassesPerBatch, int classes, int images)
      implements Sampler {
    public Hierarchical {
      require(
          superClassesPerBatch >= 1 && classes % superClassesPerBatch == 0 && classes >= 1,
          "there are %d classes of %d super-classes per batch; the first must be a multiple of the second",
          classes,
          superClassesPerBatch);
      require(images >= 1, "there are %d images per class; there must be at least 1", images);
    }

    @Override
    public List<int[]> batches(int[] labels, long seed, int epoch) {
      var random = Draws.random(seed, epoch);
      int perSuper = classes / superClassesPerBatch;
      var superOfImage = new int[labels.length];
      for (int i = 0; i < labels.length; i++) {
        require(
            labels[i] < superClasses.length,
            "class %d has no super-class; they are known for %d",
            labels[i],
            superClasses.length);
        superOfImage[i] = superClasses[labels[i]];
      }
      var turns = new ArrayList<ClassTurns>();
      for (int[] group : Draws.members(superOfImage)) {
        turns.add(new ClassTurns(labels, group, random.split()));
      }
      var batches = new ArrayList<int[]>();
      for (int i = 0; i < Math.max(1, labels.length / (classes * images)); i++) {
        var batch = new ArrayList<Integer>();
        int[] order = Draws.shuffled(turns.size(), random);
        for (int j = 0; j < superClassesPerBatch; j++) {
          for (int image :
              turns.get(order[j % order.length]).batches(perSuper, images, 1).getFirst()) {
            batch.add(image);
          }
        }
        batches.add(batch.stream().mapToInt(Integer::intValue).toArray());
      }
      return batches;
    }
  }
}
