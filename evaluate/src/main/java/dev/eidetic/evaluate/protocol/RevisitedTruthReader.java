package dev.eidetic.evaluate.protocol;

import com.google.errorprone.annotations.FormatMethod;
import dev.eidetic.evaluate.dataset.Box;
import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.pickle.PickleReader;
import dev.eidetic.evaluate.pickle.PickledValue;
import dev.eidetic.evaluate.pickle.PickledValue.Mapping;
import dev.eidetic.evaluate.pickle.PickledValue.Numbers;
import dev.eidetic.evaluate.pickle.PickledValue.Real;
import dev.eidetic.evaluate.pickle.PickledValue.Sequence;
import dev.eidetic.evaluate.pickle.PickledValue.Text;
import dev.eidetic.evaluate.pickle.PickledValue.Whole;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;

/// Finds `imlist`, `qimlist` and `gnd` in plain data.
final class RevisitedTruthReader {

  private final Path file;

  RevisitedTruthReader(Path file) {
    this.file = file;
  }

  RevisitedTruth pickle() throws IOException {
    return truth(new PickleReader().read(file));
  }

  RevisitedTruth json() throws IOException {
    return truth(new JsonValues(file).read());
  }

  private RevisitedTruth truth(PickledValue root) throws IOException {
    if (!(root instanceof Mapping fields)) {
      throw refuse("it holds %s; a dict of imlist, qimlist and gnd is expected", root.describe());
    }
    var images = names(fields, "imlist");
    if (new HashSet<>(images).size() != images.size()) {
      throw refuse("imlist names an image twice");
    }
    var queryImages = names(fields, "qimlist");
    var truths = list(field(fields, "gnd", "the file"), "gnd");
    if (truths.size() != queryImages.size()) {
      throw refuse(
          "qimlist has %d queries, gnd has %d; they must be as many",
          queryImages.size(), truths.size());
    }
    var queries = new ArrayList<RevisitedQuery>();
    for (int i = 0; i < truths.size(); i++) {
      queries.add(query(i, queryImages.get(i), truths.get(i), images.size()));
    }
    return new RevisitedTruth(benchmark(), images, queries);
  }

  private String benchmark() {
    var name = String.valueOf(file.getFileName());
    return name.replaceFirst("^gnd_", "").replaceFirst("\\.(pkl|json)$", "");
  }

  private RevisitedQuery query(int number, String image, PickledValue truth, int gallery)
      throws IOException {
    String subject = "gnd[%d]".formatted(number);
    if (!(truth instanceof Mapping fields)) {
      throw refuse("%s is %s; a dict is expected", subject, truth.describe());
    }
    var taken = new BitSet();
    int[] easy = ordinals(fields, subject, "easy", gallery, taken);
    int[] hard = ordinals(fields, subject, "hard", gallery, taken);
    int[] junk = ordinals(fields, subject, "junk", gallery, taken);
    return new RevisitedQuery(image, box(fields, subject), easy, hard, junk);
  }

  private int[] ordinals(Mapping fields, String subject, String name, int gallery, BitSet taken)
      throws IOException {
    String path = subject + "." + name;
    var values = list(field(fields, name, subject), path);
    var ordinals = new int[values.size()];
    for (int i = 0; i < ordinals.length; i++) {
      if (!(values.get(i) instanceof Whole(long ordinal)) || ordinal < 0 || ordinal >= gallery) {
        throw refuse(
            "%s[%d] is %s; an int from 0 to %d is expected",
            path, i, values.get(i).describe(), gallery - 1);
      }
      if (taken.get((int) ordinal)) {
        throw refuse(
            "%s[%d] is %d, which was listed before; an image is one of easy, hard and junk",
            path, i, ordinal);
      }
      taken.set((int) ordinal);
      ordinals[i] = (int) ordinal;
    }
    return ordinals;
  }

  private Box box(Mapping fields, String subject) throws IOException {
    var found = fields.get("bbx");
    if (found.isEmpty()) {
      return Box.WHOLE;
    }
    var values = list(found.get(), subject + ".bbx");
    if (values.size() != 4) {
      throw refuse("%s.bbx has %d numbers; it must have 4", subject, values.size());
    }
    try {
      return new Box(
          number(values.get(0), subject),
          number(values.get(1), subject),
          number(values.get(2), subject),
          number(values.get(3), subject));
    } catch (IllegalArgumentException e) {
      throw refuse("%s.bbx: %s", subject, String.valueOf(e.getMessage())).causedBy(e);
    }
  }

  private double number(PickledValue value, String subject) throws IOException {
    return switch (value) {
      case Whole(long whole) -> whole;
      case Real(double real) when Double.isFinite(real) -> real;
      default -> throw refuse("%s.bbx has %s; a number is expected", subject, value.describe());
    };
  }

  private List<String> names(Mapping fields, String name) throws IOException {
    var names = new ArrayList<String>();
    for (var value : list(field(fields, name, "the file"), name)) {
      if (!(value instanceof Text(var text))) {
        throw refuse("%s[%d] is %s; a str is expected", name, names.size(), value.describe());
      }
      names.add(text);
    }
    return names;
  }

  private PickledValue field(Mapping fields, String name, String subject) throws IOException {
    var value = fields.get(name);
    if (value.isEmpty()) {
      boolean original = name.equals("easy") && fields.get("ok").isPresent();
      throw refuse(
          "%s has no \"%s\"%s",
          subject,
          name,
          original
              ? ": this is the truth of the original benchmark; fetch gnd_roxford5k.pkl or"
                  + " gnd_rparis6k.pkl"
              : "");
    }
    return value.get();
  }

  /// A list, or an array of numbers of one axis.
  private List<PickledValue> list(PickledValue value, String subject) throws IOException {
    if (value instanceof Sequence(var items)) {
      return items;
    }
    if (value instanceof Numbers(var array) && array.shape().length == 1) {
      var items = new ArrayList<PickledValue>(array.size());
      for (int i = 0; i < array.size(); i++) {
        items.add(array.type().whole() ? new Whole(array.wholeAt(i)) : new Real(array.realAt(i)));
      }
      return items;
    }
    throw refuse("%s is %s; a list is expected", subject, value.describe());
  }

  @FormatMethod
  private MalformedFileException refuse(String message, Object... values) {
    return new MalformedFileException(file, message, values);
  }
}
