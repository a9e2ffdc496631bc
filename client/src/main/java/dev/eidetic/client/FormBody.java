package dev.eidetic.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A `multipart/form-data` body (RFC 7578). The parts are sent as they lie, without a copy.
final class FormBody {

  private final String boundary = "eidetic-" + UUID.randomUUID();
  private final List<byte[]> pieces = new ArrayList<>();

  FormBody field(String name, byte[] content) {
    return part("name=\"%s\"".formatted(escaped(name)), content);
  }

  FormBody file(String name, String fileName, byte[] content) {
    return part(
        "name=\"%s\"; filename=\"%s\"".formatted(escaped(name), escaped(fileName)), content);
  }

  private FormBody part(String names, byte[] content) {
    pieces.add(
        "--%s\r\nContent-Disposition: form-data; %s\r\n\r\n"
            .formatted(boundary, names)
            .getBytes(StandardCharsets.UTF_8));
    pieces.add(content);
    pieces.add("\r\n".getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /// As browsers do it.
  private static String escaped(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  String type() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    var all = new ArrayList<>(pieces);
    all.add("--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
    long length = all.stream().mapToLong(piece -> piece.length).sum();
    return BodyPublishers.fromPublisher(BodyPublishers.ofByteArrays(all), length);
  }
}
