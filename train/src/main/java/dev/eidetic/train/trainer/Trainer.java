package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.torch.Processor;
import dev.eidetic.train.trainer.TrainingListener.StepReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// Trains: epochs of steps, each epoch measured on classes never trained on, with checkpoints on
/// the way.
///
/// A training that is stopped, however rudely, goes on from its last checkpoint and ends with the
/// same bits as one that was never stopped. One thread, whose libtorch was set up by
/// [dev.eidetic.train.torch.LibTorch#use].
public final class Trainer {

  /// The file in the work folder that says where the training stands.
  public static final String CHECKPOINT = "checkpoint.safetensors";

  /// The file in the work folder with the weights of the best epoch.
  public static final String BEST = "best.safetensors";

  private final TrainingSettings settings;
  private final TrainingInputs data;
  private final Path work;
  private final int checkpointSteps;
  private final TrainingListener listener;
  private final Processor processor;

  /// @param data open for as long as the training lasts
  /// @param work folder for checkpoints; made if absent
  /// @param checkpointSteps steps from one checkpoint to the next, at least 1; each epoch ends with
  ///   one
  public Trainer(
      TrainingSettings settings,
      TrainingInputs data,
      Path work,
      int checkpointSteps,
      TrainingListener listener) {
    this(settings, data, work, checkpointSteps, listener, Processor.CPU);
  }

  /// The same on another processor.
  public Trainer(
      TrainingSettings settings,
      TrainingInputs data,
      Path work,
      int checkpointSteps,
      TrainingListener listener,
      Processor processor) {
    require(checkpointSteps >= 1, "there are %d steps per checkpoint; at least 1", checkpointSteps);
    this.settings = settings;
    this.data = data;
    this.work = work;
    this.checkpointSteps = checkpointSteps;
    this.listener = listener;
    this.processor = processor;
  }

  /// What a finished training says.
  ///
  /// @param model of the best epoch by [EpochReport#CHOSEN_BY], or of the last without validation
  /// @param bestEpoch from 1 on
  /// @param history one report per epoch
  public record Outcome(TrainedModel model, int bestEpoch, List<EpochReport> history) {

    public Outcome {
      history = List.copyOf(history);
    }
  }

  /// Trains to the end, from the checkpoint in the work folder if there is one.
  ///
  /// @throws IOException if the folder cannot be written, or its checkpoint is broken or of another
  ///   training
  /// @throws InterruptedException when interrupted; the last checkpoint stays
  public Outcome run() throws IOException, InterruptedException {
    Files.createDirectories(work);
    try (var learner = new Learner(settings, data, processor);
        var loader = new BatchLoader(data.cache(), settings, loaders())) {
      var run = new Run(learner, loader);
      run.resume();
      run.train();
      return new Outcome(
          learner.model(work.resolve(BEST)), bestOf(run.history).epoch(), run.history);
    } catch (CancellationException e) {
      throw (InterruptedException)
          new InterruptedException(String.valueOf(e.getMessage())).initCause(e);
    }
  }

  /// A graphics card leaves all cores to the pictures.
  private int loaders() {
    return processor == Processor.CPU ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /// Metrics of the network before any training; empty without validation images.
  public static Map<String, Double> untrained(TrainingSettings settings, TrainingInputs data)
      throws InterruptedException {
    try (var learner = new Learner(settings, data, Processor.CPU)) {
      return learner.validate();
    }
  }

  private static EpochReport bestOf(List<EpochReport> history) {
    return history.stream()
        .filter(report -> report.metric(EpochReport.CHOSEN_BY).isPresent())
        .max(
            Comparator.comparingDouble(
                report -> report.metric(EpochReport.CHOSEN_BY).orElseThrow()))
        .orElse(history.getLast());
  }

  /// One run of a training, from its beginning or from a checkpoint.
  private final class Run {

    private final Learner learner;
    private final BatchLoader loader;
    private final List<EpochReport> history = new ArrayList<>();
    private int epoch;
    private int step;
    private double lossSum;
    private long imagesDone;
    private long nanos;

    Run(Learner learner, BatchLoader loader) {
      this.learner = learner;
      this.loader = loader;
    }

    void resume() throws IOException {
      Path file = work.resolve(CHECKPOINT);
      if (Files.exists(file)) {
        var checkpoint = Checkpoint.read(file, learner.fingerprint());
        learner.restore(checkpoint.tensors());
        epoch = checkpoint.epoch();
        step = checkpoint.step();
        lossSum = checkpoint.lossSum();
        history.addAll(checkpoint.history());
      }
    }

    private void save() throws IOException {
      new Checkpoint(learner.tensors(), learner.fingerprint(), epoch, step, lossSum, history)
          .write(work.resolve(CHECKPOINT));
    }

    void train() throws IOException, InterruptedException {
      while (epoch < settings.descent().schedule().epochs()) {
        trainEpoch();
      }
    }

    private void trainEpoch() throws IOException, InterruptedException {
      var batches = settings.batches().sampler().batches(data.labels(), settings.seed(), epoch);
      long steps = (long) batches.size() * settings.descent().schedule().epochs();
      long imagesBefore = imagesDone;
      long nanosBefore = nanos;
      double rate = 0;
      long last = System.nanoTime();
      for (var batch : loader.load(batches, epoch, step)) {
        long done = (long) epoch * batches.size() + step;
        rate = settings.descent().schedule().rate(done, steps);
        double loss = learner.learn(batch, done + 1, rate);
        requireFinite(loss, done + 1);
        long now = System.nanoTime();
        nanos += now - last; // with the wait for the batch
        last = now;
        lossSum += loss;
        step++;
        imagesDone += batch.images().length;
        listener.stepDone(
            new StepReport(epoch + 1, done + 1, steps, loss, rate(imagesDone, nanos)));
        if (step % checkpointSteps == 0 && step < batches.size()) {
          save();
        }
        if (Thread.interrupted()) {
          throw new InterruptedException("training was interrupted");
        }
      }
      double imageRate = rate(imagesDone - imagesBefore, nanos - nanosBefore);
      endEpoch(batches.size(), rate, imageRate);
    }

    private void endEpoch(int steps, double rate, double imageRate)
        throws IOException, InterruptedException {
      var report = new EpochReport(epoch + 1, lossSum / steps, rate, imageRate, learner.validate());
      history.add(report);
      if (bestOf(history).epoch() == report.epoch()) {
        learner.saveModel(work.resolve(BEST));
      }
      epoch++;
      step = 0;
      lossSum = 0;
      save();
      listener.epochDone(report);
    }
  }

  private static double rate(long images, long nanos) {
    return nanos == 0 ? 0 : images * 1e9 / nanos;
  }

  private static void requireFinite(double loss, long step) {
    if (!Double.isFinite(loss)) {
      throw new TrainingException(
          "the loss is %s at step %d; the rate is too high, or the settings do not fit the data"
              .formatted(loss, step));
    }
  }

  /// The checkpoint of a work folder, if there is one.
  public static Optional<Path> checkpoint(Path work) {
    return Optional.of(work.resolve(CHECKPOINT)).filter(Files::exists);
  }
}
