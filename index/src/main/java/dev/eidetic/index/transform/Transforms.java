package dev.eidetic.index.transform;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.CorruptFileException;
import dev.eidetic.index.Metric;
import dev.eidetic.index.VectorTransform;
import dev.eidetic.index.core.Sections;
import dev.eidetic.vectors.VectorSource;
import dev.eidetic.vectors.transform.PrincipalAxes;
import dev.eidetic.vectors.transform.RotationFit;
import java.util.Optional;

/// What each transform does to dimensions and metrics, and how its map is made.
public final class Transforms {

  private Transforms() {}

  /// Numbers of the transformed vectors.
  ///
  /// @throws IllegalArgumentException if vectors of this dimension cannot be transformed so
  public static int outputDimension(VectorTransform transform, int dimension) {
    return switch (transform) {
      case VectorTransform.PrincipalComponents(int kept, boolean _) -> fitting(kept, dimension);
      case VectorTransform.OptimizedRotation(int subspaces, int kept) -> {
        require(
            dimension <= RotationFit.MOST_NUMBERS,
            "vectors have %d numbers; a rotation is learned for at most %d: keep fewer principal"
                + " components first, or rotate at random",
            dimension,
            RotationFit.MOST_NUMBERS);
        int outputs = kept == 0 ? dimension : fitting(kept, dimension);
        require(
            subspaces <= outputs,
            "subspaces are %d; they must be at most the dimension (%d)",
            subspaces,
            outputs);
        yield outputs;
      }
      case VectorTransform.RandomRotation _, VectorTransform.UnitLength _ -> dimension;
    };
  }

  private static int fitting(int kept, int dimension) {
    require(
        kept <= dimension,
        "dimension is %d; it must be at most that of the vectors (%d)",
        kept,
        dimension);
    return kept;
  }

  /// The metric of the index below: transformed vectors need not have length 1 any more, but inner
  /// products stay what they are.
  public static Metric metric(VectorTransform transform, Metric metric) {
    boolean keepsLength =
        transform instanceof VectorTransform.RandomRotation
            || transform instanceof VectorTransform.UnitLength;
    return metric == Metric.COSINE && !keepsLength ? Metric.INNER_PRODUCT : metric;
  }

  /// The map, if there is nothing to learn.
  static Optional<VectorMap> untrained(
      VectorTransform transform, int dimension, BuildOptions options) {
    return switch (transform) {
      case VectorTransform.RandomRotation() ->
          Optional.of(RotationMap.of(dimension, options.seed()));
      case VectorTransform.UnitLength() -> Optional.of(new UnitMap(dimension));
      case VectorTransform.PrincipalComponents _, VectorTransform.OptimizedRotation _ ->
          Optional.empty();
    };
  }

  static VectorMap trained(
      VectorTransform transform, Metric metric, VectorSource examples, BuildOptions options) {
    int dimension = examples.dimension();
    return switch (transform) {
      case VectorTransform.PrincipalComponents(int kept, boolean whitened) ->
          new LearnedMap(
              PrincipalAxes.fit(
                  examples,
                  kept,
                  !metric.isProduct(),
                  whitened,
                  options.seed(),
                  options.threads()));
      case VectorTransform.OptimizedRotation(int subspaces, int kept) ->
          new LearnedMap(
              RotationFit.fit(
                  examples,
                  subspaces,
                  kept == 0 ? dimension : kept,
                  options.seed(),
                  options.threads()));
      case VectorTransform.RandomRotation _, VectorTransform.UnitLength _ ->
          untrained(transform, dimension, options).orElseThrow();
    };
  }

  /// Reads a map back; empty if the index was saved before it was trained.
  static Optional<VectorMap> open(
      VectorTransform transform, int dimension, Sections sections, String name)
      throws CorruptFileException {
    return switch (transform) {
      case VectorTransform.RandomRotation() ->
          Optional.of(RotationMap.of(dimension, sections.longs(name, 1)[0]));
      case VectorTransform.UnitLength() -> Optional.of(new UnitMap(dimension));
      case VectorTransform.PrincipalComponents _, VectorTransform.OptimizedRotation _ ->
          sections.has(name)
              ? Optional.of(
                  LearnedMap.open(sections, name, dimension, outputDimension(transform, dimension)))
              : Optional.empty();
    };
  }
}
