package dev.eidetic.train.export;

import dev.eidetic.encode.ImageEncoder;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.encode.model.ModelFolderWriter;
import dev.eidetic.encode.model.ModelRecipe;
import dev.eidetic.encode.model.Preset;
import dev.eidetic.encode.pooling.Pooling;
import dev.eidetic.encode.preprocess.Preprocessor;
import dev.eidetic.train.export.OnnxExport.Precision;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.torch.TorchNetwork;
import dev.eidetic.train.trainer.TrainedModel;
import dev.eidetic.train.trainer.TrainingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Makes a model folder of a trained network: graph, preprocessing, golden vectors, model card.
///
/// The folder is loaded again and compared with libtorch on pictures drawn at random; where they
/// disagree by more than rounding, nothing is left behind.
public final class ModelExport {

  /// No number of an embedding may differ more between ONNX Runtime and libtorch.
  public static final double MOST_DIFFERENCE = 1e-5;

  /// As [#MOST_DIFFERENCE], for weights of 16 bits.
  public static final double MOST_DIFFERENCE_OF_HALVES = 5e-3;

  private ModelExport() {}

  /// What to write.
  ///
  /// @param name of the model
  /// @param license of the weights, such as `Apache-2.0`
  /// @param card model card in Markdown
  public record Labels(String name, String license, String card) {}

  /// What was written.
  ///
  /// @param difference largest one between ONNX Runtime and libtorch
  public record Exported(ModelFolder folder, double difference) {}

  /// Writes a folder that appears complete or not at all.
  ///
  /// @param folder must not exist yet
  /// @throws IOException if it exists or cannot be written
  /// @throws TrainingException if the graph does not give the network's numbers
  public static Exported write(Path folder, TrainedModel model, Precision precision, Labels labels)
      throws IOException {
    Path graph = Files.createTempFile("eidetic-export", ".onnx");
    try {
      Files.write(
          graph, OnnxExport.bytes(model.network(), model.weights(), model.side(), precision));
      var recipe =
          ModelRecipe.of(labels.name(), graph, Preset.IMAGENET_SQUARE.preprocessing(model.side()))
              .withOutput(OnnxExport.OUTPUT)
              .withPooling(new Pooling.AsIs())
              .withOrigin(labels.license(), "trained by eidetic train");
      var written = ModelFolderWriter.create(folder, recipe);
      Files.writeString(folder.resolve("README.md"), labels.card());
      return new Exported(written, checked(written, model, precision));
    } finally {
      Files.deleteIfExists(graph);
    }
  }

  private static double checked(ModelFolder folder, TrainedModel model, Precision precision)
      throws IOException {
    double allowed = precision == Precision.FP32 ? MOST_DIFFERENCE : MOST_DIFFERENCE_OF_HALVES;
    double difference;
    try (var encoder = folder.encoder()) {
      difference = difference(encoder, model);
    }
    if (!(difference <= allowed)) {
      remove(folder.path());
      throw new TrainingException(
          "the exported graph differs by %s from the network; at most %s is rounding. Nothing was written"
              .formatted(difference, allowed));
    }
    return difference;
  }

  private static double difference(ImageEncoder encoder, TrainedModel model) {
    var preprocessor = Preprocessor.of(Preset.IMAGENET_SQUARE.preprocessing(model.side()));
    var pictures = List.of(noise(model.side(), 1), noise(model.side() + 13, 2));
    var found = encoder.encode(pictures);
    double largest = 0;
    try (var _ = new PointerScope();
        var _ = new NoGradGuard();
        var state =
            NetworkState.of(model.network().parameters(), model.weights(), ScalarType.Float)) {
      var network = new TorchNetwork(model.network(), state);
      for (int i = 0; i < pictures.size(); i++) {
        var pixels =
            Tensor.create(preprocessor.apply(pictures.get(i)), 1, 3, model.side(), model.side());
        var expected = Tensors.floats(TorchNetwork.unitLength(network.forward(pixels, false)));
        for (int j = 0; j < expected.length; j++) {
          largest = Math.max(largest, Math.abs((double) expected[j] - found.get(i)[j]));
        }
      }
    }
    return largest;
  }

  /// Smooth slopes with noise, as photographs have both.
  private static Pixels noise(int side, long seed) {
    var random = new SplittableRandom(seed);
    var rgb = new byte[3 * side * side];
    for (int i = 0; i < rgb.length; i++) {
      int slope = 200 * (i / 3 % side) / side;
      rgb[i] = (byte) (slope + random.nextInt(56));
    }
    return Pixels.of(side, side, rgb);
  }

  private static void remove(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
