package dev.eidetic.server;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/// A server in a process of its own, which says its address and serves until it is killed.
final class KilledServer {

  private KilledServer() {}

  public static void main(String[] arguments) throws Exception {
    try (var server = TestServer.open(Path.of(arguments[0]));
        var out =
            new PrintStream(
                new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      out.println(server.uri("/"));
      new CountDownLatch(1).await();
    }
  }
}
