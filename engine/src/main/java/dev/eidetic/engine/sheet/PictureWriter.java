package dev.eidetic.engine.sheet;

import dev.eidetic.engine.sheet.ThumbnailSource.Jpeg;
import dev.eidetic.engine.sheet.ThumbnailSource.Missing;
import java.io.IOException;

/// Writes one picture, or the tile that stands where there is none.
final class PictureWriter {

  private final HtmlWriter html;
  private final ThumbnailSource thumbnails;
  private final LocalLinks links;

  PictureWriter(HtmlWriter html, ThumbnailSource thumbnails, LocalLinks links) {
    this.html = html;
    this.thumbnails = thumbnails;
    this.links = links;
  }

  /// @param description for those who do not see it
  void write(SheetPicture picture, String description) throws IOException {
    switch (thumbnails.of(picture)) {
      case Jpeg(byte[] file) -> writeJpeg(file, picture, description);
      case Missing(String reason) -> writeMissing(reason, description);
    }
  }

  private void writeJpeg(byte[] file, SheetPicture picture, String description) throws IOException {
    var link = links.to(picture);
    if (link.isPresent()) {
      html.start("a", Attribute.cssClass("tile"), Attribute.link(link.get()));
    } else {
      html.start("span", Attribute.cssClass("tile"));
    }
    html.empty(
            "img",
            Attribute.picture(file),
            Attribute.of("alt", description),
            Attribute.of("decoding", "async"))
        .end();
  }

  private void writeMissing(String reason, String description) throws IOException {
    html.start("span", Attribute.cssClass("tile missing"));
    Icon.NO_PICTURE.write(html);
    html.element("span", description + ": no picture", Attribute.cssClass("unseen"))
        .element("span", reason, Attribute.cssClass("reason"))
        .end();
  }
}
