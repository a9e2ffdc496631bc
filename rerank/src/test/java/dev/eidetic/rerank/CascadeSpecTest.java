package dev.eidetic.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.eidetic.rerank.diffusion.OfflineDiffusion;
import dev.eidetic.rerank.diffusion.OnlineDiffusion;
import dev.eidetic.rerank.expansion.DatabaseAugmentation;
import dev.eidetic.rerank.expansion.DiscriminativeExpansion;
import dev.eidetic.rerank.expansion.QueryExpansion;
import dev.eidetic.rerank.neighbourhood.KReciprocal;
import dev.eidetic.rerank.neighbourhood.SuperGlobal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CascadeSpecTest {

  @Test
  void readsStagesInTheirOrder() {
    assertThat(CascadeSpec.parse(" SuperGlobal>aqe( k = 10 , alpha=3 ) ").stages())
        .containsExactly(SuperGlobal.DEFAULT, new QueryExpansion(10, 3));
  }

  @Test
  void whatIsNotSaidHasThePublishedValue() {
    assertThat(
            CascadeSpec.parse(
                    "qe > aqe > dqe > dba > superglobal > kreciprocal > diffusion >"
                        + " offlinediffusion")
                .stages())
        .containsExactly(
            QueryExpansion.AVERAGE,
            QueryExpansion.ALPHA,
            DiscriminativeExpansion.DEFAULT,
            DatabaseAugmentation.DEFAULT,
            SuperGlobal.DEFAULT,
            KReciprocal.DEFAULT,
            OnlineDiffusion.DEFAULT,
            OfflineDiffusion.DEFAULT);
  }

  @Test
  void itsTextReadsBackAsTheSame() {
    for (String text :
        new String[] {
          "qe(k=4)",
          "aqe(k=10,alpha=2.5) > superglobal(top=100,k=5,beta=0.2)",
          "dqe(k=3,negatives=20,c=0.125) > dba(k=2,alpha=0)",
          "kreciprocal(k1=10,k2=3,lambda=0.5,top=99)",
          "diffusion(kq=1,kd=5,gamma=1,alpha=0.5,top=9) > offlinediffusion(truncation=50)"
        }) {
      var spec = CascadeSpec.parse(text);
      assertThat(CascadeSpec.parse(spec.toString())).isEqualTo(spec);
    }
    assertThat(CascadeSpec.parse("aqe")).hasToString("aqe(k=50,alpha=3)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          superglobl > aqe | character 1: stage "superglobl" is unknown; did you mean "superglobal"?
          aqe > frobnicate | character 7: stage "frobnicate" is unknown. Known: qe, aqe, dqe, dba
          aqe(kk=10)       | character 5: aqe has no option "kk"; did you mean "k"? It has k, alpha
          aqe(k=ten)       | character 7: k of aqe is "ten"; it must be a whole number
          aqe(alpha=x)     | character 11: alpha of aqe is "x"; it must be a number
          aqe(alpha=NaN)   | character 1: aqe: alpha is NaN; it must be 0 to 100
          aqe(k=0)         | character 1: aqe: k is 0; at least 1 hit must join the query
          aqe(k=1,k=2)     | character 9: option k is given twice; give it once
          aqe(k 10)        | character 7: here stands "1"; option k needs = and a number
          aqe(k=10         | character 9: here stands the end; , or ) is expected
          aqe()            | character 5: here stands ")"; an option is expected, such as k=10
          aqe superglobal  | character 5: here stands "s"; stages are separated by >
          aqe >            | character 6: here stands the end; a stage is expected (qe, aqe
          diffusion(alpha=1) | diffusion: alpha is 1.0; it must be above 0 and below 1
          """)
  void mistakesSayWhereAndWhatWasMeant(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CascadeSpec.parse(text))
        .withMessageContaining(message.strip())
        .withMessageContaining("cascade \"" + text.strip());
  }

  @Test
  void nothingIsNoCascade() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CascadeSpec.parse(""))
        .withMessageContaining("character 1: here stands the end; a stage is expected");
  }
}
