package dev.eidetic.rerank;

import dev.eidetic.rerank.cross.CrossCheck;
import dev.eidetic.rerank.diffusion.DiffusionSettings;
import dev.eidetic.rerank.diffusion.OfflineDiffusion;
import dev.eidetic.rerank.diffusion.OnlineDiffusion;
import dev.eidetic.rerank.expansion.DatabaseAugmentation;
import dev.eidetic.rerank.expansion.DiscriminativeExpansion;
import dev.eidetic.rerank.expansion.QueryExpansion;
import dev.eidetic.rerank.geometry.GeometricCheck;
import dev.eidetic.rerank.neighbourhood.KReciprocal;
import dev.eidetic.rerank.neighbourhood.SuperGlobal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The stages that a cascade's text can name, and their options.
enum StageKind {
  QE("qe", "k"),
  AQE("aqe", "k,alpha"),
  DQE("dqe", "k,negatives,c"),
  DBA("dba", "k,alpha"),
  SUPERGLOBAL("superglobal", "top,k,beta"),
  KRECIPROCAL("kreciprocal", "k1,k2,lambda,top"),
  DIFFUSION("diffusion", "kq,kd,gamma,alpha,top"),
  OFFLINE_DIFFUSION("offlinediffusion", "kq,kd,gamma,alpha,truncation"),
  GEOMETRIC("geometric", "top,inliers"),
  CROSS("cross", "top,lambda,gamma");

  private final String word;

  /// Separated by commas.
  private final String options;

  StageKind(String word, String options) {
    this.word = word;
    this.options = options;
  }

  static Optional<StageKind> find(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
  }

  static List<String> list() {
    return Arrays.stream(values()).map(kind -> kind.word).toList();
  }

  static String names() {
    return String.join(", ", list());
  }

  List<String> options() {
    return List.of(options.split(",", -1));
  }

  StageSpec spec(StageOptions given) {
    return switch (this) {
      case QE -> new QueryExpansion(given.whole("k", QueryExpansion.AVERAGE.neighbours()), 0);
      case AQE ->
          new QueryExpansion(
              given.whole("k", QueryExpansion.ALPHA.neighbours()),
              given.real("alpha", QueryExpansion.ALPHA.alpha()));
      case DQE -> {
        var usual = DiscriminativeExpansion.DEFAULT;
        yield new DiscriminativeExpansion(
            given.whole("k", usual.positives()),
            given.whole("negatives", usual.negatives()),
            given.real("c", usual.cost()));
      }
      case DBA ->
          new DatabaseAugmentation(
              given.whole("k", DatabaseAugmentation.DEFAULT.neighbours()),
              given.real("alpha", DatabaseAugmentation.DEFAULT.alpha()));
      case SUPERGLOBAL -> {
        var usual = SuperGlobal.DEFAULT;
        yield new SuperGlobal(
            given.whole("top", usual.top()),
            given.whole("k", usual.neighbours()),
            given.real("beta", usual.beta()));
      }
      case KRECIPROCAL -> {
        var usual = KReciprocal.DEFAULT;
        yield new KReciprocal(
            given.whole("k1", usual.near()),
            given.whole("k2", usual.averaged()),
            given.real("lambda", usual.lambda()),
            given.whole("top", usual.top()));
      }
      case DIFFUSION ->
          new OnlineDiffusion(settings(given), given.whole("top", OnlineDiffusion.DEFAULT.top()));
      case OFFLINE_DIFFUSION ->
          new OfflineDiffusion(
              settings(given), given.whole("truncation", OfflineDiffusion.DEFAULT.truncation()));
      case GEOMETRIC ->
          new GeometricCheck(
              given.whole("top", GeometricCheck.DEFAULT.top()),
              given.whole("inliers", GeometricCheck.DEFAULT.inliers()));
      case CROSS ->
          new CrossCheck(
              given.whole("top", CrossCheck.DEFAULT.top()),
              given.real("lambda", CrossCheck.DEFAULT.lambda()),
              given.real("gamma", CrossCheck.DEFAULT.gamma()),
              Optional.empty());
    };
  }

  private static DiffusionSettings settings(StageOptions given) {
    var usual = DiffusionSettings.DEFAULT;
    return new DiffusionSettings(
        given.whole("kq", usual.queryNeighbours()),
        given.whole("kd", usual.neighbours()),
        given.real("gamma", usual.gamma()),
        given.real("alpha", usual.alpha()));
  }
}
