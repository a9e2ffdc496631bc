package dev.eidetic.engine.sheet;

import static dev.eidetic.vectors.Preconditions.require;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// Writes HTML in which nothing that came from outside can become markup.
///
/// Texts and attribute values are escaped, always quoted, and cleaned by [VisibleText]; elements
/// are closed in the order they were opened. Nothing is kept but the names of open elements.
final class HtmlWriter {

  private static final Pattern ELEMENT = Pattern.compile("[a-z][a-z0-9]*");

  private final Writer out;
  private final Deque<String> open = new ArrayDeque<>();

  HtmlWriter(Writer out) {
    this.out = out;
  }

  HtmlWriter doctype() throws IOException {
    out.write("<!doctype html>\n");
    return this;
  }

  /// Opens an element; [#end] closes it.
  HtmlWriter start(String element, Attribute... attributes) throws IOException {
    tag(element, attributes);
    open.push(element);
    return this;
  }

  /// An element that has no content and no end, such as `meta`.
  HtmlWriter empty(String element, Attribute... attributes) throws IOException {
    tag(element, attributes);
    return this;
  }

  /// A whole element with a text in it.
  HtmlWriter element(String element, String text, Attribute... attributes) throws IOException {
    return start(element, attributes).text(text).end();
  }

  HtmlWriter text(String text) throws IOException {
    escape(VisibleText.of(text));
    return this;
  }

  /// Our own style sheet, as it is.
  HtmlWriter style(StyleSheet sheet) throws IOException {
    out.write("<style>");
    out.write(sheet.css());
    out.write("</style>\n");
    return this;
  }

  /// Closes the element that was opened last.
  HtmlWriter end() throws IOException {
    String element = open.pop();
    out.write("</" + element + ">");
    return this;
  }

  /// A line break in the file, for people who read it.
  HtmlWriter line() throws IOException {
    out.write('\n');
    return this;
  }

  private void tag(String element, Attribute... attributes) throws IOException {
    require(ELEMENT.matcher(element).matches(), "\"%s\" is not the name of an element", element);
    out.write('<');
    out.write(element);
    for (var attribute : attributes) {
      out.write(' ');
      out.write(attribute.name());
      out.write("=\"");
      escape(VisibleText.of(attribute.value()));
      out.write('"');
    }
    out.write('>');
  }

  private void escape(String text) throws IOException {
    int written = 0;
    for (int i = 0; i < text.length(); i++) {
      String escaped =
          switch (text.charAt(i)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> "";
          };
      if (!escaped.isEmpty()) {
        out.write(text, written, i - written);
        out.write(escaped);
        written = i + 1;
      }
    }
    out.write(text, written, text.length() - written);
  }
}
