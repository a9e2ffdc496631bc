package dev.eidetic.encode.fetch;

import dev.eidetic.encode.fetch.FetchException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/// Downloads files whose size and hash are known, and continues where an earlier run ended.
///
/// What has arrived lies beside the target in `NAME.part`, its version in `NAME.part.etag`; both
/// stay when the download fails or is interrupted, and go when it succeeds or the hash is wrong.
/// The target appears at once and complete. One thread per target.
public final class FileDownload {

  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");

  /// Less than this between two failures does not count as progress, or a server that sends one
  /// byte at a time would be asked for ever.
  private static final long PROGRESS_BYTES = 1 << 20;

  private final HttpFetch fetch;
  private final RetryPolicy retryPolicy;

  public FileDownload(HttpFetch fetch, RetryPolicy retryPolicy) {
    this.fetch = fetch;
    this.retryPolicy = retryPolicy;
  }

  /// One file to get.
  ///
  /// @param label what the progress calls it
  /// @param target where it goes; its folder exists
  public record Job(String label, FetchRequest request, ContentCheck check, Path target) {}

  /// Gets one file.
  ///
  /// @return the hashes of what is now at the target
  /// @throws FetchException if it does not arrive or is not what was published
  /// @throws IOException if the disk refuses
  /// @throws InterruptedException when interrupted; the part stays and is continued next time
  public FileHashes run(Job job, DownloadProgress progress)
      throws IOException, InterruptedException {
    var part = new PartFile(job.target());
    try {
      var retries = new Retries(retryPolicy, job.label(), progress);
      while (part.bytes() != job.check().bytes() || !part.exists()) {
        long before = part.bytes();
        try {
          attempt(job, part, progress);
        } catch (FetchException e) {
          if (part.bytes() - before >= PROGRESS_BYTES) {
            retries.progressed();
          }
          retries.waitAfter(e);
        }
      }
      return finish(job, part);
    } catch (ClosedByInterruptException _) {
      Thread.interrupted(); // the exception says it from here on
      throw new InterruptedException("interrupted while downloading " + job.label());
    }
  }

  private void attempt(Job job, PartFile part, DownloadProgress progress)
      throws IOException, InterruptedException {
    var request = job.request();
    long have = part.bytes();
    var etag = part.etag();
    boolean resumes = 0 < have && have < job.check().bytes() && etag.isPresent();
    if (resumes) {
      request =
          request
              .withHeader("Range", "bytes=%d-".formatted(have))
              .withHeader("If-Range", etag.orElseThrow());
    }
    try (var response = fetch.open(request)) {
      switch (response.status()) {
        case 200 -> {
          part.delete();
          receive(job, part, response, 0, progress);
        }
        case 206 -> {
          if (!resumes || !continues(response, have, job.check().bytes())) {
            part.delete();
            throw new FetchException(
                Kind.CONNECTION,
                "%s answered with the range \"%s\" instead of the one from byte %d on; starting over"
                    .formatted(
                        FetchRules.show(response.uri()),
                        response.header("Content-Range").orElse(""),
                        have));
          }
          receive(job, part, response, have, progress);
        }
        case 416 -> {
          part.delete();
          throw new FetchException(
              Kind.CONNECTION,
              "%s has no bytes from %d on; starting over"
                  .formatted(FetchRules.show(response.uri()), have));
        }
        default -> throw response.asFailure();
      }
    }
  }

  private static void receive(
      Job job, PartFile part, FetchResponse response, long have, DownloadProgress progress)
      throws IOException, InterruptedException {
    long total = job.check().bytes();
    var promised = response.contentLength();
    if (promised.isPresent() && promised.getAsLong() != total - have) {
      throw new FetchException(
          Kind.MALFORMED,
          "%s is %d bytes; the publisher's list says %d"
              .formatted(FetchRules.show(response.uri()), have + promised.getAsLong(), total));
    }
    part.rememberEtag(response.header("ETag"));
    progress.advanced(job.label(), have, total);
    try (var channel =
        FileChannel.open(part.file(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      response.transferTo(
          buffer -> {
            while (buffer.hasRemaining()) {
              channel.write(buffer);
            }
            progress.advanced(job.label(), channel.position(), total);
          },
          total - have);
    } catch (FetchException e) {
      if (e.kind() == Kind.TOO_LARGE) {
        part.delete();
      }
      throw e;
    }
    if (part.bytes() < total) {
      throw new FetchException(
          Kind.CONNECTION,
          "%s ended after %d of %d bytes"
              .formatted(FetchRules.show(response.uri()), part.bytes(), total));
    }
  }

  private static boolean continues(FetchResponse response, long have, long total) {
    var range = CONTENT_RANGE.matcher(response.header("Content-Range").orElse(""));
    return range.matches()
        && Long.parseLong(range.group(1)) == have
        && (range.group(3).equals("*") || Long.parseLong(range.group(3)) == total);
  }

  private static FileHashes finish(Job job, PartFile part)
      throws IOException, InterruptedException {
    try (var channel = FileChannel.open(part.file(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    var hashes = FileHashes.of(part.file());
    if (!hashes.matches(job.check())) {
      part.delete();
      throw new FetchException(
          Kind.WRONG_CONTENT,
          "%s arrived with %s; the publisher states %s. It was deleted: try again, and if it happens twice, do not trust the source"
              .formatted(job.label(), hashes.like(job.check().hash()), job.check().hash()));
    }
    Files.move(part.file(), job.target(), StandardCopyOption.ATOMIC_MOVE);
    part.delete();
    return hashes;
  }
}
