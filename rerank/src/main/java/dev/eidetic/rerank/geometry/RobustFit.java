package dev.eidetic.rerank.geometry;

import dev.eidetic.rerank.TimeBudget;
import dev.eidetic.rerank.geometry.Fit.Outcome;
import java.util.Arrays;
import java.util.Optional;

/// Finds the model that most pairs agree with: samples are drawn from the likeliest pairs first,
/// each sample's models are judged by [MarginalScore], and whenever one is better than all before,
/// it is fitted again and again to the pairs that support it.
///
/// The same pairs and settings give the same model; only a time budget can end the search early.
/// Belongs to one thread, one fit.
public final class RobustFit {

  /// Pairs say something for a model up to this multiple of the threshold.
  private static final double REACH = 1.5;

  private static final int REFITS = 8;

  /// Trials between two looks at the clock.
  private static final int STEP = 16;

  /// A fundamental matrix is undetermined where one plane holds this share of its inliers.
  private static final double PLANAR_SHARE = 0.85;

  private final RobustSettings settings;
  private final ModelSolver solver;
  private final NormalizedPairs normalized;
  private final PointPairs pairs;
  private final MarginalScore marginal;
  private final double limit;
  private final double[] errors;
  private final double[] weights;
  private final double[] best = new double[9];
  private final double[] refitted = new double[9];

  private double support;
  private int inliers;

  private RobustFit(PointPairs given, RobustSettings settings) {
    this.settings = settings;
    solver = Solvers.of(settings.kind());
    normalized = NormalizedPairs.of(given);
    pairs = normalized.pairs();
    double threshold = settings.threshold() / normalized.scale();
    marginal = new MarginalScore(REACH * threshold);
    limit = threshold * threshold;
    errors = new double[given.count()];
    weights = new double[given.count()];
  }

  /// Looks for a model.
  ///
  /// @param budget asked every few trials; when it is spent, the best model so far is the answer
  public static Fit of(PointPairs pairs, RobustSettings settings, TimeBudget budget) {
    int finite = 0;
    for (int i = 0; i < pairs.count(); i++) {
      finite += pairs.isFinite(i) ? 1 : 0;
    }
    if (finite < settings.kind().sampleSize()) {
      return Fit.without(Outcome.TOO_FEW_PAIRS, 0);
    }
    return new RobustFit(pairs, settings).search(budget);
  }

  private Fit search(TimeBudget budget) {
    int size = settings.kind().sampleSize();
    var sampler = new ProgressiveSampler(settings.seed(), pairs.count(), size, settings.trials());
    var sample = new int[size];
    var models = new double[solver.mostSolutions()][9];
    int trials = 0;
    int needed = settings.trials();
    boolean isSpent = false;
    while (trials < needed && !isSpent) {
      sampler.draw(sample);
      trials++;
      int count = solver.solve(pairs, sample, models);
      for (int i = 0; i < count; i++) {
        if (consider(models[i])) {
          improve();
          needed = Math.min(needed, trialsNeeded());
        }
      }
      isSpent = trials % STEP == 0 && budget.isSpent();
    }
    if (inliers <= size) { // a model fits its own sample
      return Fit.without(isSpent ? Outcome.OUT_OF_TIME : Outcome.NO_MODEL, trials);
    }
    return result(trials, budget);
  }

  /// Keeps a model if it is better than the best so far and possible.
  private boolean consider(double[] model) {
    solver.squaredErrors(model, pairs, errors);
    double sum = 0;
    for (double error : errors) {
      sum += marginal.gain(error);
    }
    if (!(sum > support) || !solver.isPlausible(model, pairs, errors, limit)) {
      return false;
    }
    support = sum;
    System.arraycopy(model, 0, best, 0, best.length);
    return true;
  }

  /// Local optimization: least squares, weighed by what each pair says, as long as that helps.
  private void improve() {
    for (int i = 0; i < REFITS; i++) {
      System.arraycopy(best, 0, refitted, 0, best.length);
      solver.squaredErrors(best, pairs, errors);
      for (int pair = 0; pair < errors.length; pair++) {
        weights[pair] = marginal.weight(errors[pair]);
      }
      double before = support;
      if (!solver.fit(pairs, weights, refitted)
          || !consider(refitted)
          || support < before * (1 + 1e-4)) {
        break;
      }
    }
    solver.squaredErrors(best, pairs, errors);
    inliers = 0;
    for (double error : errors) {
      inliers += error < limit ? 1 : 0;
    }
  }

  /// Samples after which one without an outlier was drawn with the confidence asked for.
  private int trialsNeeded() {
    double clean = Math.pow((double) inliers / pairs.count(), settings.kind().sampleSize());
    if (clean >= 1) {
      return 1;
    }
    double needed = Math.log(1 - settings.confidence()) / Math.log1p(-clean);
    return needed < settings.trials() ? (int) Math.ceil(needed) : settings.trials();
  }

  private Fit result(int trials, TimeBudget budget) {
    solver.squaredErrors(best, pairs, errors);
    var found = new int[errors.length];
    int count = 0;
    for (int pair = 0; pair < errors.length; pair++) {
      if (errors[pair] < limit) {
        found[count++] = pair;
      }
    }
    var set = new InlierSet(Arrays.copyOf(found, count));
    var outcome =
        settings.kind() == ModelKind.FUNDAMENTAL && isPlanar(set, budget)
            ? Outcome.PLANAR
            : Outcome.FOUND;
    return new Fit(
        outcome, Optional.of(normalized.inPixels(settings.kind(), best)), set, support, trials);
  }

  private boolean isPlanar(InlierSet set, TimeBudget budget) {
    var plane =
        new RobustSettings(
            ModelKind.HOMOGRAPHY,
            settings.threshold() / normalized.scale(),
            200,
            settings.confidence(),
            settings.seed());
    return of(pairs.selected(set.array()), plane, budget).inliers().size()
        >= PLANAR_SHARE * set.size();
  }
}
