package dev.eidetic.encode.store;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.regex.Pattern;

/// A model on Hugging Face: `hf:owner/name` or `hf:owner/name@revision`.
///
/// @param repository owner and name
/// @param revision a branch, a tag or a commit; `main` unless stated
public record HubModel(String repository, String revision) {

  private static final Pattern ADDRESS = Pattern.compile("hf:([^@]+)(?:@(.+))?");
  private static final Pattern REVISION = Pattern.compile("[A-Za-z0-9._/-]{1,200}");

  public HubModel {
    require(
        repository.indexOf('/') > 0,
        "repository \"%s\" has no owner; write hf:owner/name, as in the address of its page",
        repository);
    var _ = new ModelName(repository); // the same letters are allowed in both
    require(
        REVISION.matcher(revision).matches() && !revision.contains(".."),
        "revision \"%s\" is not allowed; it must be a branch, a tag or a commit",
        revision);
  }

  /// @param address as users write it
  public static HubModel parse(String address) {
    var parts = ADDRESS.matcher(address);
    require(
        parts.matches(),
        "\"%s\" is no model address; it must look like hf:owner/name or hf:owner/name@revision",
        address);
    var revision = parts.group(2);
    return new HubModel(parts.group(1), revision == null ? "main" : revision);
  }

  /// The address as users write it.
  @Override
  public String toString() {
    return "hf:%s@%s".formatted(repository, revision);
  }
}
