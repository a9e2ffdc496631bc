package dev.eidetic.train.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.eidetic.encode.model.ModelFolder;
import dev.eidetic.testkit.Seeds;
import dev.eidetic.train.augmentation.Augmentation;
import dev.eidetic.train.augmentation.Augmentations;
import dev.eidetic.train.data.TrainingImages;
import dev.eidetic.train.export.ModelExport;
import dev.eidetic.train.export.OnnxExport.Precision;
import dev.eidetic.train.loss.FeatureDistillation;
import dev.eidetic.train.loss.KoLeoLoss;
import dev.eidetic.train.loss.Loss;
import dev.eidetic.train.loss.NtXentLoss;
import dev.eidetic.train.loss.ProxyAnchorLoss;
import dev.eidetic.train.loss.SupConLoss;
import dev.eidetic.train.loss.WeightedSum;
import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.network.EmbeddingHead;
import dev.eidetic.train.sampling.Sampler;
import dev.eidetic.train.torch.Arithmetic;
import dev.eidetic.train.torch.LibTorch;
import dev.eidetic.train.trainer.TrainingListener.StepReport;
import dev.eidetic.train.trainer.TrainingSettings.Batches;
import dev.eidetic.train.trainer.TrainingSettings.Descent;
import dev.eidetic.train.trainer.TrainingSettings.Model;
import dev.eidetic.train.trainer.TrainingSettings.Objective;
import dev.eidetic.train.weights.WeightsException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Stripes: a class is a direction and a width of stripes, in any colours.
class TrainerTest {

  private static final int CLASSES = 12;
  private static final int PER_CLASS = 10;

  /// Mirroring would make other classes of stripes.
  private static final Augmentations UNMIRRORED =
      new Augmentations(0.5, List.of(new Augmentation.ColourJitter(0.8, 0.2, 0.02)));

  @TempDir Path folder;

  private TrainingImages images = new TrainingImages(List.of(), new int[0], List.of());

  @BeforeAll
  static void load() {
    LibTorch.use(1);
  }

  @BeforeEach
  void draw() throws IOException {
    var files = new ArrayList<Path>();
    var labels = new int[CLASSES * PER_CLASS];
    var names = new ArrayList<String>();
    for (int label = 0; label < CLASSES; label++) {
      names.add("class" + label);
      for (int i = 0; i < PER_CLASS; i++) {
        labels[files.size()] = label;
        var file = folder.resolve("%d-%d.png".formatted(label, i));
        ImageIO.write(stripes(label, Seeds.of(label * 100L + i)), "png", file.toFile());
        files.add(file);
      }
    }
    images = new TrainingImages(files, labels, names);
  }

  private static BufferedImage stripes(int label, Seeds random) {
    var image = new BufferedImage(40, 40, BufferedImage.TYPE_INT_RGB);
    double angle = Math.PI * label / CLASSES;
    double width = label % 2 == 0 ? 5 : 9;
    double phase = random.nextDouble() * 20;
    int light = random.nextInt(0x808080) | 0x808080;
    int dark = random.nextInt(0x1000000) & 0x7f7f7f;
    for (int y = 0; y < 40; y++) {
      for (int x = 0; x < 40; x++) {
        double along = x * Math.cos(angle) + y * Math.sin(angle) + phase;
        boolean isLight = Math.floorMod((int) Math.floor(along / width), 2) == 0;
        image.setRGB(x, y, isLight ? light : dark);
      }
    }
    return image;
  }

  private static TrainingSettings settings(Loss loss, int views, int memory, int epochs) {
    return new TrainingSettings(
        new Model("resnet18*0.125", EmbeddingHead.of(16), 32, 32),
        new Objective(loss, new Miner.All(), memory),
        new Batches(
            views == 1 ? new Sampler.PerClass(4, 4) : new Sampler.Shuffled(16),
            views == 1 ? UNMIRRORED : Augmentations.VIEWS,
            views,
            36),
        new Descent(
            Optimizer.AdamW.DEFAULT,
            new Schedule(epochs, 0.1, 3e-3, 0),
            new RateFactors(1, 1, 10, 1),
            0.01,
            1,
            0.9,
            Arithmetic.SINGLE),
        42);
  }

  private TrainingInputs inputs(boolean isHeldOut) throws IOException {
    var held = Set.of("class1", "class4", "class7", "class10");
    return TrainingInputs.open(
        isHeldOut ? images.withoutClasses(held) : images,
        isHeldOut ? images.ofClasses(held) : images.chosen(new int[0]),
        folder.resolve("pixels"),
        36,
        2);
  }

  @Test
  void learnsClassesWhoseLikeItNeverSawAndExportsThem() throws Exception {
    try (var inputs = inputs(true)) {
      var trainer =
          new Trainer(
              settings(SupConLoss.DEFAULT, 1, 0, 20),
              inputs,
              folder.resolve("work"),
              100,
              TrainingListener.NONE);
      var outcome = trainer.run();
      assertThat(outcome.history()).hasSize(20);
      double first = outcome.history().getFirst().metric("MAP@R").orElseThrow();
      double best = outcome.history().get(outcome.bestEpoch() - 1).metric("MAP@R").orElseThrow();
      assertThat(best).isGreaterThan(first + 0.1);
      var exported =
          ModelExport.write(
              folder.resolve("model"),
              outcome.model(),
              Precision.FP32,
              new ModelExport.Labels("stripes", "Apache-2.0", "# stripes\n"));
      assertThat(exported.difference()).isLessThan(1e-5);
      try (var encoder = ModelFolder.open(folder.resolve("model")).encoder()) {
        assertThat(encoder.space().dimension()).isEqualTo(16);
      }
    }
  }

  /// bfloat16 has 8 bits, so the two trainings part, but not far.
  @Test
  void mixedArithmeticLearnsWhatSingleDoes() throws Exception {
    double single = lastLoss(Arithmetic.SINGLE);
    double mixed = lastLoss(Arithmetic.MIXED);
    assertThat(mixed).isNotEqualTo(single).isCloseTo(single, withinPercentage(10));
  }

  private double lastLoss(Arithmetic arithmetic) throws Exception {
    var usual = settings(SupConLoss.DEFAULT, 1, 0, 4);
    var descent = usual.descent();
    var settings =
        new TrainingSettings(
            usual.model(),
            usual.objective(),
            usual.batches(),
            new Descent(
                descent.optimizer(),
                descent.schedule(),
                descent.factors(),
                descent.decay(),
                descent.longestGradient(),
                descent.averaging(),
                arithmetic),
            usual.seed());
    try (var inputs = inputs(false)) {
      var trainer =
          new Trainer(
              settings, inputs, folder.resolve(arithmetic.name()), 100, TrainingListener.NONE);
      return trainer.run().history().getLast().loss();
    }
  }

  /// Stops a training after so many steps by an exception, as a crash would.
  private record StopAfter(int steps) implements TrainingListener {
    @Override
    public void stepDone(StepReport report) {
      if (report.step() == steps) {
        throw new IllegalStateException("the plug was pulled");
      }
    }

    @Override
    public void epochDone(EpochReport report) {}
  }

  @Test
  void resumedIsUninterruptedToTheLastBit() throws Exception {
    requireSameBits(settings(ProxyAnchorLoss.DEFAULT, 1, 0, 3));
    requireSameBits(settings(SupConLoss.DEFAULT, 1, 40, 2));
    requireSameBits(
        settings(
            new WeightedSum(
                List.of(
                    new WeightedSum.Term(1, NtXentLoss.DEFAULT),
                    new WeightedSum.Term(0.1, KoLeoLoss.DEFAULT))),
            2,
            0,
            2));
  }

  private void requireSameBits(TrainingSettings settings) throws Exception {
    var name = String.valueOf(settings.objective().loss().hashCode());
    try (var inputs = inputs(false)) {
      var whole =
          new Trainer(settings, inputs, folder.resolve("whole" + name), 2, TrainingListener.NONE)
              .run();
      var work = folder.resolve("broken" + name);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> new Trainer(settings, inputs, work, 2, new StopAfter(4)).run());
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> new Trainer(settings, inputs, work, 2, new StopAfter(9)).run());
      var resumed = new Trainer(settings, inputs, work, 2, TrainingListener.NONE).run();
      resumed
          .model()
          .weights()
          .forEach(
              (parameter, tensor) ->
                  assertThat(tensor.values())
                      .as(parameter)
                      .isEqualTo(
                          Objects.requireNonNull(whole.model().weights().get(parameter)).values()));
      assertThat(resumed.history().stream().map(EpochReport::loss))
          .isEqualTo(whole.history().stream().map(EpochReport::loss).toList());
    }
  }

  @Test
  void checkpointsOfOtherTrainingsAreRefused() throws Exception {
    try (var inputs = inputs(false)) {
      var work = folder.resolve("work");
      new Trainer(settings(SupConLoss.DEFAULT, 1, 0, 1), inputs, work, 2, TrainingListener.NONE)
          .run();
      var other =
          new Trainer(
              settings(new SupConLoss(0.2), 1, 0, 1), inputs, work, 2, TrainingListener.NONE);
      assertThatExceptionOfType(WeightsException.class)
          .isThrownBy(other::run)
          .withMessageContaining("it belongs to a training with other settings or data");
      Files.write(work.resolve(Trainer.CHECKPOINT), new byte[100]);
      assertThatExceptionOfType(WeightsException.class).isThrownBy(other::run);
    }
  }

  @Test
  void distilsATeacher() throws Exception {
    try (var open = inputs(false)) {
      var teacher = new float[images.size()][CLASSES];
      for (int i = 0; i < teacher.length; i++) {
        teacher[i][images.labels()[i]] = 1;
      }
      var losses = new ArrayList<Double>();
      var listener =
          new TrainingListener() {
            @Override
            public void stepDone(StepReport report) {
              losses.add(report.loss());
            }

            @Override
            public void epochDone(EpochReport report) {}
          };
      new Trainer(
              settings(new FeatureDistillation(), 1, 0, 15),
              open.withTeacher(teacher),
              folder.resolve("work"),
              100,
              listener)
          .run();
      assertThat(losses.getLast()).isLessThan(losses.getFirst() - 0.3);
    }
  }

  @Test
  void brokenImagesTakeNoPart() throws Exception {
    Files.writeString(images.files().get(3), "no picture");
    try (var inputs = inputs(false)) {
      assertThat(inputs.refused()).containsExactly(images.files().get(3));
      assertThat(inputs.labels()).hasSize(images.size() - 1);
    }
  }
}
