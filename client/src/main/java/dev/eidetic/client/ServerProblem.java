package dev.eidetic.client;

import java.io.IOException;

/// The server refused or failed; it says why (RFC 9457).
public final class ServerProblem extends IOException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  ServerProblem(int status, String code, String detail) {
    super(detail);
    this.status = status;
    this.code = code;
  }

  /// Of HTTP, such as 404.
  public int status() {
    return status;
  }

  /// For programs, such as `not-found`.
  public String code() {
    return code;
  }

  /// True if the same request may succeed a little later.
  public boolean isTemporary() {
    return status == 429 || status == 503;
  }
}
