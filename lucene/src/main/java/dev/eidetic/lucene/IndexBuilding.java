package dev.eidetic.lucene;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import dev.eidetic.index.BuildOptions;
import dev.eidetic.index.IndexSpec;
import dev.eidetic.index.Indexes;
import dev.eidetic.index.Metric;
import dev.eidetic.index.MutableIndex;
import dev.eidetic.vectors.VectorSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.apache.lucene.index.FieldInfo;
import org.apache.lucene.index.MergeState;
import org.apache.lucene.util.InfoStream;

/// Builds the index of one field of a segment, with ordinals as ids.
///
/// A merge takes over the index of its largest segment where most of the vectors come from there:
/// what was deleted is taken out and the other vectors are added, with what was learned from the
/// first, as long as that suits the others, too ([LearnedFit]). Adding a vector costs as much as in
/// building anew, so at most the time for what is taken over is saved, and little is lost where
/// that is less.
///
/// @param threads that build at once
record IndexBuilding(FieldInfo field, IndexSpec spec, int threads, InfoStream log) {

  private static final String COMPONENT = "EV";

  /// @param sources what is merged; empty for a flush
  /// @return empty if these vectors cannot be indexed, so that the segment is scanned
  Optional<MutableIndex> index(RawVectors vectors, Optional<MergeState> sources)
      throws IOException {
    var metric = FittingMetric.of(field.getVectorSimilarityFunction(), vectors);
    if (metric.isEmpty()) {
      say("some vector has no finite length or no direction, so the segment will be scanned");
      return Optional.empty();
    }
    Optional<MergedBase> base =
        sources.isEmpty()
            ? Optional.empty()
            : MergedBase.largest(field, sources.get(), vectors, spec, metric.get());
    return index(vectors, metric.get(), base);
  }

  /// @param base to take over if it suits and that succeeds
  Optional<MutableIndex> index(VectorSource vectors, Metric metric, Optional<MergedBase> base)
      throws IOException {
    if (base.isPresent()) {
      var extended = takenOver(base.get(), metric, vectors);
      if (extended.isPresent()) {
        return extended;
      }
    }
    try {
      return Optional.of(built(vectors, metric));
    } catch (IllegalArgumentException e) { // too few to train, for example
      say(
          "%s is not built, so the segment will be scanned: %s",
          spec, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private Optional<MutableIndex> takenOver(MergedBase base, Metric metric, VectorSource vectors)
      throws IOException {
    if (!LearnedFit.holds(spec, metric, vectors, base)) {
      say("building anew: what %d vectors taught does not suit the others", base.taken());
      return Optional.empty();
    }
    say("taking over %d of %d vectors", base.taken(), vectors.count());
    try {
      return Optional.of(extended(base, vectors));
    } catch (IllegalArgumentException e) {
      say("building anew, because taking over failed: %s", String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private BuildOptions options() {
    return BuildOptions.DEFAULT.withThreads(threads);
  }

  private MutableIndex built(VectorSource vectors, Metric metric) {
    var index = Indexes.create(spec, metric, vectors.dimension(), options());
    try {
      index.add(0, vectors);
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  private MutableIndex extended(MergedBase base, VectorSource vectors) throws IOException {
    var index = base.index().load(options());
    try {
      int[] newOrdinals = base.newOrdinals();
      long[] gone = base.gone();
      index.delete(gone);
      index.renumber(ordinal -> newOrdinals[(int) ordinal]);
      int[] added = base.missing(vectors.count());
      long[] ids = Arrays.stream(added).asLongStream().toArray();
      index.add(ids, new SelectedVectors(vectors, added));
      return index;
    } catch (RuntimeException | Error e) {
      index.close();
      throw e;
    }
  }

  @FormatMethod
  private void say(@FormatString String message, Object... values) {
    if (log.isEnabled(COMPONENT)) {
      log.message(
          COMPONENT,
          "field \"%s\": %s".formatted(field.name, String.format(Locale.ROOT, message, values)));
    }
  }

  /// Some vectors of a source.
  private record SelectedVectors(VectorSource all, int[] ordinals) implements VectorSource {

    @Override
    public int count() {
      return ordinals.length;
    }

    @Override
    public int dimension() {
      return all.dimension();
    }

    @Override
    public void copy(int first, int count, float[] target, int offset) {
      for (int i = 0; i < count; i++) {
        all.copy(ordinals[first + i], 1, target, offset + i * dimension());
      }
    }
  }
}
