package dev.eidetic.evaluate.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Images beside the judged ones, and the classes of training lists.
class DistractorsTest {

  @TempDir private Path folder;

  @Test
  void aFolderAndAListNameTheSameImages() throws IOException {
    new Tree(folder)
        .images("more/b.jpg", "more/x/a.png", "more/note.txt")
        .file("more/list.txt", "b.jpg", "", "x/a.png");
    var root = Files.createDirectory(folder.resolve("data"));
    assertThat(Distractors.read(folder.resolve("more"), root))
        .containsExactly(new ImageReference("../more/b.jpg"), new ImageReference("../more/x/a.png"))
        .isEqualTo(Distractors.read(folder.resolve("more/list.txt"), root));
    assertThat(Files.exists(root.resolve("../more/b.jpg"))).isTrue();
  }

  @Test
  void aLinkNamesItsFolder() throws IOException {
    new Tree(folder).images("data/cat/1.jpg");
    var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("data"));
    assertThat(ImageFolders.list(link)).containsExactly("cat/1.jpg");
  }

  @Test
  void anEmptySourceIsRefused() throws IOException {
    var empty = Files.createDirectory(folder.resolve("empty"));
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> Distractors.read(empty, folder))
        .withMessageContaining("it has no distractors");
  }

  @Test
  void distractorsAnswerNothing() {
    var judged = GroundTruth.leaveOneOut(new int[] {1, 1, 2});
    var truth = judged.withDistractors(5);
    assertThat(truth.queries()).isEqualTo(3);
    assertThat(truth.gallerySize()).isEqualTo(8);
    assertThat(truth.relevance(0).relevant()).containsExactly(1);
    assertThat(truth.relevance(0).isRelevant(5)).isFalse();
    assertThat(judged.withDistractors(0)).isSameAs(judged);
  }

  @Test
  void trainingListsNameTheirClassesInThreeWays() throws IOException {
    new Tree(folder)
        .images("train/cat/1.jpg", "train/dog/1.jpg")
        .file("train.csv", "image,label,split", "a,cat,odd", "b,dog,odd", "c,dog,odd")
        .file("train.txt", "dog", "cat", "cat");
    for (String name : new String[] {"train", "train.csv", "train.txt"}) {
      assertThat(ClassOverlap.classes(folder.resolve(name)))
          .as(name)
          .containsExactlyInAnyOrder("cat", "dog");
    }
    new Tree(folder).file("none.txt", "");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> ClassOverlap.classes(folder.resolve("none.txt")))
        .withMessageContaining("it names no classes");
  }
}
