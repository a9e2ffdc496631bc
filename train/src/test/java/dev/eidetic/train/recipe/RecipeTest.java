package dev.eidetic.train.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.train.loss.ArcFaceLoss;
import dev.eidetic.train.loss.KoLeoLoss;
import dev.eidetic.train.loss.Loss;
import dev.eidetic.train.loss.LossShape;
import dev.eidetic.train.loss.NtXentLoss;
import dev.eidetic.train.loss.ProxyNcaPlusPlusLoss;
import dev.eidetic.train.loss.WeightedSum;
import dev.eidetic.train.loss.WeightedSum.Term;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class RecipeTest {

  static final List<String> RECIPES = Recipe.NAMES;

  static final List<String> LOSSES = LossSyntax.NAMES;

  @ParameterizedTest
  @FieldSource("RECIPES")
  void thoseOfTheProgramAreRight(String name) throws IOException {
    var settings = RecipeReader.settings(Recipe.of(name));
    assertThat(settings.model().build().width()).isBetween(128, 512);
  }

  @ParameterizedTest
  @FieldSource("LOSSES")
  void everyLossCanBeNamed(String name) {
    Loss loss = LossSyntax.parse(name);
    assertThat(loss.parameters(new LossShape(8, 5, 3))).hasSizeLessThanOrEqualTo(1);
  }

  @Test
  void sumsHaveWeightsAndSettings() {
    assertThat(LossSyntax.parse("arcface(margin=0.4, scale=32)"))
        .isEqualTo(new ArcFaceLoss(0.4, 32));
    assertThat(LossSyntax.parse("0.5*nt-xent(temperature=0.05) + 30*koleo + proxy-nca++"))
        .isEqualTo(
            new WeightedSum(
                List.of(
                    new Term(0.5, new NtXentLoss(0.05)),
                    new Term(30, KoLeoLoss.DEFAULT),
                    new Term(1, ProxyNcaPlusPlusLoss.DEFAULT))));
  }

  @Test
  void mistakesInLossesAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossSyntax.parse("arkface"))
        .withMessageStartingWith("loss \"arkface\" is unknown; known are contrastive, triplet");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossSyntax.parse("arcface(angle=3)"))
        .withMessage("loss arcface has no setting \"angle\"; it has margin, scale");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossSyntax.parse("arcface(margin)"))
        .withMessage("setting \"margin\" of loss arcface must be NAME=NUMBER");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LossSyntax.parse("arcface(margin=x)"))
        .withMessage("setting \"margin\" is \"x\"; it must be a number");
  }

  @Test
  void allWrongValuesAreReportedTogether() {
    var recipe = new Recipe(Map.of("side", "big", "neck", "maybe", "sampler", "per-class 8"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RecipeReader.settings(recipe))
        .withMessage(
            "side is \"big\"; it must be a whole number; neck is \"maybe\"; it must be yes or no;"
                + " sampler is \"per-class 8\"; it must be like per-class 8x4, shuffled 64 or"
                + " balanced 64");
  }

  @Test
  void unknownKeysAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Recipe(Map.of("epoch", "3")))
        .withMessageStartingWith("recipe has unknown keys \"epoch\"; known are network, side");
  }

  @Test
  void filesThatAreNoMapsAreRefused() {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Recipe.parse("x.yaml", "- a\n- b\n"))
        .withMessage("x.yaml must be a YAML map of keys and values");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Recipe.parse("x.yaml", "side: [1, 2]\n"))
        .withMessage("x.yaml: the value of \"side\" must be one word or number");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Recipe.parse("x.yaml", "side: {"))
        .withMessageStartingWith("x.yaml is no YAML");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> Recipe.of("nowhere.yaml"))
        .withMessageStartingWith("recipe \"nowhere.yaml\" is neither a file nor one of product");
  }

  @Test
  void laterValuesWin() throws IOException {
    var recipe = Recipe.parse("x", "side: 64\nneck: yes\nheld-out: 0\n").with(Map.of("side", "32"));
    assertThat(recipe.value("side")).isEqualTo("32");
    assertThat(recipe.value("neck")).isEqualTo("yes");
    assertThat(recipe.value("pooling")).isEqualTo("gem");
    assertThat(recipe.complete()).containsOnlyKeys(Recipe.KEYS.keySet());
  }
}
