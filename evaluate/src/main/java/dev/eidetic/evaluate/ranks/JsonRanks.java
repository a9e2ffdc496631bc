package dev.eidetic.evaluate.ranks;

import com.fasterxml.jackson.core.JsonToken;
import dev.eidetic.evaluate.file.JsonFile;
import java.io.IOException;
import java.nio.file.Path;

/// Rankings as `[[3, 1, 2], …]`, or by name as `{"query": ["image", …], …}`. Numbers are ordinals,
/// strings are names.
final class JsonRanks {

  private final Path file;
  private final AnswerCollector answers;

  JsonRanks(Path file, RankFormat format) throws IOException {
    this.file = file;
    this.answers = new AnswerCollector(file, format);
  }

  RankFile read() throws IOException {
    try (var json = JsonFile.open(file)) {
      switch (json.next()) {
        case START_ARRAY -> readRows(json);
        case START_OBJECT -> readNamedRows(json);
        default ->
            throw json.refuse(
                "rankings are an array of arrays, one per query, or an object with one array per"
                    + " query's name");
      }
    }
    return answers.finish();
  }

  private void readRows(JsonFile json) throws IOException {
    while (true) {
      var token = json.next();
      if (token == JsonToken.END_ARRAY) {
        return;
      }
      if (token != JsonToken.START_ARRAY) {
        throw json.refuse(
            "here stands %s; an array of one query's ranks must stand here",
            JsonFile.describe(token));
      }
      readEntries(json);
      answers.endRow();
    }
  }

  private void readNamedRows(JsonFile json) throws IOException {
    while (json.next() == JsonToken.FIELD_NAME) {
      String query = json.text();
      json.expect(JsonToken.START_ARRAY, "an array of the ranks of query \"" + query + "\"");
      readEntries(json);
      answers.endRow(query);
    }
  }

  private void readEntries(JsonFile json) throws IOException {
    while (true) {
      var token = json.next();
      switch (token) {
        case VALUE_NUMBER_INT -> answers.add(json.wholeNumber());
        case VALUE_STRING -> answers.addName(json.text());
        case END_ARRAY -> {
          return;
        }
        default ->
            throw json.refuse(
                "here stands %s; a rank is an ordinal (whole number) or a name (string)",
                JsonFile.describe(token));
      }
    }
  }
}
