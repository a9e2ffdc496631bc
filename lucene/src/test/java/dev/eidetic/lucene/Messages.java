package dev.eidetic.lucene;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.lucene.util.InfoStream;

/// Keeps what our format says to Lucene's log.
final class Messages extends InfoStream {

  private final List<String> messages = new CopyOnWriteArrayList<>();

  List<String> all() {
    return messages;
  }

  @Override
  public void message(String component, String message) {
    messages.add(message);
  }

  @Override
  public boolean isEnabled(String component) {
    return component.equals("EV");
  }

  @Override
  public void close() {}
}
