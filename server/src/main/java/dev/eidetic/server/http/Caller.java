package dev.eidetic.server.http;

/// Who asks.
///
/// @param name of the key, or `anonymous`
public record Caller(String name, Access access) {

  /// Somebody without a key.
  public static Caller anonymous(Access access) {
    return new Caller("anonymous", access);
  }
}
