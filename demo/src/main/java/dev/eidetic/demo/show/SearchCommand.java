package dev.eidetic.demo.show;

import dev.eidetic.engine.Example;
import dev.eidetic.engine.SearchRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Command lines for a POSIX shell.
///
/// @param program as the user calls it, such as `./eidetic`
/// @param collection as the user would type its folder
record SearchCommand(String program, String collection) {

  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  /// The command that makes a search by items.
  String of(SearchRequest request) {
    var words = new ArrayList<String>(List.of("search", "--collection", collection));
    boolean isSingle = request.examples().size() == 1;
    for (var weighted : request.examples()) {
      if (weighted.example() instanceof Example.OfItem(String id)) {
        if (!isSingle) {
          words.add(weighted.weight() > 0 ? "--like" : "--unlike");
        }
        words.add(id);
      }
    }
    if (!request.where().isEmpty()) {
      words.add("--where");
      words.add(request.where());
    }
    words.add("--count");
    words.add(Integer.toString(request.count()));
    return line(words);
  }

  /// A command of any words, quoted where the shell would take them apart.
  String line(List<String> words) {
    var line = new StringBuilder(quote(program));
    words.forEach(word -> line.append(' ').append(quote(word)));
    return line.toString();
  }

  private static String quote(String word) {
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
