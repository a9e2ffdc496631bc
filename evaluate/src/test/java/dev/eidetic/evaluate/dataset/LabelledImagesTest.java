package dev.eidetic.evaluate.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.testkit.SharedData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledImagesTest {

  @TempDir Path root;

  @Test
  void foldersAreClassesAtAnyDepth() throws IOException {
    tree().images("b/1.jpg", "a/x/2.PNG", "a/x/1.jpg", "top.jpg").file("a/notes.txt", "no image");
    var images = ImageFolders.leaveOneOut(root, Set.of());
    assertThat(images.images())
        .containsExactly(
            new LabelledImage("a/x/1.jpg", "a/x", ImageRole.BOTH),
            new LabelledImage("a/x/2.PNG", "a/x", ImageRole.BOTH),
            new LabelledImage("b/1.jpg", "b", ImageRole.BOTH));
    var truth = images.groundTruth();
    assertThat(truth.relevance(0).relevant()).containsExactly(1);
    assertThat(truth.relevance(0).junk()).containsExactly(0);
    assertThat(truth.relevance(2).relevant()).isEmpty();
  }

  @Test
  void foldersCanBeExcludedButNotByAMisspelling() throws IOException {
    tree().images("cat/1.jpg", "BACKGROUND_Google/1.jpg");
    assertThat(ImageFolders.leaveOneOut(root, Set.of("BACKGROUND_Google")).images()).hasSize(1);
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> ImageFolders.leaveOneOut(root, Set.of("background")))
        .withMessageContaining("there is no folder \"background\" to exclude; check its spelling");
  }

  @Test
  void domainsShareTheirClassNames() throws IOException {
    tree().images("sketch/cat/1.png", "sketch/dog/1.png", "photo/dog/1.jpg", "photo/dog/2.jpg");
    var images = ImageFolders.crossDomain(root, "sketch", "photo", Set.of());
    assertThat(images.queries())
        .extracting(LabelledImage::path)
        .containsExactly("sketch/cat/1.png", "sketch/dog/1.png");
    var truth = images.groundTruth();
    assertThat(truth.gallerySize()).isEqualTo(2);
    assertThat(truth.relevance(0).relevant()).isEmpty();
    assertThat(truth.relevance(1).relevant()).containsExactly(0, 1);
    assertThat(truth.relevance(1).junk()).isEmpty();
  }

  @Test
  void aTableMaySplitQueriesFromTheGallery() throws IOException {
    tree()
        .file(
            "manifest.csv",
            "file,class,split",
            "train/1.jpg,dress,train",
            "validation/1.jpg,dress,validation",
            "test/1.jpg,dress,test");
    var images = ImageTable.read(root.resolve("manifest.csv"), SplitRoles.DEFAULT);
    assertThat(images.queries()).extracting(LabelledImage::path).containsExactly("test/1.jpg");
    assertThat(images.gallery()).extracting(LabelledImage::path).containsExactly("train/1.jpg");
    assertThat(images.groundTruth().relevance(0).relevant()).containsExactly(0);
  }

  @Test
  void aQueryInTheGalleryIsJunkToItself() throws IOException {
    tree()
        .file(
            "list.csv",
            "image,label,query,box",
            "a.jpg,x,no,",
            "b.jpg,x,both,1 2 30.5 40",
            "c.jpg,y,yes,",
            "\"d, too.jpg\",x,both,");
    var images = ImageTable.read(root.resolve("list.csv"), SplitRoles.DEFAULT);
    assertThat(images.images().get(1).box()).isEqualTo(new Box(1, 2, 30.5, 40));
    assertThat(images.images().get(3).path()).isEqualTo("d, too.jpg");
    var truth = images.groundTruth(); // queries b, c, d; gallery a, b, d
    assertThat(truth.relevance(0).relevant()).containsExactly(0, 2);
    assertThat(truth.relevance(0).junk()).containsExactly(1);
    assertThat(truth.relevance(1).relevant()).isEmpty();
    assertThat(truth.relevance(2).relevant()).containsExactly(0, 1);
    assertThat(truth.relevance(2).junk()).containsExactly(2);
  }

  @Test
  void tablesAreRefusedByLineValueAndRemedy() throws IOException {
    refuses("line 2: there is no column image or file or path or filename", "name,label", "a,b");
    refuses(
        "line 3: image \"a\" was listed on line 2; list each once", "image,label", "a,b", "a,b");
    refuses("line 2: split \"dev\" is unknown; known are", "image,label,split", "a,b,dev");
    refuses(
        "line 2: query is \"maybe\"; it must be yes, no or both", "image,label,query", "a,b,maybe");
    refuses("line 2: box is \"1 2 3\"; it must be", "image,label,box", "a,b,1 2 3");
    refuses("line 2: box is 3.0 2.0 1.0 5.0", "image,label,box", "a,b,3 2 1 5");
    refuses("line 2: \"x\" is no number", "image,label,box", "a,b,1 2 x 5");
    refuses("line 2: it has 1 cells; column 2 is missing", "image,label", "a");
    refuses("it lists no images", "image,label");
    refuses("it is not UTF-8", "image,label", "\u00e9");
  }

  private void refuses(String complaint, String... lines) throws IOException {
    var file = root.resolve("bad.csv");
    Files.write(file, String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1));
    assertThatExceptionOfType(MalformedFileException.class)
        .as(complaint)
        .isThrownBy(() -> ImageTable.read(file, SplitRoles.DEFAULT))
        .withMessageContaining(complaint);
  }

  @Test
  void splitsMayHaveOtherNames() throws IOException {
    tree().file("list.csv", "image,label,split", "a,x,Probe", "b,x,Enrolled", "c,x,Skip");
    var roles =
        new SplitRoles(
            Map.of("probe", ImageRole.QUERY, "enrolled", ImageRole.GALLERY), Set.of("skip"));
    var images = ImageTable.read(root.resolve("list.csv"), roles);
    assertThat(images.queries()).hasSize(1);
    assertThat(images.gallery()).hasSize(1);
  }

  @Test
  void overlappingClassesAreNamed() {
    var overlap = ClassOverlap.between(List.of("cat", "Dog", "fox"), List.of("dog", "owl"));
    assertThat(overlap.shared()).containsExactly("dog");
    assertThat(overlap.warning())
        .isEqualTo(
            "1 of 2 tested classes were trained on (dog); figures do not measure the unknown");
    assertThat(ClassOverlap.between(List.of("a"), List.of("b")).warning()).isEmpty();
  }

  @Test
  void theSharedSetsAreWhatTheyAreSaidToBe() throws IOException {
    var caltech = shared("caltech101/101_ObjectCategories");
    var images = ImageFolders.leaveOneOut(caltech, Set.of("BACKGROUND_Google"));
    assertThat(images.images()).hasSize(8_677);
    assertThat(images.labels()).hasSize(101);
    var clothing = ImageTable.read(shared("clothing/manifest.csv"), SplitRoles.DEFAULT);
    assertThat(clothing.queries()).hasSize(372);
    assertThat(clothing.gallery()).hasSize(3_068);
    var omniglot = ImageFolders.leaveOneOut(shared("omniglot/images_background_small1"), Set.of());
    assertThat(omniglot.images()).hasSize(2_720);
    assertThat(omniglot.labels()).hasSize(136).contains("Korean/character29");
    assertThat(ImageFolders.leaveOneOut(shared("tiny-imagenet"), Set.of()).images())
        .hasSize(30_300);
    assertThat(ImageFolders.leaveOneOut(shared("neardup"), Set.of()).images()).isNotEmpty();
  }

  private static Path shared(String name) {
    var data = SharedData.find(name);
    assumeThat(data).as(SharedData.REASON).isPresent();
    return data.orElseThrow();
  }

  private Tree tree() {
    return new Tree(root);
  }
}
