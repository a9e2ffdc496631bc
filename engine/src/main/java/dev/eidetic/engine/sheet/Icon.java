package dev.eidetic.engine.sheet;

import java.io.IOException;

/// Small drawings, by SVG paths on a square of 16.
enum Icon {
  CHECK("M3.2 8.6l3.2 3.2 6.4-7.4"),
  CROSS("M4 4l8 8M12 4l-8 8"),
  PLUS("M8 3v10M3 8h10"),
  MINUS("M3 8h10"),
  LENS("M7 2.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9M10.4 10.4l3.6 3.6"),
  NO_PICTURE("M2.5 3.5h11v9h-11zM2.5 10.5l3-3 2.5 2.5 2-2 3.5 3.5M1.5 14.5l13-13");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  void write(HtmlWriter html) throws IOException {
    html.start(
            "svg",
            Attribute.cssClass("icon"),
            Attribute.of("viewBox", "0 0 16 16"),
            Attribute.hidden())
        .element("path", "", Attribute.of("d", path))
        .end();
  }
}
