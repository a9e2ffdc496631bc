package dev.eidetic.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.encode.image.DecodeLimits;
import dev.eidetic.encode.image.ImageDecoder;
import dev.eidetic.encode.image.ImageDecoders;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.encode.image.JpegThumbnail;
import dev.eidetic.encode.image.Pixels;
import dev.eidetic.engine.sheet.ThumbnailSource.Jpeg;
import dev.eidetic.engine.sheet.ThumbnailSource.Missing;
import dev.eidetic.engine.sheet.ThumbnailSource.Thumbnail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileThumbnailsTest {

  private final ImageDecoder decoder = ImageDecoders.standard(DecodeLimits.DEFAULT);
  private final FileThumbnails thumbnails = new FileThumbnails(decoder, 64, 1_000_000);

  @TempDir private Path folder;

  @Test
  void shrinksAPictureAndKeepsItsProportions() throws IOException, ImageRefusedException {
    var file = folder.resolve("wide.jpg");
    Files.write(file, JpegThumbnail.of(gray(400, 200), 400, 90));
    var small = decoder.decode(jpeg(of(file)), 1);
    assertThat(small.width()).isEqualTo(64);
    assertThat(small.height()).isEqualTo(32);
  }

  @Test
  void showsPicturesThatNoFileHas() throws ImageRefusedException {
    var picture = new SheetPicture.InMemory(gray(30, 20));
    assertThat(decoder.decode(jpeg(thumbnails.of(picture)), 1).width()).isEqualTo(30);
  }

  @Test
  void saysThatAFileIsGone() {
    assertThat(of(folder.resolve("gone.jpg"))).isEqualTo(new Missing("the file is gone"));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    var file = folder.resolve("text.jpg");
    Files.writeString(file, "no picture at all");
    assertThat(of(file)).isInstanceOf(Missing.class);
    assertThat(((Missing) of(file)).reason()).isNotBlank();
  }

  @Test
  void opensNothingButFiles() {
    assertThat(of(folder)).isEqualTo(new Missing("not a file any more"));
  }

  @Test
  void readsNoFileThatIsTooLarge() throws IOException {
    var file = folder.resolve("large.jpg");
    Files.write(file, new byte[1_000_001]);
    assertThat(of(file))
        .isEqualTo(new Missing("the file has 1,000,001 bytes; at most 1,000,000 are read"));
  }

  @Test
  void loadsNothingFromTheWeb() {
    assertThat(thumbnails.of(new SheetPicture.InFile("https://example.org/a.jpg")))
        .isEqualTo(new Missing("on the web; nothing is loaded from there"));
  }

  @Test
  void saysThatAFileMayNotBeRead() throws IOException {
    var file = folder.resolve("secret.jpg");
    Files.write(file, JpegThumbnail.of(gray(8, 8), 8, 90));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(file)).as("root may read everything").isFalse();
    assertThat(of(file)).isEqualTo(new Missing("the file may not be read"));
  }

  @Test
  void survivesNamesThatNoFileCanHave() {
    assertThat(thumbnails.of(new SheetPicture.InFile("a\u0000b")))
        .isEqualTo(new Missing("the path is not one of this system"));
  }

  private Thumbnail of(Path file) {
    return thumbnails.of(new SheetPicture.InFile(file.toString()));
  }

  private static byte[] jpeg(Thumbnail thumbnail) {
    assertThat(thumbnail).isInstanceOf(Jpeg.class);
    return ((Jpeg) thumbnail).file();
  }

  private static Pixels gray(int width, int height) {
    return Pixels.of(width, height, new byte[3 * width * height]);
  }
}
