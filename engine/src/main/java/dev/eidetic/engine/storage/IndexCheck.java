package dev.eidetic.engine.storage;

import dev.eidetic.engine.EngineException.NotFoundException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.CheckIndex;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;

/// Lucene's own check of its files: checksums, then every structure.
public final class IndexCheck {

  private IndexCheck() {}

  /// What is damaged, a sentence each; none if all is whole.
  ///
  /// @throws NotFoundException if the folder holds no collection
  public static List<String> damage(Path folder) throws IOException {
    if (!ItemStores.exists(folder)) {
      throw new NotFoundException("%s holds no collection".formatted(folder));
    }
    var damage = new ArrayList<String>();
    var log = new ByteArrayOutputStream();
    try (var directory = FSDirectory.open(ItemStores.indexFolder(folder));
        var check = new CheckIndex(directory, new NoLock());
        var out = new PrintStream(log, true, StandardCharsets.UTF_8)) {
      check.setInfoStream(out);
      var status = check.checkIndex();
      if (status.missingSegments) {
        damage.add("the list of segments in %s cannot be read".formatted(folder));
      } else if (!status.clean) {
        damage.add(
            "%d of %d segments are damaged, and %,d items with them: %s"
                .formatted(
                    status.numBadSegments,
                    status.numSegments,
                    status.totLoseDocCount,
                    firstFailure(log.toString(StandardCharsets.UTF_8))));
      }
    } catch (CheckIndex.CheckIndexException e) {
      damage.add("Lucene's check failed: " + e.getMessage());
    }
    return damage;
  }

  private static String firstFailure(String log) {
    return log.lines()
        .map(String::trim)
        .filter(line -> line.contains("Exception") && !line.startsWith("at "))
        .findFirst()
        .orElse("see Lucene's CheckIndex");
  }

  /// The check only reads, and commits are immutable: a writer may go on meanwhile.
  private static final class NoLock extends Lock {

    @Override
    public void ensureValid() {}

    @Override
    public void close() {}
  }
}
