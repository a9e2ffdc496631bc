package dev.eidetic.evaluate.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.eidetic.evaluate.Metric;
import dev.eidetic.evaluate.dataset.EvaluationTask.Anomaly;
import dev.eidetic.evaluate.dataset.EvaluationTask.Identification;
import dev.eidetic.evaluate.dataset.EvaluationTask.Recognition;
import dev.eidetic.evaluate.dataset.EvaluationTask.Retrieval;
import dev.eidetic.evaluate.dataset.EvaluationTask.Verification;
import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.mat.MatSample;
import dev.eidetic.testkit.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each benchmark on a tiny tree of its own layout.
class BenchmarksTest {

  @TempDir Path root;

  @Test
  void everyBenchmarkSaysHowToGetItsData() throws IOException {
    for (var benchmark : Benchmarks.all()) {
      assertThat(Benchmarks.find(benchmark.name())).isEqualTo(benchmark);
      assertThat(benchmark.measures()).as(benchmark.name()).isNotEmpty();
      assertThat(benchmark.metrics().stream().map(Metric::label))
          .as(benchmark.name())
          .isSubsetOf(benchmark.measures());
      assertThat(benchmark.download()).as(benchmark.name()).hasSizeGreaterThan(80);
      assertThatExceptionOfType(MalformedFileException.class)
          .as(benchmark.name())
          .isThrownBy(() -> BenchmarkCheck.open(benchmark, root.resolve("nowhere")))
          .withMessageContaining(benchmark.download());
      if (!benchmark.layout().needs().isEmpty() && !benchmark.layout().needs().contains("")) {
        assertThatExceptionOfType(MalformedFileException.class)
            .as(benchmark.name())
            .isThrownBy(() -> BenchmarkCheck.open(benchmark, root))
            .withMessageContaining(benchmark.download())
            .withMessageContaining("missing");
      }
    }
    assertThat(Benchmarks.all()).extracting(Benchmark::name).doesNotHaveDuplicates();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Benchmarks.find("imagnet"))
        .withMessageContaining(
            "benchmark \"imagnet\" is unknown; known are cars196, cars196-train,");
  }

  @Test
  void onlineProducts() throws IOException {
    tree()
        .file(
            "Ebay_test.txt",
            "image_id class_id super_class_id path",
            "1 11319 1 bicycle_final/111_0.JPG",
            "2 11319 1 bicycle_final/111_1.JPG",
            "3 11320 1 chair_final/222_0.JPG");
    var task = retrieval("sop");
    assertThat(paths(task.gallery()))
        .containsExactly(
            "bicycle_final/111_0.JPG", "bicycle_final/111_1.JPG", "chair_final/222_0.JPG");
    assertThat(task.truth().relevance(0).relevant()).containsExactly(1);
    assertThat(task.truth().relevance(0).junk()).containsExactly(0);
    assertThat(BenchmarkCheck.differences(Benchmarks.find("sop"), task))
        .containsExactly(
            "sop has 3 queries; published are 60502, so figures cannot be compared with papers",
            "sop has 3 gallery images; published are 60502, so figures cannot be compared with"
                + " papers");
    assertThat(BenchmarkCheck.missingImages(task, root, 2)).hasSize(2);
  }

  @Test
  void birdsSplitByClassNumber() throws IOException {
    tree()
        .file(
            "images.txt",
            "1 001.Black_footed_Albatross/a.jpg",
            "2 100.Brown_Pelican/b.jpg",
            "3 101.White_Pelican/c.jpg",
            "4 200.Common_Yellowthroat/d.jpg");
    assertThat(paths(retrieval("cub200").gallery()))
        .containsExactly("images/101.White_Pelican/c.jpg", "images/200.Common_Yellowthroat/d.jpg");
    assertThat(paths(retrieval("cub200-train").gallery()))
        .containsExactly(
            "images/001.Black_footed_Albatross/a.jpg", "images/100.Brown_Pelican/b.jpg");
  }

  @Test
  void carsSplitByClassNumber() throws IOException {
    var file = root.resolve("cars_annos.mat");
    Files.write(file, MatSample.bytes());
    assertThat(paths(retrieval("cars196-train").queries())).containsExactly("car_ims/000001.jpg");
    assertThat(paths(retrieval("cars196").queries())).hasSize(4).startsWith("car_ims/000002.jpg");
    Files.write(file, Arrays.copyOf(MatSample.bytes(), 128));
    refuses("cars196", "it has no structures \"annotations\"; is it the right file?");
  }

  @Test
  void birdsOfClassesWithoutNumbersAreRefused() throws IOException {
    tree().file("images.txt", "1 Albatross/1.jpg");
    refuses("cub200", "line 1: class \"Albatross\" does not begin with a number");
  }

  @Test
  void inShopClothes() throws IOException {
    tree()
        .file(
            "Eval/list_eval_partition.txt",
            "4",
            "image_name item_id evaluation_status",
            "img/MEN/Denim/id_00000080/01_1_front.jpg   id_00000080 train",
            "img/MEN/Denim/id_00000089/01_1_front.jpg   id_00000089 query",
            "img/MEN/Denim/id_00000089/01_2_side.jpg    id_00000089 gallery",
            "img/MEN/Denim/id_00000090/01_2_side.jpg    id_00000090 gallery");
    var task = retrieval("inshop");
    assertThat(paths(task.queries())).containsExactly("img/MEN/Denim/id_00000089/01_1_front.jpg");
    assertThat(task.gallery()).hasSize(2);
    assertThat(task.truth().relevance(0).relevant()).containsExactly(0);
  }

  @Test
  void naturalistByListAndByJson() throws IOException {
    tree()
        .file(
            "Inat_dataset_splits/Inaturalist_test_set1.txt",
            "train_val2018/Aves/3/a.jpg",
            "train_val2018/Aves/3/b.jpg")
        .file(
            "val2018.json",
            """
            {"info": {"year": 2018, "more": [1, {"x": 2}]},
             "images": [{"id": 7, "file_name": "Aves/3/a.jpg", "width": 3}, {"id": 9, "file_name": "b"}],
             "annotations": [{"id": 1, "image_id": 9, "category_id": 5}, {"image_id": 7, "category_id": 5}]}
            """);
    assertThat(retrieval("inat2018").truth().relevance(1).relevant()).containsExactly(0);
    assertThat(paths(retrieval("inat2018-val").gallery())).containsExactly("Aves/3/a.jpg", "b");
    tree().file("val2018.json", "{\"images\": [{\"id\": 7, \"file_name\": \"a\"}]}");
    refuses("inat2018-val", "image 7 (a) has no category; is this the list of a test set");
    tree().file("val2018.json", "{\"images\": [{\"id\": 7}]}");
    refuses("inat2018-val", "line 1: an image lacks its id or file_name");
    tree().file("val2018.json", "{\"images\": 7}");
    refuses("inat2018-val", "\"images\" is a whole number; it must be an array");
  }

  @Test
  void landmarksByName() throws IOException {
    tree()
        .file("index.csv", "id", "aaa1", "bbb2", "ccc3")
        .file(
            "retrieval_solution_v2.1.csv",
            "id,images,Usage",
            "q001,ccc3 aaa1,Private",
            "q002,bbb2,Public",
            "q003,None,Ignored");
    var task = retrieval("gldv2-retrieval");
    assertThat(paths(task.queries())).containsExactly("test/q/0/0/q001.jpg");
    assertThat(paths(task.gallery())).contains("index/a/a/a/aaa1.jpg").hasSize(3);
    assertThat(task.truth().relevance(0).relevant()).containsExactly(0, 2);
    assertThat(retrieval("gldv2-retrieval-both").queries()).hasSize(2);
    tree().file("retrieval_solution_v2.1.csv", "id,images,Usage", "q001,zzz9,Private");
    refuses(
        "gldv2-retrieval", "line 2: image \"zzz9\" is not in the gallery, index.csv (3 images)");
  }

  @Test
  void landmarkRecognition() throws IOException {
    tree()
        .file(
            "recognition_solution_v2.1.csv",
            "id,landmarks,Usage",
            "q001,12 14,Private",
            "q002,,Public")
        .file("train.csv", "id,url,landmark_id", "abc1,http://x,12", "abc2,\"http://x,y\",14");
    var task = (Recognition) BenchmarkCheck.open(Benchmarks.find("gldv2-recognition"), root);
    assertThat(task.answers()).containsExactly(List.of("12", "14"), List.of());
    assertThat(task.examples())
        .containsExactly(
            new LabelledImage("train/a/b/c/abc1.jpg", "12", ImageRole.GALLERY),
            new LabelledImage("train/a/b/c/abc2.jpg", "14", ImageRole.GALLERY));
    assertThat(paths(retrieval("gldv1").queries()))
        .containsExactly("train/abc1.jpg", "train/abc2.jpg");
  }

  @Test
  void copiesAskWithDistractorsToo() throws IOException {
    tree()
        .images("queries/Q1.jpg", "queries/Q2.jpg", "references/R1.jpg", "references/R2.jpg")
        .file("dev_ground_truth.csv", "query_id,reference_id", "Q2,R2");
    var task = retrieval("disc21");
    assertThat(paths(task.queries())).containsExactly("queries/Q1.jpg", "queries/Q2.jpg");
    assertThat(task.truth().relevance(0).relevant()).isEmpty();
    assertThat(task.truth().relevance(1).relevant()).containsExactly(1);
  }

  @Test
  void namesWithNumbers() throws IOException {
    tree()
        .images("jpg/100000.jpg", "jpg/100001.jpg", "jpg/100100.jpg", "jpg/100101.jpg")
        .images("ukb/ukbench00003.jpg", "ukb/ukbench00004.jpg", "ukb/ukbench00007.jpg")
        .images("cd/original/200000.jpg", "cd/original/200100.jpg", "cd/strong/200101.jpg");
    var holidays = retrieval("holidays", root.resolve("jpg"));
    assertThat(paths(holidays.queries())).containsExactly("100000.jpg", "100100.jpg");
    assertThat(holidays.gallery()).hasSize(4); // other queries may be found, too
    assertThat(holidays.truth().relevance(1).relevant()).containsExactly(3);
    assertThat(holidays.truth().relevance(1).junk()).containsExactly(2);
    var ukbench = retrieval("ukbench", root.resolve("ukb"));
    assertThat(ukbench.truth().relevance(1).relevant()).containsExactly(1, 2); // itself as well
    var copydays = retrieval("copydays-strong", root.resolve("cd"));
    assertThat(paths(copydays.gallery()))
        .containsExactly("original/200000.jpg", "original/200100.jpg");
    assertThat(copydays.truth().relevance(0).relevant()).containsExactly(1);
    tree().images("cd/jpegqual/3/200000.jpg", "cd/crops/80/200100.jpg");
    var jpeg = retrieval("copydays-jpeg-3", root.resolve("cd"));
    assertThat(paths(jpeg.queries())).containsExactly("jpegqual/3/200000.jpg");
    assertThat(jpeg.truth().relevance(0).relevant()).containsExactly(0);
    assertThat(paths(retrieval("copydays-crop-80", root.resolve("cd")).queries()))
        .containsExactly("crops/80/200100.jpg");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> BenchmarkCheck.open(Benchmarks.find("ukbench"), root.resolve("cd")))
        .withMessageContaining("no image below it is named like");
  }

  @Test
  void objectsInFolders() throws IOException {
    tree().images("INSTRE-S1/01a/1.jpg", "INSTRE-S1/01a/2.jpg", "INSTRE-S2/01a/1.jpg");
    assertThat(retrieval("instre").truth().relevance(0).relevant()).containsExactly(1);
  }

  @Test
  void placesByNameOrTable() throws IOException {
    tree()
        .images(
            "database/@100.0@200.0@17@T@.jpg",
            "database/@125.0@200.0@17@T@.jpg",
            "database/@125.1@200.0@17@T@.jpg",
            "queries/@100@200@17@T@.jpg");
    assertThat(retrieval("pitts30k").truth().relevance(0).relevant()).containsExactly(0, 1);
    tree().file("queries.csv", "image,utm_east,utm_north", "q.jpg,150,200");
    var task = retrieval("pitts30k");
    assertThat(paths(task.queries())).containsExactly("queries/q.jpg");
    assertThat(task.truth().relevance(0).relevant()).containsExactly(1, 2);
    tree().images("database/plain.jpg");
    refuses("pitts30k", "its name does not tell its place; name it @EAST@NORTH@");
    tree().file("queries.csv", "image,utm_east,utm_north", "q.jpg,NaN,200");
    refuses("pitts30k", "line 2: \"NaN\" is not finite");
  }

  @Test
  void facesInPairs() throws IOException {
    tree()
        .file(
            "pairs.txt",
            "2\t1",
            "Ada_Lovelace\t1\t2",
            "Ada_Lovelace\t1\tAlan_Turing\t3",
            "Alan_Turing\t3\t4",
            "Ada_Lovelace\t2\tAlan_Turing\t4");
    var task = (Verification) BenchmarkCheck.open(Benchmarks.find("lfw"), root);
    assertThat(task.images()).hasSize(4);
    assertThat(task.images().getFirst())
        .containsExactly(new ImageReference("lfw/Ada_Lovelace/Ada_Lovelace_0001.jpg"));
    var pairs = task.pairs();
    assertThat(pairs.size()).isEqualTo(4);
    assertThat(List.of(pairs.same(0), pairs.same(1), pairs.same(2), pairs.same(3)))
        .containsExactly(true, false, true, false);
    assertThat(List.of(pairs.fold(0), pairs.fold(1), pairs.fold(2), pairs.fold(3)))
        .containsExactly(0, 0, 1, 1);
    assertThat(pairs.first(3)).isEqualTo(1);
    assertThat(pairs.second(3)).isEqualTo(3);
    tree().file("pairs.txt", "2\t1", "Ada\t1\t2");
    refuses("lfw", "it has 1 pairs; its first line promises 2 folds of 1 and 1, which are 4");
    tree().file("pairs.txt", "1", "Ada\t1");
    refuses("lfw", "line 2: it has 2 cells; 3 (name, number, number) or 4");
  }

  @Test
  void facesInTemplates() throws IOException {
    tree()
        .file("meta/ijbc_face_tid_mid.txt", "1.jpg 10 69544", "2.jpg 10 69544", "3.jpg 11 1")
        .file("meta/ijbc_template_pair_label.txt", "10 11 0", "11 11 1");
    var task = (Verification) BenchmarkCheck.open(Benchmarks.find("ijbc"), root);
    assertThat(task.images().getFirst())
        .containsExactly(
            new ImageReference("loose_crop/1.jpg"), new ImageReference("loose_crop/2.jpg"));
    assertThat(task.pairs().same(1)).isTrue();
    tree().file("meta/ijbc_template_pair_label.txt", "10 12 0");
    refuses("ijbc", "line 1: template \"12\" has no images in meta/ijbc_face_tid_mid.txt");
  }

  @Test
  void facesAmongMany() throws IOException {
    String header = "TEMPLATE_ID,SUBJECT_ID,FILENAME,FACE_X,FACE_Y,FACE_WIDTH,FACE_HEIGHT";
    tree()
        .file("protocols/ijbc_1N_gallery_G1.csv", header, "1,7,img/1.jpg,10,20,30,40")
        .file("protocols/ijbc_1N_gallery_G2.csv", header, "2,8,img/2.jpg,0,0,5,5")
        .file(
            "protocols/ijbc_1N_probe_mixed.csv",
            header,
            "3,7,img/3.jpg,0,0,5,5",
            "3,7,frames/3_1.png,0,0,5,5",
            "4,9,img/4.jpg,0,0,5,5");
    var task = (Identification) BenchmarkCheck.open(Benchmarks.find("ijbc-search"), root);
    assertThat(task.galleries()).containsExactly(List.of(0), List.of(1));
    assertThat(task.probes()).containsExactly(2, 3);
    assertThat(task.subjects()).containsExactly("7", "8", "7", "9");
    assertThat(task.templates().getFirst())
        .containsExactly(new ImageReference("images/img/1.jpg", new Box(10, 20, 40, 60)));
    assertThat(task.templates().get(2)).hasSize(2);
    tree().file("protocols/ijbc_1N_probe_mixed.csv", header, "3,7,a,0,0,5,5", "3,8,b,0,0,5,5");
    refuses("ijbc-search", "line 3: template \"3\" is of subject \"8\" here and of \"7\" before");
    tree().file("protocols/ijbc_1N_probe_mixed.csv", header, "3,7,a,0,0,0,5");
    refuses("ijbc-search", "line 2: the face is 0.0 wide");
    tree().file("protocols/ijbc_1N_probe_mixed.csv", header);
    refuses("ijbc-search", "it has no templates");
  }

  @Test
  void goodAndDefectParts() throws IOException {
    tree()
        .images("train/good/1.png", "test/good/2.png", "test/crack/3.png")
        .images("ground_truth/crack/3_mask.png");
    var task = (Anomaly) BenchmarkCheck.open(Benchmarks.find("mvtec"), root);
    assertThat(paths(task.examples())).containsExactly("train/good/1.png");
    assertThat(paths(task.tested())).containsExactly("test/crack/3.png", "test/good/2.png");
    assertThat(task.defects()).containsExactly("crack", "");
    tree().images("test/loose.png");
    refuses("mvtec", "it lies in no folder; put it into test/good or test/DEFECT");
  }

  @Test
  void revisitedOxfordAndParis() throws IOException {
    for (String name : List.of("roxford5k", "rparis6k")) {
      var data = SharedData.find("protocol-revisitop/" + name.substring(1));
      assumeThat(data).as(SharedData.REASON).isPresent();
      var benchmark = Benchmarks.find(name);
      var task = (Retrieval) BenchmarkCheck.open(benchmark, data.orElseThrow());
      assertThat(BenchmarkCheck.differences(benchmark, task)).isEmpty();
      assertThat(task.queries()).noneMatch(query -> query.box().isWhole());
      assertThat(task.gallery()).allMatch(image -> image.box().isWhole());
    }
  }

  @Test
  void theFirstUseIsRemembered() throws IOException {
    tree().images("a/1.jpg", "a/2.jpg");
    var ledger = root.resolve("seen.json");
    var layout = new Layout.ClassFolders("", Set.of());
    var first = ListFingerprint.of(layout.read(root));
    assertThat(first.hash()).hasSize(64);
    assertThat(first.compareAndKeep(ledger, "mine")).isEqualTo(ListFingerprint.Verdict.FIRST_USE);
    assertThat(ListFingerprint.of(layout.read(root)).compareAndKeep(ledger, "mine"))
        .isEqualTo(ListFingerprint.Verdict.SAME);
    tree().images("b/3.jpg");
    assertThat(ListFingerprint.of(layout.read(root)).compareAndKeep(ledger, "mine"))
        .isEqualTo(ListFingerprint.Verdict.CHANGED);
    tree().file("seen.json", "nonsense");
    assertThatExceptionOfType(MalformedFileException.class)
        .isThrownBy(() -> first.compareAndKeep(ledger, "mine"))
        .withMessageContaining("it is no JSON object of names and hashes");
  }

  private Retrieval retrieval(String name) throws IOException {
    return retrieval(name, root);
  }

  private static Retrieval retrieval(String name, Path folder) throws IOException {
    return (Retrieval) BenchmarkCheck.open(Benchmarks.find(name), folder);
  }

  private void refuses(String name, String complaint) {
    assertThatExceptionOfType(MalformedFileException.class)
        .as(name)
        .isThrownBy(() -> BenchmarkCheck.open(Benchmarks.find(name), root))
        .withMessageContaining(complaint);
  }

  private static List<String> paths(List<ImageReference> images) {
    return images.stream().map(ImageReference::path).toList();
  }

  private Tree tree() {
    return new Tree(root);
  }
}
