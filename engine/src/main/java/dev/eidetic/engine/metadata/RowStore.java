package dev.eidetic.engine.metadata;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.FixedBitSet;
import org.apache.lucene.util.IOUtils;
import org.jspecify.annotations.Nullable;

/// Rows by key in a temporary Lucene index: written once, then read by many threads.
final class RowStore implements AutoCloseable {

  private static final String KEY = "key";
  private static final String CELLS = "cells";

  private final Path folder;
  private final Directory directory;
  private final IndexWriter writer;
  private @Nullable DirectoryReader reader;
  private FixedBitSet asked = new FixedBitSet(0);

  RowStore() throws IOException {
    this.folder = Files.createTempDirectory("eidetic-metadata");
    this.directory = FSDirectory.open(folder);
    this.writer = new IndexWriter(directory, new IndexWriterConfig());
  }

  void add(String key, Map<String, Object> cells) throws IOException {
    var document = new Document();
    document.add(new StringField(KEY, key, Store.NO));
    document.add(new StoredField(CELLS, JSON.std.asString(cells)));
    writer.addDocument(document);
  }

  /// Ends writing and begins reading.
  void finish() throws IOException {
    writer.commit();
    var opened = DirectoryReader.open(directory);
    reader = opened;
    asked = new FixedBitSet(Math.max(1, opened.maxDoc()));
  }

  /// The only row of a key; empty if there is none or more than one.
  Optional<Map<String, Object>> find(String key) throws IOException {
    if (reader == null) {
      throw new IllegalStateException("rows are looked up before they are finished");
    }
    var found = new IndexSearcher(reader).search(new TermQuery(new Term(KEY, key)), 2).scoreDocs;
    if (found.length != 1) {
      return Optional.empty();
    }
    int document = found[0].doc;
    synchronized (this) {
      asked.set(document);
    }
    String cells = reader.storedFields().document(document).get(CELLS);
    return Optional.of(JSON.std.mapFrom(cells));
  }

  /// How many rows no look-up has returned yet.
  synchronized long unasked() {
    return reader == null ? 0 : (long) reader.maxDoc() - asked.cardinality();
  }

  @Override
  public void close() throws IOException {
    IOUtils.close(reader, writer, directory);
    try {
      IOUtils.rm(folder);
    } catch (NoSuchFileException _) { // somebody cleaned the temporary folder: as good
      return;
    }
  }
}
