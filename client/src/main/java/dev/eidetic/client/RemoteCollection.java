package dev.eidetic.client;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One collection of a server. Any number of threads may use one.
public final class RemoteCollection {

  private final Wire wire;
  private final String path;

  RemoteCollection(Wire wire, String name) {
    this.wire = wire;
    this.path = "/v1/collections/" + Wire.encoded(name);
  }

  /// Items, model and dimension.
  ///
  /// @throws ServerProblem of code `not-found` if it does not exist
  public CollectionStats stats() throws IOException, InterruptedException {
    return Answers.stats(wire.get(path));
  }

  /// Deletes the collection with all its files.
  public void delete() throws IOException, InterruptedException {
    wire.delete(path);
  }

  /// Adds one image; it survives a crash of the server when this returns.
  ///
  /// @param file the bytes of an image file
  /// @throws ServerProblem if it is refused; the code says why, such as `not-an-image`
  public AddOutcome add(String id, byte[] file, Map<String, ?> fields)
      throws IOException, InterruptedException {
    return put(id, file, fields, false);
  }

  /// Adds one image, or replaces the item of its id.
  public AddOutcome replace(String id, byte[] file, Map<String, ?> fields)
      throws IOException, InterruptedException {
    return put(id, file, fields, true);
  }

  private AddOutcome put(String id, byte[] file, Map<String, ?> fields, boolean replaces)
      throws IOException, InterruptedException {
    String query =
        "?id=%s&replace=%s&fields=%s"
            .formatted(Wire.encoded(id), replaces, Wire.encoded(JSON.std.asString(fields)));
    return Answers.outcome(
        wire.send(
            "POST",
            path + "/images" + query,
            "application/octet-stream",
            BodyPublishers.ofByteArray(file)));
  }

  /// Adds several images at once; refused ones do not keep others out.
  ///
  /// @param files image files by id
  public List<AddOutcome> addAll(Map<String, byte[]> files)
      throws IOException, InterruptedException {
    var form = new FormBody();
    files.forEach((id, file) -> form.file("file", id, file));
    var answer = wire.send("POST", path + "/images", form.type(), form.publisher());
    return Answers.list(answer, "results").stream().map(Answers::outcome).toList();
  }

  /// The item of an id, if it exists.
  public Optional<RemoteItem> get(String id) throws IOException, InterruptedException {
    try {
      return Optional.of(Answers.item(wire.get(image(id))));
    } catch (ServerProblem e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /// Items that pass a filter, latest first.
  ///
  /// @param where a filter in Lucene's syntax; empty for all
  public List<RemoteItem> list(String where, int offset, int count)
      throws IOException, InterruptedException {
    var answer =
        wire.get(
            "%s/images?where=%s&offset=%d&count=%d"
                .formatted(path, Wire.encoded(where), offset, count));
    return Answers.list(answer, "images").stream().map(Answers::item).toList();
  }

  /// Changes fields of an item; others stay.
  public RemoteItem update(String id, Map<String, ?> fields)
      throws IOException, InterruptedException {
    return Answers.item(wire.send("PATCH", image(id), Map.of("fields", fields)));
  }

  /// Deletes an item.
  ///
  /// @throws ServerProblem of code `not-found` if it does not exist
  public void delete(String id) throws IOException, InterruptedException {
    wire.delete(image(id));
  }

  /// An item's picture as a JPEG file.
  ///
  /// @param side longest side in pixels, rounded up to a size that the server makes
  public byte[] thumbnail(String id, int side) throws IOException, InterruptedException {
    return wire.content(image(id) + "/thumbnail?side=" + side);
  }

  /// Finds the items nearest to the examples, best first.
  public List<RemoteHit> search(SearchQuery query) throws IOException, InterruptedException {
    var pictures = new LinkedHashMap<String, byte[]>();
    var request = query.json(pictures);
    var answer =
        pictures.isEmpty()
            ? wire.send("POST", path + "/search", request)
            : searchWithPictures(request, pictures);
    return Answers.list(answer, "hits").stream().map(Answers::hit).toList();
  }

  /// What a picture and an item have in common, and where.
  ///
  /// @param file the bytes of an image file
  /// @throws ServerProblem of code `not-found` if the item does not exist
  public RemoteMatch match(String id, byte[] file) throws IOException, InterruptedException {
    return Answers.match(
        wire.send(
            "POST",
            image(id) + "/match",
            "application/octet-stream",
            BodyPublishers.ofByteArray(file)));
  }

  /// What two items have in common, and where.
  ///
  /// @param id of the item that is looked at
  /// @param query of the one that asks
  public RemoteMatch match(String id, String query) throws IOException, InterruptedException {
    return Answers.match(wire.send("POST", image(id) + "/match", Map.of("id", query)));
  }

  private Map<String, Object> searchWithPictures(
      Map<String, Object> request, Map<String, byte[]> pictures)
      throws IOException, InterruptedException {
    var form = new FormBody().field("request", JSON.std.asBytes(request));
    pictures.forEach((name, file) -> form.file(name, name, file));
    return wire.send("POST", path + "/search", form.type(), form.publisher());
  }

  private String image(String id) {
    return path + "/images/" + Wire.encoded(id);
  }
}
