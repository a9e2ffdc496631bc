package dev.eidetic.encode.model;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.Preprocessing;
import dev.eidetic.vectors.AffineProjection;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a new model folder is made of. Start with [#of] and refine by the `with…` methods.
///
/// @param graph an ONNX file; its external weights are taken along
/// @param output absent: guessed from the graph, as is `pooling`
public record ModelRecipe(
    String name,
    Path graph,
    Preprocessing preprocessing,
    Optional<String> output,
    Optional<Pooling> pooling,
    List<Double> scales,
    boolean isFlipped,
    Optional<AffineProjection> whitening,
    Optional<String> license,
    Optional<String> source) {

  public ModelRecipe {
    require(!name.isBlank(), "the name of a model is blank");
    scales = List.copyOf(scales);
  }

  /// One view per picture, no whitening, the rest guessed from the graph.
  public static ModelRecipe of(String name, Path graph, Preprocessing preprocessing) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        Optional.empty(),
        Optional.empty(),
        List.of(1.0),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  public ModelRecipe withOutput(String value) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        Optional.of(value),
        pooling,
        scales,
        isFlipped,
        whitening,
        license,
        source);
  }

  public ModelRecipe withPooling(Pooling value) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        output,
        Optional.of(value),
        scales,
        isFlipped,
        whitening,
        license,
        source);
  }

  /// @param newScales see [dev.eidetic.encode.onnx.EncoderSettings]
  /// @param mirrors true to encode each picture mirrored as well
  public ModelRecipe withViews(List<Double> newScales, boolean mirrors) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        output,
        pooling,
        newScales,
        mirrors,
        whitening,
        license,
        source);
  }

  public ModelRecipe withWhitening(AffineProjection value) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        output,
        pooling,
        scales,
        isFlipped,
        Optional.of(value),
        license,
        source);
  }

  /// @param newLicense such as `Apache-2.0`
  /// @param newSource where the graph came from
  public ModelRecipe withOrigin(String newLicense, String newSource) {
    return new ModelRecipe(
        name,
        graph,
        preprocessing,
        output,
        pooling,
        scales,
        isFlipped,
        whitening,
        Optional.of(newLicense),
        Optional.of(newSource));
  }
}
