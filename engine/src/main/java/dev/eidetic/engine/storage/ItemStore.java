package dev.eidetic.engine.storage;

import dev.eidetic.encode.EmbeddingSpace;
import dev.eidetic.engine.EngineException.BusyException;
import dev.eidetic.engine.EngineException.ConflictException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.FieldType;
import dev.eidetic.engine.fields.Schema;
import dev.eidetic.lucene.SegmentSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// The Lucene index of a collection: one writer at a time among all processes, opened with the
/// first write; readers that never block it.
///
/// Any number of threads may use it at once.
public final class ItemStore implements AutoCloseable {

  private final Path folder;
  private final Generation generation;
  private final boolean isNext;
  private final Directory directory;
  private final SegmentSettings settings;
  private final CurrentReader reader;
  private CommitData data;
  private @Nullable IndexWriter writer;
  private long rollbacks;
  private boolean isClosed;

  /// @param isNext whether it is the store beside the current one
  /// @param reader is closed with this, and so is the directory
  ItemStore(
      Path folder,
      Generation generation,
      boolean isNext,
      Directory directory,
      SegmentSettings settings,
      DirectoryReader reader,
      CommitData data) {
    this.folder = folder;
    this.generation = generation;
    this.isNext = isNext;
    this.directory = directory;
    this.settings = settings;
    this.reader = new CurrentReader(reader);
    this.data = data;
  }

  /// Which of the two indexes of a folder it is.
  Generation generation() {
    return generation;
  }

  Path folder() {
    return folder;
  }

  public EmbeddingSpace space() {
    return currentData().space();
  }

  /// When the collection was made.
  public Instant created() {
    return currentData().created();
  }

  /// The fields that items may have, the latest additions of this process included.
  public Schema schema() {
    return currentData().schema();
  }

  private synchronized CommitData currentData() {
    return data;
  }

  /// Adds fields to the schema; it reaches the disk with the next [#commit].
  ///
  /// @throws ConflictException if a field has another type already
  public synchronized void extendSchema(Map<String, FieldType> fields) throws IOException {
    var schema = data.schema().with(fields);
    if (!schema.equals(data.schema())) {
      var open = writer(); // first: another process may have changed the schema before us
      data = data.with(data.schema().with(fields));
      open.setLiveCommitData(data.write().entrySet());
    }
  }

  /// Takes the writer now, so that a second writer is refused before it does any work.
  ///
  /// @throws BusyException if another process or another open collection writes
  public synchronized void lockForWriting() throws IOException {
    writer();
  }

  /// Adds an item or replaces the one with its id; a refusal of that id is forgotten.
  public void put(Item item, float[] vector) throws IOException {
    var document = ItemDocument.of(item, vector, currentData().schema());
    write(
        open -> {
          open.updateDocument(new Term(ItemDocument.ITEM_ID, item.id()), document);
          open.deleteDocuments(new Term(RefusalDocument.REFUSED_ID, item.id()));
        });
  }

  /// Deletes an item, if it exists.
  public void remove(String id) throws IOException {
    write(open -> open.deleteDocuments(new Term(ItemDocument.ITEM_ID, id)));
  }

  /// Deletes the items that pass a filter.
  public void removeMatching(Query filter) throws IOException {
    write(open -> open.deleteDocuments(StoreSnapshot.itemsThatPass(Optional.of(filter))));
  }

  /// Records that a file was refused; an item of that id stays.
  public void refuse(Refusal refusal) throws IOException {
    var document = RefusalDocument.of(refusal);
    write(
        open -> open.updateDocument(new Term(RefusalDocument.REFUSED_ID, refusal.id()), document));
  }

  /// Forgets a refusal, if there is one.
  public void forgetRefusal(String id) throws IOException {
    write(open -> open.deleteDocuments(new Term(RefusalDocument.REFUSED_ID, id)));
  }

  /// Makes everything written so far survive a crash of the process or the machine.
  public void commit() throws IOException {
    writeAndShow(IndexWriter::commit);
  }

  /// Merges everything into one segment and commits.
  public void compact() throws IOException {
    writeAndShow(
        open -> {
          open.forceMerge(1);
          open.commit();
        });
  }

  /// Commits, and opens what was committed before anybody asks for it.
  private void writeAndShow(Writing committing) throws IOException {
    long written = reader.freshness().writtenNow();
    write(
        open -> {
          committing.run(open);
          reader.renew(open);
        });
    reader.freshness().committed(written);
  }

  /// Forgets everything written since the last commit.
  public synchronized void discardUncommitted() throws IOException {
    if (writer != null) {
      writer.rollback();
      returnToLastCommit();
    }
  }

  /// How often writes since the last commit were lost: a commit between two equal answers has saved
  /// all that was written before it.
  public synchronized long rollbacks() {
    return rollbacks;
  }

  /// What has been written until now, committed or not (of other processes: committed), unchanging
  /// until closed. Not for each search: see [#recent].
  public StoreSnapshot snapshot() throws IOException {
    return snapshot(CurrentReader::renew);
  }

  /// The same, but what other threads have written in the last two seconds and not committed may be
  /// missing. That makes it cheap while much is being written.
  public StoreSnapshot recent() throws IOException {
    return snapshot(CurrentReader::renewIfDue);
  }

  private interface Renewal {
    void of(CurrentReader reader, IndexWriter writer) throws IOException;
  }

  /// Who only reads does not hold up others while something is opened anew.
  private StoreSnapshot snapshot(Renewal renewal) throws IOException {
    @Nullable IndexWriter open;
    synchronized (this) {
      requireOpen();
      open = hasOpenWriter() ? writer : null;
      if (open == null) {
        renewFromDisk();
      }
    }
    if (open != null) {
      try {
        renewal.of(reader, open);
      } catch (AlreadyClosedException e) { // given up meanwhile: what was committed remains
        requireGivenUp(open, e);
      }
    }
    synchronized (this) {
      requireOpen();
      return new StoreSnapshot(folder, reader.borrowed(), data.schema());
    }
  }

  private synchronized void requireGivenUp(IndexWriter former, AlreadyClosedException failure) {
    requireOpen();
    if (former.equals(writer) && former.isOpen()) {
      throw failure;
    }
  }

  private void renewFromDisk() throws IOException {
    if (reader.renew() && writer == null) {
      var now = reader.borrowed();
      try {
        data = CommitData.read(folder.toString(), now.getIndexCommit().getUserData());
      } finally {
        now.decRef();
      }
    }
  }

  /// Commits and releases everything.
  @Override
  public void close() throws IOException {
    synchronized (this) {
      if (isClosed) {
        return;
      }
    }
    try {
      if (hasOpenWriter()) {
        write(IndexWriter::commit);
      }
    } finally {
      release();
    }
  }

  private synchronized boolean hasOpenWriter() throws IOException {
    discardBrokenWriter();
    return writer != null && writer.isOpen();
  }

  private synchronized void release() throws IOException {
    isClosed = true;
    IOUtils.close(writer, reader, directory);
  }

  /// After a tragedy such as a full disk Lucene's writer can only be given up; all up to the last
  /// commit is intact.
  private void discardBrokenWriter() throws IOException {
    if (writer != null && writer.getTragicException() != null) {
      writer.rollback();
      returnToLastCommit();
    }
  }

  /// The reader may be of the writer that was given up and then opens nothing any more.
  private void returnToLastCommit() throws IOException {
    rollbacks++;
    writer = null;
    var committed = DirectoryReader.open(directory);
    reader.replace(committed);
    data = CommitData.read(folder.toString(), committed.getIndexCommit().getUserData());
  }

  private interface Writing {
    void run(IndexWriter open) throws IOException;
  }

  private void write(Writing writing) throws IOException {
    IndexWriter open;
    synchronized (this) {
      open = writer();
    }
    try {
      writing.run(open);
      reader.freshness().written();
    } catch (IOException | IllegalStateException e) { // AlreadyClosedException is one
      var failure = new WriteFailure(folder, open, e).asException();
      giveUp(open, failure);
      throw failure;
    }
  }

  /// After a failed write the collection is again what was committed last; the next write begins
  /// with a new writer.
  private synchronized void giveUp(IndexWriter failed, IOException failure) {
    try {
      failed.rollback();
      if (failed.equals(writer)) {
        returnToLastCommit();
      }
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(e);
    }
  }

  private IndexWriter writer() throws IOException {
    requireOpen();
    discardBrokenWriter();
    if (writer == null || !writer.isOpen()) {
      writer = WriterSettings.open(folder, directory, data.space().dimension(), settings);
      requireCurrent(writer);
      // Another process may have committed since this store was opened.
      reader.renew(writer);
      var committed = Map.copyOf(asMap(writer.getLiveCommitData()));
      data = CommitData.read(folder.toString(), committed);
    }
    return writer;
  }

  /// What is written to vectors that count no more would be lost. Whoever makes others count holds
  /// the lock that has just been taken.
  private void requireCurrent(IndexWriter opened) throws IOException {
    if (!isNext && !Generation.current(folder).equals(generation)) {
      writer = null;
      opened.rollback();
      throw new ConflictException(
          "collection %s has got other vectors since it was opened (eidetic migrate); open it again"
              .formatted(folder));
    }
  }

  private static Map<String, String> asMap(Iterable<Map.Entry<String, String>> entries) {
    var map = new HashMap<String, String>();
    entries.forEach(entry -> map.put(entry.getKey(), entry.getValue()));
    return map;
  }

  private void requireOpen() {
    if (isClosed) {
      throw new IllegalStateException("collection %s is closed".formatted(folder));
    }
  }
}
