package dev.eidetic.server.search;

import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.local.LocalFeatures;
import dev.eidetic.engine.EngineException.NotFoundException;
import dev.eidetic.engine.Example;
import dev.eidetic.engine.SearchRequest.Weighted;
import dev.eidetic.engine.Snapshot;
import dev.eidetic.engine.local.PictureFeatures;
import dev.eidetic.engine.opening.OpenCollection;
import dev.eidetic.engine.query.Region;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.search.SearchBody.OfId;
import dev.eidetic.server.search.SearchBody.OfUpload;
import dev.eidetic.server.search.SearchBody.OfVector;
import dev.eidetic.server.search.SearchBody.Term;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns the terms of a search into examples for the engine. Belongs to one call.
///
/// Uploads become vectors at once, so that a client may page on by the vector instead of sending
/// the picture again.
final class QueryMaker {

  private final OpenCollection opened;
  private final Snapshot now;
  private final Workbench workbench;
  private final ServerMetrics metrics;
  private final Map<String, float[]> vectors = new LinkedHashMap<>();
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  QueryMaker(OpenCollection opened, Snapshot now, Workbench workbench, ServerMetrics metrics) {
    this.opened = opened;
    this.now = now;
    this.workbench = workbench;
    this.metrics = metrics;
  }

  /// Takes a picture that a term may name.
  ///
  /// @param part its name in the body
  /// @throws ImageRefusedException if it cannot or must not be decoded
  void upload(String part, byte[] file, Optional<Region> region) throws Exception {
    vectors.put(part, encode(file, region));
    if (region.isEmpty()) {
      files.put(part, file);
    }
  }

  /// The vectors of the uploads, by the names of their parts.
  Map<String, float[]> vectors() {
    return vectors;
  }

  /// Local features of the one whole picture that is sought: of several, and of parts, there are
  /// none.
  ///
  /// @throws ImageRefusedException if an upload cannot be decoded
  Optional<LocalFeatures> localFeatures(List<Term> terms, PictureFeatures features)
      throws IOException, ImageRefusedException {
    if (terms.size() != 1 || terms.getFirst().region().isPresent()) {
      return Optional.empty();
    }
    return switch (terms.getFirst().source()) {
      case OfId(String id) -> {
        var item = now.get(id);
        yield item.isPresent() ? features.of(item.get()) : Optional.empty();
      }
      case OfUpload(String part) -> {
        byte[] file = files.get(part);
        yield file == null ? Optional.empty() : Optional.of(features.ofBytes(file));
      }
      case OfVector _ -> Optional.empty();
    };
  }

  /// The engine's examples for the terms, in their order.
  List<Weighted> examples(List<Term> terms) throws Exception {
    var examples = new ArrayList<Weighted>();
    for (var term : terms) {
      examples.add(new Weighted(example(term), term.weight()));
    }
    return examples;
  }

  private Example example(Term term) throws Exception {
    return switch (term.source()) {
      case OfId(String id) ->
          term.region().isEmpty()
              ? existing(id)
              : new Example.Vector(
                  encode(ItemFile.read(now, id, "no box of it can be searched"), term.region()));
      case OfVector(float[] numbers) -> new Example.Vector(numbers);
      case OfUpload(String part) -> {
        float[] vector = vectors.get(part);
        if (vector == null) {
          throw ProblemException.badRequest(
              "an example names the upload \"%s\"; the body has no file part of that name"
                  .formatted(part));
        }
        yield new Example.Vector(vector);
      }
    };
  }

  private Example existing(String id) throws IOException {
    if (now.get(id).isEmpty()) {
      throw new NotFoundException(now.noSuchItem(id));
    }
    return new Example.OfItem(id);
  }

  private float[] encode(byte[] file, Optional<Region> region) throws Exception {
    int side = opened.encoder().wantedSide();
    int wanted = region.map(part -> part.sideOfWhole(side)).orElse(side);
    return workbench.run(
        () -> {
          var whole =
              metrics.time(Stage.DECODE, () -> opened.decoder().decode(file, wanted).pixels());
          var pixels = region.map(part -> part.of(whole)).orElse(whole);
          return metrics.time(
              Stage.ENCODE, () -> opened.encoder().encode(List.of(pixels)).getFirst());
        });
  }
}
