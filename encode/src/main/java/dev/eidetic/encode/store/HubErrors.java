package dev.eidetic.encode.store;

import dev.eidetic.encode.fetch.FetchException;
import dev.eidetic.encode.fetch.StatusException;
import dev.eidetic.encode.store.ModelStoreException.Kind;
import java.io.IOException;

/// Says in words what a refusal of Hugging Face means.
///
/// The header `X-Error-Code` is more exact than the status: without a token the site answers 401
/// for repositories that do not exist, so as not to betray private ones.
final class HubErrors {

  private HubErrors() {}

  /// @return what to throw instead; the failure itself if there is nothing better to say
  static IOException explain(FetchException failure, HubModel model, HubSettings settings) {
    if (!(failure instanceof StatusException status)) {
      return failure;
    }
    var page = settings.endpoint() + "/" + model.repository();
    var code = status.header("X-Error-Code").orElse("");
    boolean hasToken = settings.token().isPresent();
    return switch (code.isEmpty() ? String.valueOf(status.status()) : code) {
      case "GatedRepo" ->
          failure(
              Kind.FORBIDDEN,
              "repository %s is gated: accept its terms at %s, then %s"
                  .formatted(
                      model.repository(),
                      page,
                      hasToken
                          ? "check that HF_TOKEN belongs to the same account"
                          : "set HF_TOKEN to a token of your account"),
              status);
      case "RevisionNotFound" ->
          failure(
              Kind.NOT_FOUND,
              "repository %s has no revision \"%s\"; see %s/tree/main for its branches and tags"
                  .formatted(model.repository(), model.revision(), page),
              status);
      case "EntryNotFound" ->
          failure(
              Kind.NOT_FOUND,
              "repository %s lists a file that it does not have (%s)"
                  .formatted(model.repository(), status.getMessage()),
              status);
      case "RepoNotFound", "401", "404" ->
          failure(
              Kind.NOT_FOUND,
              "repository %s was not found at %s (status %d): is the name right? %s"
                  .formatted(
                      model.repository(),
                      settings.endpoint(),
                      status.status(),
                      hasToken
                          ? "If it is private, HF_TOKEN must be valid and belong to somebody who may read it"
                          : "Private repositories need HF_TOKEN"),
              status);
      case "403" ->
          failure(
              Kind.FORBIDDEN,
              "%s refuses access to repository %s (status 403): %s"
                  .formatted(
                      settings.endpoint(),
                      model.repository(),
                      hasToken
                          ? "HF_TOKEN lacks the permission to read it"
                          : "it may need HF_TOKEN, or accepted terms at " + page),
              status);
      default -> failure;
    };
  }

  private static ModelStoreException failure(Kind kind, String message, StatusException cause) {
    return new ModelStoreException(kind, message, cause);
  }
}
