package dev.eidetic.evaluate.dataset;

import com.fasterxml.jackson.core.JsonToken;
import dev.eidetic.evaluate.file.JsonFile;
import dev.eidetic.evaluate.file.MalformedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reads images and categories from COCO's JSON, token by token.
final class AnnotationReader {

  private final Path file;
  private final Map<Integer, String> names = new LinkedHashMap<>();
  private final Map<Integer, Integer> categories = new LinkedHashMap<>();

  AnnotationReader(Path file) {
    this.file = file;
  }

  LabelledImages read() throws IOException {
    try (var json = JsonFile.open(file)) {
      json.expect(JsonToken.START_OBJECT, "an object with images and annotations");
      while (json.next() == JsonToken.FIELD_NAME) {
        String part = json.text();
        var token = json.next();
        if (part.equals("images") || part.equals("annotations")) {
          if (token != JsonToken.START_ARRAY) {
            throw json.refuse("\"%s\" is %s; it must be an array", part, JsonFile.describe(token));
          }
          readEntries(json, part.equals("images"));
        } else {
          json.skip();
        }
      }
    }
    return labelled();
  }

  private void readEntries(JsonFile json, boolean images) throws IOException {
    for (var token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
      if (token != JsonToken.START_OBJECT) {
        throw json.refuse("here stands %s; an object is expected", JsonFile.describe(token));
      }
      readEntry(json, images);
    }
  }

  private void readEntry(JsonFile json, boolean image) throws IOException {
    int id = -1;
    int category = -1;
    String name = "";
    for (var token = json.next(); token != JsonToken.END_OBJECT; token = json.next()) {
      String field = json.text();
      json.next();
      if (field.equals(image ? "id" : "image_id")) {
        id = json.wholeNumber();
      } else if (!image && field.equals("category_id")) {
        category = json.wholeNumber();
      } else if (image && field.equals("file_name")) {
        name = json.text();
      } else {
        json.skip();
      }
    }
    if (id < 0 || (image ? name.isEmpty() : category < 0)) {
      throw json.refuse(
          image
              ? "an image lacks its id or file_name"
              : "an annotation lacks its image_id or category_id");
    }
    if (image) {
      names.put(id, name);
    } else {
      categories.put(id, category);
    }
  }

  private LabelledImages labelled() throws MalformedFileException {
    var images = new ArrayList<LabelledImage>(names.size());
    for (var entry : names.entrySet()) {
      Integer category = categories.get(entry.getKey());
      if (category == null) {
        throw new MalformedFileException(
            file,
            "image %d (%s) has no category; is this the list of a test set without labels?",
            entry.getKey(),
            entry.getValue());
      }
      images.add(new LabelledImage(entry.getValue(), category.toString(), ImageRole.BOTH));
    }
    if (images.isEmpty()) {
      throw new MalformedFileException(file, "it lists no images");
    }
    return new LabelledImages(images);
  }
}
