package dev.eidetic.server;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.eidetic.server.http.Dispatcher;
import dev.eidetic.server.problems.Problem;
import dev.eidetic.server.settings.ServerSettings;
import io.helidon.common.configurable.Resource;
import io.helidon.common.pki.Keys;
import io.helidon.common.tls.Tls;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Helidon, set up: limits of connections, headers and time, and problems for what never reaches a
/// route.
final class WebListener {

  private static final int MAX_HEADER_BYTES = 16 << 10;
  private static final int MAX_LINE_BYTES = 8 << 10;

  /// Between two bytes of a request.
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(20);

  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private WebListener() {}

  static WebServer create(ServerSettings settings, Dispatcher dispatcher) {
    var binding = settings.binding();
    var limits = settings.limits();
    var http1 =
        Http1Config.builder()
            .maxHeadersSize(MAX_HEADER_BYTES)
            .maxPrologueLength(MAX_LINE_BYTES)
            .build();
    var builder =
        WebServer.builder()
            .host(binding.host())
            .port(binding.port())
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofSeconds(limits.drainSeconds()))
            .maxTcpConnections(limits.connections())
            .idleConnectionTimeout(IDLE_TIMEOUT)
            .connectionOptions(options -> options.readTimeout(READ_TIMEOUT).tcpNoDelay(true))
            .contentEncoding(encoding -> encoding.contentEncodingsDiscoverServices(false))
            .addProtocol(http1)
            .directHandlers(problems())
            .routing(routing -> routing.any(dispatcher));
    binding.tls().ifPresent(tls -> builder.tls(tls(tls)));
    return builder.build();
  }

  private static Tls tls(ServerSettings.Tls files) {
    var keys =
        Keys.builder()
            .pem(
                pem ->
                    pem.key(Resource.create(files.privateKey()))
                        .certChain(Resource.create(files.certificates())))
            .build();
    return Tls.builder().privateKey(keys).privateKeyCertChain(keys).build();
  }

  private static DirectHandlers problems() {
    var handlers = DirectHandlers.builder();
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(event, WebListener::problem);
    }
    return handlers.build();
  }

  private static DirectHandler.TransportResponse problem(
      DirectHandler.TransportRequest request,
      DirectHandler.EventType event,
      Status status,
      ServerResponseHeaders headers,
      String message) {
    var problem = new Problem(status.code(), "bad-request", detail(status));
    try {
      return DirectHandler.TransportResponse.builder()
          .status(status)
          .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
          .header(HeaderNames.X_CONTENT_TYPE_OPTIONS, "nosniff")
          .keepAlive(false)
          .entity(JSON.std.asBytes(problem.json("none")))
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Never what the parser says: it may quote the request.
  private static String detail(Status status) {
    return status.code() == 500
        ? "the failure is in the server's log"
        : "the request line or the headers cannot be read, or are longer than allowed";
  }

  /// Says why a server did not start.
  static IOException explain(ServerSettings settings, Exception failure) {
    var binding = settings.binding();
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new IOException(
            "port %d of %s cannot be listened on: %s; choose another with --port"
                .formatted(binding.port(), binding.host(), cause.getMessage()),
            failure);
      }
    }
    return failure instanceof IOException io
        ? io
        : new IOException("the server did not start: " + failure.getMessage(), failure);
  }
}
