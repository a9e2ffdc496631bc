package dev.eidetic.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.testkit.TestPictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Benchmarks that rank no gallery, and figures over a whole run.
class EvalTasksTest {

  @TempDir private Path folder;
  private Session session;

  @BeforeEach
  void open() {
    session = new Session(folder);
  }

  private void draw(String path, long seed) throws IOException {
    TestPictures.write(folder.resolve(path), seed);
  }

  /// Ada's two pictures are equal, so are Bob's: a threshold below 1 is right for all.
  @Test
  void verificationOfFaces() throws IOException {
    for (int i = 1; i <= 2; i++) {
      draw("lfw/lfw/Ada/Ada_000" + i + ".jpg", 1);
      draw("lfw/lfw/Bob/Bob_000" + i + ".jpg", 7);
    }
    Files.writeString(
        folder.resolve("lfw/pairs.txt"),
        "2\t1\nAda\t1\t2\nAda\t1\tBob\t1\nBob\t1\t2\nBob\t2\tAda\t2\n");
    var eval =
        session.run(
            "eval", "lfw", "--data", "lfw", "--model", "classic", "--html", "e.html", "--json",
            "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.err()).contains("lfw has 4 pairs; published are 6000");
    assertThat(eval.out())
        .containsPattern("accuracy, 2 folds +1\\.000")
        .containsPattern("AUROC +1\\.000 +1\\.000–1\\.000")
        .contains("4 pairs of 4 images or templates, scored by cosine");
    assertThat(Files.readString(folder.resolve("e.html")))
        .contains("Right ones accepted")
        .contains("eidetic eval lfw --data lfw");
    assertThat(Files.readString(folder.resolve("e.json")))
        .contains("eidetic-task-evaluation-1")
        .contains("\"label\":\"EER\",\"value\":0.0");
  }

  /// Ada is in the first gallery, Bob in the second, Eve in neither. Pictures of one are equal, so
  /// that everybody known is found in the one gallery and less like anybody in the other.
  @Test
  void identificationOfFaces() throws IOException {
    String[] pictures = {"ada1", "ada2", "bob1", "bob2", "eve1"};
    long[] seeds = {1, 1, 7, 7, 3};
    for (int i = 0; i < pictures.length; i++) {
      draw("ij/images/img/" + pictures[i] + ".jpg", seeds[i]);
    }
    String header = "TEMPLATE_ID,SUBJECT_ID,FILENAME\n";
    Files.createDirectories(folder.resolve("ij/protocols"));
    var protocols = folder.resolve("ij/protocols/ijbc_1N_");
    Files.writeString(Path.of(protocols + "gallery_G1.csv"), header + "1,ada,img/ada1.jpg\n");
    Files.writeString(Path.of(protocols + "gallery_G2.csv"), header + "2,bob,img/bob1.jpg\n");
    Files.writeString(
        Path.of(protocols + "probe_mixed.csv"),
        header + "3,ada,img/ada2.jpg\n4,bob,img/bob2.jpg\n5,eve,img/eve1.jpg\n");
    var eval = session.run("eval", "ijbc-search", "--data", "ij", "--html", "e.html");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("R@1 +1\\.000")
        .containsPattern("TPIR@FPIR=0\\.01 +1\\.000")
        .contains("3 probes looked for in 2 galleries, each by itself, by cosine");
    assertThat(Files.readString(folder.resolve("e.html"))).contains("TPIR@FPIR=0.1");
  }

  @Test
  void anomaliesByTheNearestGoodExample() throws IOException {
    draw("mv/train/good/1.png", 1);
    draw("mv/train/good/2.png", 2);
    draw("mv/test/good/1.png", 1);
    draw("mv/test/scratch/1.png", 7);
    draw("mv/test/hole/1.png", 8);
    var eval = session.run("eval", "mvtec", "--data", "mv");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("image AUROC +1\\.000")
        .containsPattern("image AUROC, hole +1\\.000")
        .containsPattern("image AUROC, scratch +1\\.000")
        .contains("3 images scored by how far the nearest of 2 good examples is");
  }

  /// Two of three queries show a landmark; both are named rightly, and surer than the third.
  @Test
  void recognitionByTheNearestExample() throws IOException {
    draw("gl/train/a/a/a/aaa1.jpg", 1);
    draw("gl/train/b/b/b/bbb1.jpg", 7);
    draw("gl/test/c/c/c/ccc1.jpg", 1);
    draw("gl/test/d/d/d/ddd1.jpg", 7);
    draw("gl/test/e/e/e/eee1.jpg", 3);
    Files.writeString(folder.resolve("gl/train.csv"), "id,url,landmark_id\naaa1,x,17\nbbb1,x,4\n");
    Files.writeString(
        folder.resolve("gl/recognition_solution_v2.1.csv"),
        "id,landmarks,Usage\nccc1,17 5,Private\nddd1,4,Public\neee1,,Private\n");
    var eval = session.run("eval", "gldv2-recognition", "--data", "gl");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("GAP +1\\.000")
        .containsPattern("accuracy of the named +1\\.000")
        .contains("3 queries named by the nearest of 2 examples");
    var refused =
        session.run("eval", "gldv2-recognition", "--data", "gl", "--rerank", "superglobal");
    assertThat(refused.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(refused.err()).contains("ranks no gallery; it goes without --rerank");
  }

  @Test
  void copiesAreMeasuredOverAllPairsTogether() throws IOException {
    draw("cd/original/200000.jpg", 1);
    draw("cd/original/200100.jpg", 7);
    draw("cd/strong/200001.jpg", 1);
    draw("cd/strong/200101.jpg", 7);
    var eval = session.run("eval", "copydays-strong", "--data", "cd", "--json", "e.json");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("mAP\\(trapezoid\\) +1\\.000")
        .containsPattern("µAP +1\\.000 +1\\.000–1\\.000")
        .contains("the first 100 hits of each");
    assertThat(Files.readString(folder.resolve("e.json")))
        .contains("\"run_figures\":[{\"label\":\"µAP\",\"value\":1.0");
  }

  @Test
  void clustersOfEqualPicturesAreTheClasses() throws IOException {
    for (int i = 1; i <= 3; i++) {
      draw("data/one/" + i + ".png", 1);
      draw("data/two/" + i + ".png", 7);
    }
    var eval = session.run("eval", "--data", "data", "--metrics", "R@1,nmi,AMI");
    assertThat(eval.code()).as(eval.err()).isZero();
    assertThat(eval.out())
        .containsPattern("R@1 +1\\.000")
        .containsPattern("NMI +1\\.000 +–")
        .containsPattern("AMI +1\\.000 +–");
    Files.writeString(folder.resolve("t.csv"), "image,label,split\nq,a,query\ng,a,gallery\n");
    Files.writeString(folder.resolve("r.json"), "[[0]]");
    assertThat(
            session
                .run("eval", "--ranks", "r.json", "--truth", "t.csv", "--metrics", "R@1,NMI")
                .out())
        .containsPattern("NMI +– +–");
  }
}
