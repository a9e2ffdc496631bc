package dev.eidetic.train.run;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.train.recipe.Recipe;
import dev.eidetic.train.run.TrainingRun.Output;
import dev.eidetic.train.trainer.Trainer;
import java.util.Locale;

/// The model card: what a model is, what it was trained on, how well it did.
final class ModelCard {

  private ModelCard() {}

  static String text(Output output, Recipe recipe, DataSplit split, Trainer.Outcome outcome) {
    var best = outcome.history().get(outcome.bestEpoch() - 1);
    var text = new StringBuilder();
    text.append("---\nlicense: ")
        .append(output.license())
        .append("\ntags: [image-retrieval]\n---\n");
    text.append("# ").append(output.name()).append("\n\n");
    text.append(
        line(
            "An image encoder: %s at %d x %d pixels, %d numbers of unit length.%n%n",
            recipe.value("network"),
            outcome.model().side(),
            outcome.model().side(),
            outcome.model().network().width()));
    text.append(
        "Pictures are skewed to the square, bilinearly, and normalized with ImageNet's mean and"
            + " deviation; see preprocessor_config.json.\n\n## Training\n\n");
    text.append(
        line(
            "%d images of %d classes; list with SHA-256 %s. Epoch %d of %d was kept.%n%n",
            split.training().size(),
            split.training().classes().size(),
            split.training().fingerprint(),
            outcome.bestEpoch(),
            outcome.history().size()));
    text.append("| setting | value |\n|---|---|\n");
    recipe.complete().forEach((key, value) -> text.append(line("| %s | `%s` |%n", key, value)));
    if (!best.metrics().isEmpty()) {
      text.append(
          line(
              "%n## Measured on %d images of %d classes that were not trained on%n%n",
              split.held().size(), split.held().classes().size()));
      text.append("| metric | value |\n|---|---|\n");
      best.metrics().forEach((label, value) -> text.append(line("| %s | %.4f |%n", label, value)));
    }
    return text.toString();
  }

  @FormatMethod
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).replace(System.lineSeparator(), "\n");
  }
}
