package dev.eidetic.server.http;

import java.util.LinkedHashMap;
import java.util.Map;

/// What every answer tells browsers: run nothing, load nothing, embed nowhere but what the page
/// needs.
public final class SecurityHeaders {

  private final Map<String, String> headers = new LinkedHashMap<>();

  /// @param scriptHash of the page's one inline script, the import map, as `sha256-…`
  public SecurityHeaders(String scriptHash) {
    headers.put(
        "Content-Security-Policy",
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' '%s'".formatted(scriptHash),
            "style-src 'self'",
            "img-src 'self' blob:",
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types lit-html"));
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    headers.put(
        "Permissions-Policy", "geolocation=(), microphone=(), payment=(), usb=(), camera=()");
  }

  public Map<String, String> all() {
    return headers;
  }
}
