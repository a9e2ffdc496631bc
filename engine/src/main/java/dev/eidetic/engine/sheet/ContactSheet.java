package dev.eidetic.engine.sheet;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a [Sheet] as one HTML file that needs nothing else: style and pictures are in it, no
/// script, no request to anywhere.
///
/// `ContactSheet.write(Path.of("hits.html"), sheet, FileThumbnails.standard(decoder))`. Pictures
/// are read one after another while the page is written and then forgotten, so a page of thousands
/// needs the memory of a page of one. Any number of threads may write different files.
public final class ContactSheet {

  private ContactSheet() {}

  /// Writes a file; pictures link to their files. A file of that name is replaced once the new one
  /// is complete, never before.
  ///
  /// @throws IOException if it cannot be written; what was there before is intact
  public static void write(Path file, Sheet sheet, ThumbnailSource thumbnails) throws IOException {
    var target = file.toAbsolutePath().normalize();
    var folder = target.getParent();
    if (folder == null || Files.isDirectory(target)) {
      throw new IOException(
          "%s is a folder; name a file to write the page to, such as %s"
              .formatted(file, file.resolve("sheet.html")));
    }
    Files.createDirectories(folder);
    var unfinished = target.resolveSibling(target.getFileName() + ".part");
    try {
      try (var out = Files.newOutputStream(unfinished)) {
        write(out, sheet, thumbnails, LocalLinks.from(folder));
      }
      Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// Writes to a stream, such as a response; pictures link to nothing.
  ///
  /// @param out stays the caller's to close
  public static void write(OutputStream out, Sheet sheet, ThumbnailSource thumbnails)
      throws IOException {
    write(out, sheet, thumbnails, LocalLinks.none());
  }

  private static void write(
      OutputStream out, Sheet sheet, ThumbnailSource thumbnails, LocalLinks links)
      throws IOException {
    var text = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
    var html = new HtmlWriter(text);
    var pictures = new PictureWriter(html, thumbnails, links);
    new PageWriter(html, new QueryWriter(html, pictures)).write(sheet);
    text.flush();
  }
}
