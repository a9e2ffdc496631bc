package dev.eidetic.train.small;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.builtin.SmallEncoder;
import dev.eidetic.encode.classic.ClassicEncoder;
import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.whitening.Whitening;
import dev.eidetic.evaluate.dataset.ImageTable;
import dev.eidetic.evaluate.dataset.SplitRoles;
import dev.eidetic.train.export.OnnxExport;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.recipe.RecipeReader;
import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.WeightTensor;
import dev.eidetic.vectors.ParallelLoop;
import dev.eidetic.vectors.WhiteningFit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntConsumer;

/// Makes the files of [SmallEncoder] from a trained network: the graph with its weights as 16-bit
/// floats, and the projection, learned on the pictures trained on.
public final class SmallModel {

  /// Variances of the principal components are divided out to this power: a little, so that few
  /// strong components do not decide alone.
  private static final double POWER = 0.125;

  /// Pictures that the projection is learned on.
  private static final int SAMPLES = 16_384;

  private SmallModel() {}

  /// Makes both files.
  ///
  /// @param arguments recipe, weights (`best.safetensors` of the training), list of pictures (CSV),
  ///   folder for the files
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 4) {
      throw new IllegalArgumentException(
          "four paths are needed: recipe, weights, list of pictures, folder for the files");
    }
    var settings = RecipeReader.settings(Recipe.of(arguments[0]));
    byte[] graph = graph(settings.model().build(), Path.of(arguments[1]));
    var folder = Files.createDirectories(Path.of(arguments[3]));
    Files.write(folder.resolve("model.onnx"), graph);
    try (var network = SmallEncoder.network(graph)) {
      var samples = samples(network, Path.of(arguments[2]));
      Whitening.write(
          folder.resolve("projection.bin"),
          WhiteningFit.principal(samples, SmallEncoder.DIMENSION, POWER));
    }
  }

  private static byte[] graph(Network network, Path file) throws IOException {
    Map<String, WeightTensor> weights = new LinkedHashMap<>();
    try (var saved = SafetensorsFile.open(file)) {
      for (var parameter : network.parameters()) {
        weights.put(parameter.name(), saved.read(parameter.name()));
      }
    }
    return OnnxExport.bytes(network, weights, SmallEncoder.SIDE, OnnxExport.Precision.FP16);
  }

  /// Vectors of pictures spread evenly over the list.
  private static List<float[]> samples(ImageEncoder network, Path list) throws IOException {
    var images = ImageTable.read(list, SplitRoles.DEFAULT).images();
    var root = list.toAbsolutePath().resolveSibling("");
    int count = Math.min(SAMPLES, images.size());
    var vectors = new ConcurrentSkipListMap<Integer, float[]>();
    var classic = new ClassicEncoder();
    IntConsumer work =
        i -> {
          int place = (int) ((long) i * images.size() / count);
          try {
            var decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
            byte[] bytes = Files.readAllBytes(root.resolve(images.get(place).path()));
            var picture = List.of(decoder.decode(bytes, SmallEncoder.SIDE).pixels());
            vectors.put(
                i,
                SmallEncoder.joined(
                    network.encode(picture).getFirst(), classic.encode(picture).getFirst()));
          } catch (ImageRefusedException _) {
            // Nothing was learned from it either.
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        };
    ParallelLoop.run(Runtime.getRuntime().availableProcessors(), count, () -> work);
    return new ArrayList<>(vectors.values());
  }
}
