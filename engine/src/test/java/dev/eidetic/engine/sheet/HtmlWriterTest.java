package dev.eidetic.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlWriterTest {

  private final StringWriter out = new StringWriter();
  private final HtmlWriter html = new HtmlWriter(out);

  @Test
  void escapesTexts() throws IOException {
    html.element("p", "<b>R&D</b> \"it's\"");
    assertThat(out).hasToString("<p>&lt;b&gt;R&amp;D&lt;/b&gt; &quot;it&#39;s&quot;</p>");
  }

  @Test
  void escapesAttributesAndAlwaysQuotesThem() throws IOException {
    html.empty("img", Attribute.of("alt", "\" onerror=alert(1) x='<>&"));
    assertThat(out).hasToString("<img alt=\"&quot; onerror=alert(1) x=&#39;&lt;&gt;&amp;\">");
  }

  @Test
  void closesTheElementThatWasOpenedLast() throws IOException {
    html.start("ul").start("li").text("one").end().end();
    assertThat(out).hasToString("<ul><li>one</li></ul>");
  }

  @Test
  void showsWhatWouldBeInvisible() throws IOException {
    html.text("a\nb\tc\u0000d\u007fe\u0085f");
    assertThat(out).hasToString("a␊b␉c␀d␡e�f");
  }

  @Test
  void showsWhatWouldTurnTheWritingRound() throws IOException {
    html.text("holiday\u202egpj.exe");
    assertThat(out).hasToString("holiday[U+202E]gpj.exe");
  }

  @Test
  void keepsEmojiAndTheirJoiners() throws IOException {
    String family = "👩\u200d👧 café 写真";
    html.text(family);
    assertThat(out).hasToString(family);
  }

  @Test
  void replacesHalvesOfCharacters() throws IOException {
    html.text("x\ud83dy\udc00\uffff");
    assertThat(out).hasToString("x�y��");
  }

  @ParameterizedTest
  @CsvSource({
    "onclick, alert(1)",
    "style, width:1px",
    "href, javascript:alert(1)",
    "href, https://example.org/",
    "href, //example.org/",
    "href, ./a\"b",
    "src, https://example.org/a.jpg",
    "src, data:image/svg+xml;base64,AAAA",
    "srcset, a.jpg",
  })
  void refusesAttributesThatLoadOrRunSomething(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Attribute.of(name, value))
        .withMessage("attribute %s=\"%s\" may not be written", name, value);
  }
}
