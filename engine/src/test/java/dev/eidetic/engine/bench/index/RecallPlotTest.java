package dev.eidetic.engine.bench.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.eidetic.engine.bench.index.RecallCurve.Point;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class RecallPlotTest {

  private final RecallCurve ours =
      new RecallCurve("QG32 <fast>", List.of(new Point(0.7, 9000), new Point(0.95, 4000)));
  private final RecallCurve peer = new RecallCurve("A & B", List.of(new Point(0.99, 500)));

  @Test
  void namesAreTextWhateverTheyContain() throws Exception {
    var picture = parsed(RecallPlot.svg("Title", "1 < 2", List.of(ours), List.of(peer)));
    assertThat(picture.getDocumentElement().getTextContent())
        .contains("QG32 <fast>: 4,000 queries/s at recall 0.95", "A & B", "1 < 2");
  }

  @Test
  void pointsBelowThePlotHaveNoMark() throws Exception {
    var picture = parsed(RecallPlot.svg("Title", "", List.of(ours), List.of()));
    var titles = picture.getElementsByTagName("title");
    var meanings = new java.util.ArrayList<String>();
    for (int i = 0; i < titles.getLength(); i++) {
      meanings.add(titles.item(i).getTextContent());
    }
    assertThat(meanings)
        .contains("QG32 <fast>: recall 0.95, 4,000 queries/s")
        .noneMatch(meaning -> meaning.contains("0.7,"));
  }

  @Test
  void nothingMeasuredIsAnEmptyPlot() throws Exception {
    parsed(RecallPlot.svg("Title", "nothing", List.of(), List.of()));
  }

  @Test
  void recallIsStretchedTowardsOne() {
    var scales = new PlotScales(100, 10_000);
    assertThat(scales.x(0.8)).isCloseTo(PlotScales.LEFT, within(1e-9));
    assertThat(scales.x(1)).isCloseTo(PlotScales.RIGHT, within(1e-9));
    assertThat(scales.x(0.999) - scales.x(0.99)).isGreaterThan(scales.x(0.9) - scales.x(0.8));
    assertThat(scales.y(1000)).isCloseTo((PlotScales.TOP + PlotScales.BOTTOM) / 2, within(1e-9));
    assertThat(scales.speedTicks())
        .containsExactly(100.0, 200.0, 500.0, 1000.0, 2000.0, 5000.0, 10_000.0);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
  }
}
