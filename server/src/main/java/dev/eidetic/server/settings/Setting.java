package dev.eidetic.server.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Everything that can be set, under one name in the file, the environment and on the command line.
public enum Setting {
  HOST("address or name to listen on"),
  PORT("port to listen on, 0 for any free one"),
  PUBLIC_HOST("name that clients call the server by; several separated by commas"),
  CORS_ORIGIN(
      "origin of other pages that may ask, such as https://shop.example; several separated by commas"),
  INSECURE("true to serve everybody in the network without keys"),
  KEYS("file of API keys"),
  TLS_CERTIFICATE("certificate chain in PEM"),
  TLS_KEY("private key in PEM, PKCS #8"),
  COLLECTION("folder of a collection; several separated by commas"),
  DATA("folder for new collections"),
  ALLOW_FOLDER("folder that clients may have taken in; several separated by commas"),
  ALLOW_FETCH("true to let clients have images fetched from the public web"),
  FEATURES("ONNX graph of local features; RootSIFT unless said"),
  CROSS_ENCODER("ONNX graph that the stage cross asks; eidetic-cross unless said"),
  MAX_IMAGE("largest image, such as 32MB"),
  MAX_UPLOAD("largest request with several images, such as 4GB"),
  MAX_PIXELS("most pixels of one image, such as 60000000"),
  RATE("requests per second of one caller"),
  AT_ONCE("requests of one caller at the same time"),
  QUEUE("requests that wait for a core"),
  SHADOW_SHARE(
      "share of searches that are asked once more, exactly and in the background, to know their recall; 0 to 1"),
  CONNECTIONS("open connections"),
  DRAIN("seconds for running requests when the server stops");

  private final String description;

  Setting(String description) {
    this.description = description;
  }

  public String description() {
    return description;
  }

  /// In the file, and after two dashes on the command line, such as `max-image`.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// In the environment, such as `EIDETIC_SERVE_MAX_IMAGE`.
  public String variable() {
    return "EIDETIC_SERVE_" + name();
  }

  static Optional<Setting> ofLabel(String label) {
    return Arrays.stream(values()).filter(setting -> setting.label().equals(label)).findFirst();
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(Setting::label).toList();
  }
}
