package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.protocol.Difficulty;
import dev.eidetic.evaluate.protocol.RevisitedTruth;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// How the files of a data set say what they are. A layout is a description: it holds names and
/// columns, never data.
///
/// Sealed: a new kind must not compile until it is read here. File names are below the data's
/// folder.
public sealed interface Layout {

  /// Files and folders without which nothing can be read.
  List<String> needs();

  /// Reads the lists, and lists the images.
  ///
  /// @param root the data's folder
  /// @throws dev.eidetic.evaluate.file.MalformedFileException naming file, line, value and remedy
  EvaluationTask read(Path root) throws IOException;

  /// Folders as classes, each image in turn the query.
  ///
  /// @param folder with the classes; blank for the data's own
  /// @param exclude folders to leave out
  record ClassFolders(String folder, Set<String> exclude) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(folder);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return EvaluationTask.Retrieval.of(
          PathPrefix.add(folder, ImageFolders.leaveOneOut(root.resolve(folder), exclude)));
    }
  }

  /// A list with one image per line.
  ///
  /// @param list how it is written
  record ListedImages(ImageList list) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(list.file());
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return EvaluationTask.Retrieval.of(list.read(root));
    }
  }

  /// Structures in a MATLAB file, one per image; each image in turn asks.
  ///
  /// @param file `.mat`
  /// @param variable name of the array of structures
  /// @param image field with the path
  /// @param label field with the number of the class
  /// @param classes numbers of the classes that belong to the split
  record MatStructures(
      String file, String variable, String image, String label, ImageList.ClassRange classes)
      implements Layout {

    @Override
    public List<String> needs() {
      return List.of(file);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return EvaluationTask.Retrieval.of(new MatImages(root.resolve(file), this).read());
    }
  }

  /// A CSV as [ImageTable] reads it.
  record Table(String file, SplitRoles roles) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(file);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return EvaluationTask.Retrieval.of(ImageTable.read(root.resolve(file), roles));
    }
  }

  /// Names that tell class and role by a number in them.
  ///
  /// @param rule how to read a name
  record NumberedNames(NameRule rule) implements Layout {

    @Override
    public List<String> needs() {
      return List.of();
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return rule.read(root);
    }
  }

  /// Places as map coordinates, in file names or a table; right is what was taken nearby.
  ///
  /// @param queries folder with the queries' images
  /// @param gallery folder with the gallery's images
  /// @param radius in metres
  record Places(String queries, String gallery, double radius) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(queries, gallery);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return new PlaceReader(root, queries, gallery, radius).read();
    }
  }

  /// Truth as a table of a query's name and the names of its images.
  ///
  /// @param lists how the tables are written
  record NamedAnswers(AnswerLists lists) implements Layout {

    @Override
    public List<String> needs() {
      return lists.needs();
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return lists.read(root);
    }
  }

  /// GLDv2 recognition: names for queries, examples with names.
  ///
  /// @param solution table with id, landmarks and Usage
  /// @param usages values of Usage that are judged
  /// @param examples table with id and landmark_id
  record NamedLandmarks(String solution, Set<String> usages, String examples) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(solution, examples);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return new LandmarkReader(root, this).read();
    }
  }

  /// LFW's list of pairs.
  ///
  /// @param pairs the list
  /// @param images folder with one folder per person
  record PeoplePairs(String pairs, String images) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(pairs);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return new PairReader(root).lfw(pairs, images);
    }
  }

  /// IJB's templates and pairs of templates.
  ///
  /// @param media table of image, template and medium, separated by blanks
  /// @param pairs table of two templates and 1 or 0, separated by blanks
  /// @param images folder with the images
  record TemplatePairs(String media, String pairs, String images) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(media, pairs);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return new PairReader(root).templates(media, pairs, images);
    }
  }

  /// IJB's search of one template among many: tables of a face per line, `TEMPLATE_ID`,
  /// `SUBJECT_ID`, `FILENAME` and, where the images are whole, `FACE_X`, `FACE_Y`, `FACE_WIDTH`,
  /// `FACE_HEIGHT`.
  ///
  /// @param galleries tables of the people who are known; each is searched by itself
  /// @param probes table of who is looked for
  /// @param images folder with the images
  record TemplateSearch(List<String> galleries, String probes, String images) implements Layout {

    public TemplateSearch {
      galleries = List.copyOf(galleries);
    }

    @Override
    public List<String> needs() {
      return Stream.concat(galleries.stream(), Stream.of(probes)).toList();
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return new TemplateReader(root, this).read();
    }
  }

  /// Annotations in the form of COCO, as iNaturalist publishes its splits; each image in turn asks.
  ///
  /// @param annotations JSON with `images` (id, file_name) and `annotations` (image_id,
  ///   category_id)
  record Annotations(String annotations) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(annotations);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return EvaluationTask.Retrieval.of(new AnnotationReader(root.resolve(annotations)).read());
    }
  }

  /// The medium setup of a revisited benchmark; [dev.eidetic.evaluate.protocol.RevisitedProtocol]
  /// measures all three.
  ///
  /// @param truth `gnd_*.pkl`
  /// @param paths where the images lie
  record Revisited(String truth, PathRule paths) implements Layout {

    @Override
    public List<String> needs() {
      return List.of(truth);
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      var revisited = RevisitedTruth.read(root.resolve(truth));
      return new EvaluationTask.Retrieval(
          revisited.queries().stream()
              .map(query -> new ImageReference(paths.path(query.image()), query.box()))
              .toList(),
          revisited.images().stream().map(name -> new ImageReference(paths.path(name))).toList(),
          revisited.at(Difficulty.MEDIUM));
    }
  }

  /// Good images to learn from, good and bad ones to test: `train/good`, `test/good`,
  /// `test/DEFECT`.
  record Defects() implements Layout {

    @Override
    public List<String> needs() {
      return List.of("train/good", "test");
    }

    @Override
    public EvaluationTask read(Path root) throws IOException {
      return AnomalyReader.read(root);
    }
  }
}
