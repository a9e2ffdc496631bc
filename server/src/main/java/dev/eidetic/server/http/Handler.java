package dev.eidetic.server.http;

/// Answers calls of one route. Called by a virtual thread per call, which may wait.
@FunctionalInterface
public interface Handler {

  /// @throws Exception whatever goes wrong; [dev.eidetic.server.problems.Problem] says what is
  ///   answered then
  Reply answer(Call call) throws Exception;
}
