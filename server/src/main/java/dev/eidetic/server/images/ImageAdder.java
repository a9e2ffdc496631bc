package dev.eidetic.server.images;

import dev.eidetic.encode.EncodingException;
import dev.eidetic.encode.fetch.FetchRequest;
import dev.eidetic.encode.fetch.FetchRules;
import dev.eidetic.encode.fetch.FetchTimes;
import dev.eidetic.encode.fetch.HttpFetch;
import dev.eidetic.encode.image.ImageRefusedException;
import dev.eidetic.engine.Item;
import dev.eidetic.engine.NewImage;
import dev.eidetic.engine.Refusal;
import dev.eidetic.engine.fields.FieldValue;
import dev.eidetic.engine.ingest.ImagePreparer;
import dev.eidetic.server.collections.ServedCollection;
import dev.eidetic.server.http.Workbench;
import dev.eidetic.server.metrics.ServerMetrics;
import dev.eidetic.server.metrics.Stage;
import dev.eidetic.server.problems.ProblemException;
import dev.eidetic.server.security.PublicAddresses;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Puts images into a collection, one by one. Safe for many threads.
final class ImageAdder {

  private final Workbench workbench;
  private final ServerMetrics metrics;
  private final boolean isFetching;
  private final int maxImageBytes;

  ImageAdder(Workbench workbench, ServerMetrics metrics, boolean isFetching, int maxImageBytes) {
    this.workbench = workbench;
    this.metrics = metrics;
    this.isFetching = isFetching;
    this.maxImageBytes = maxImageBytes;
  }

  /// What became of one image.
  sealed interface Outcome {

    Map<String, Object> json();
  }

  record Added(Item item, Optional<Item> replaced) implements Outcome {

    @Override
    public Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", item.id());
      json.put("status", replaced.isPresent() ? "replaced" : "added");
      return json;
    }
  }

  record Refused(String id, Refusal.Reason reason, String message) implements Outcome {

    @Override
    public Map<String, Object> json() {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", id);
      json.put("status", "refused");
      json.put("reason", reason.label());
      json.put("message", message);
      return json;
    }
  }

  /// An image to add.
  ///
  /// @param id what it shall be called; empty to call it by its content
  /// @param replaces false to refuse it if the id is taken
  record Wanted(
      Optional<String> id, byte[] file, Map<String, FieldValue> fields, boolean replaces) {

    String name() {
      return id.orElseGet(() -> ImagePreparer.sha256(file).substring(0, 16));
    }
  }

  /// Adds one; not committed yet.
  ///
  /// @throws IOException if the disk fails
  Outcome add(ServedCollection.Use use, Wanted wanted) throws Exception {
    String id = wanted.name();
    synchronized (use.lockOf(id)) {
      return add(use, wanted, id);
    }
  }

  private Outcome add(ServedCollection.Use use, Wanted wanted, String id) throws Exception {
    var former = use.collection().get(id);
    if (former.isPresent() && !wanted.replaces()) {
      return new Refused(
          id,
          Refusal.Reason.ID_TAKEN,
          "item \"%s\" exists already; replace=true replaces it".formatted(id));
    }
    boolean isAdded = false;
    try {
      var outcome = put(use, wanted, id, former);
      isAdded = outcome instanceof Added;
      return outcome;
    } finally {
      if (!isAdded) {
        String sha256 = ImagePreparer.sha256(wanted.file());
        use.dropFile(Optional.of(use.uploads().place(sha256)), sha256);
      }
    }
  }

  private Outcome put(ServedCollection.Use use, Wanted wanted, String id, Optional<Item> former)
      throws Exception {
    try (var kept = use.uploads().keep(wanted.file())) {
      var image = new NewImage(id, wanted.file(), kept.path().toString(), wanted.fields());
      var item = workbench.run(() -> metrics.time(Stage.ENCODE, () -> use.collection().put(image)));
      return new Added(item, former);
    } catch (ImageRefusedException e) {
      return new Refused(id, Refusal.Reason.of(e.reason()), String.valueOf(e.getMessage()));
    } catch (EncodingException e) {
      return new Refused(id, Refusal.Reason.NOT_ENCODED, String.valueOf(e.getMessage()));
    }
  }

  /// Gets an image from the web, where that is allowed: only from public addresses, at every hop.
  ///
  /// @throws ProblemException of status 403 if it is not allowed
  byte[] fetch(String address) throws IOException, InterruptedException {
    if (!isFetching) {
      throw ProblemException.forbidden(
          "this server fetches nothing from the web; upload the image, or start it with --allow-fetch");
    }
    var rules = FetchRules.anyWeb().withAddressRule(PublicAddresses::isPublic);
    try (var fetch = new HttpFetch(rules, FetchTimes.FOR_IMAGES)) {
      return fetch.bytes(FetchRequest.of(new URI(address)), maxImageBytes);
    } catch (URISyntaxException e) {
      throw ProblemException.badRequest(
          "\"%s\" is no web address: %s".formatted(address, e.getReason()));
    }
  }
}
