package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Relevance;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Images with labels and roles. Queries and gallery keep the order of the list; their ordinals are
/// places among those of their role.
///
/// @param images in the order of their list
public record LabelledImages(List<LabelledImage> images) {

  public LabelledImages {
    images = List.copyOf(images);
  }

  public List<LabelledImage> queries() {
    return withRole(role -> role != ImageRole.GALLERY);
  }

  public List<LabelledImage> gallery() {
    return withRole(role -> role != ImageRole.QUERY);
  }

  private List<LabelledImage> withRole(Predicate<ImageRole> roles) {
    return images.stream().filter(image -> roles.test(image.role())).toList();
  }

  /// All labels, in order of appearance.
  public Set<String> labels() {
    var labels = new LinkedHashSet<String>();
    images.forEach(image -> labels.add(image.label()));
    return labels;
  }

  /// Right is what bears the query's label. A query that is in the gallery is junk to itself, so
  /// where all images are [ImageRole#BOTH] this is leave-one-out.
  public GroundTruth groundTruth() {
    var numbers = new HashMap<String, Integer>();
    int[] queryLabels = numbered(queries(), numbers);
    int[] galleryLabels = numbered(gallery(), numbers);
    if (images.stream().allMatch(image -> image.role() == ImageRole.BOTH)) {
      return GroundTruth.leaveOneOut(galleryLabels);
    }
    var truth = GroundTruth.ofLabels(queryLabels, galleryLabels);
    return images.stream().anyMatch(image -> image.role() == ImageRole.BOTH)
        ? new SelfAsJunk(truth, placesOfQueries())
        : truth;
  }

  /// As [#groundTruth], but a query that is in the gallery is right for itself, as in UKBench.
  public GroundTruth groundTruthWithSelf() {
    var numbers = new HashMap<String, Integer>();
    return GroundTruth.ofLabels(numbered(queries(), numbers), numbered(gallery(), numbers));
  }

  private static int[] numbered(List<LabelledImage> images, Map<String, Integer> numbers) {
    return images.stream()
        .mapToInt(image -> numbers.computeIfAbsent(image.label(), _ -> numbers.size()))
        .toArray();
  }

  /// For each query its place in the gallery, or -1.
  private int[] placesOfQueries() {
    var places = new int[queries().size()];
    int query = 0;
    int place = 0;
    for (var image : images) {
      if (image.role() != ImageRole.GALLERY) {
        places[query++] = image.role() == ImageRole.BOTH ? place : -1;
      }
      if (image.role() != ImageRole.QUERY) {
        place++;
      }
    }
    return places;
  }

  /// @param self for each query its place in the gallery, or -1
  private record SelfAsJunk(GroundTruth truth, int[] self) implements GroundTruth {

    @Override
    public int queries() {
      return truth.queries();
    }

    @Override
    public int gallerySize() {
      return truth.gallerySize();
    }

    @Override
    public Relevance relevance(int query) {
      var relevance = truth.relevance(query);
      int own = self[query];
      if (own < 0) {
        return relevance;
      }
      int[] others = Arrays.stream(relevance.relevant()).filter(i -> i != own).toArray();
      return new Relevance(others, new int[] {own});
    }
  }
}
