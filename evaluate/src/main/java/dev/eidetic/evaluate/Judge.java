package dev.eidetic.evaluate;

import static dev.eidetic.vectors.Preconditions.require;

import java.util.Arrays;

/// Compares answers with the truth. Owns scratch memory of 5 bytes per gallery image; belongs to
/// one thread.
public final class Judge {

  private static final byte WRONG = 0;
  private static final byte RELEVANT = 1;
  private static final byte JUNK = 2;

  private final GroundTruth truth;

  /// What each gallery image is to the query at hand.
  private final byte[] verdicts;

  /// The number of the last answer that listed each image, so that nothing need be cleared.
  private final int[] listedBy;

  private int answer;

  public Judge(GroundTruth truth) {
    this.truth = truth;
    this.verdicts = new byte[truth.gallerySize()];
    this.listedBy = new int[truth.gallerySize()];
  }

  /// Judges one answer.
  ///
  /// @param ranked gallery ordinals, best first; may be shorter than the gallery, and may list junk
  ///   or leave it out
  /// @throws IllegalArgumentException if the answer lists an image twice or one that does not exist
  public Judgement judge(int query, int[] ranked) {
    var relevance = truth.relevance(query);
    mark(relevance, RELEVANT, JUNK);
    try {
      return judge(query, ranked, relevance);
    } finally {
      mark(relevance, WRONG, WRONG);
    }
  }

  private Judgement judge(int query, int[] ranked, Relevance relevance) {
    answer++;
    var ranks = new int[Math.min(relevance.relevant().length, ranked.length)];
    int found = 0;
    int depth = 0;
    for (int ordinal : ranked) {
      requireNew(query, ordinal);
      byte verdict = verdicts[ordinal];
      if (verdict == RELEVANT) {
        ranks[found++] = depth;
      }
      if (verdict != JUNK) {
        depth++;
      }
    }
    int candidates = truth.gallerySize() - relevance.junk().length;
    return new Judgement(
        Arrays.copyOf(ranks, found), relevance.relevant().length, depth, candidates);
  }

  private void requireNew(int query, int ordinal) {
    if (ordinal < 0 || ordinal >= verdicts.length) {
      throw new IllegalArgumentException(
          "answer to query %d lists ordinal %d; the gallery has %d images, numbered from 0"
              .formatted(query, ordinal, verdicts.length));
    }
    if (listedBy[ordinal] == answer) {
      throw new IllegalArgumentException(
          "answer to query %d lists ordinal %d twice; an image has one place"
              .formatted(query, ordinal));
    }
    listedBy[ordinal] = answer;
  }

  private void mark(Relevance relevance, byte right, byte neither) {
    for (int ordinal : relevance.relevant()) {
      verdicts[ordinal] = right;
    }
    for (int ordinal : relevance.junk()) {
      verdicts[ordinal] = neither;
    }
  }

  /// Judges all answers of a run, one after the other.
  ///
  /// @throws IllegalArgumentException if truth and answers disagree on the number of queries
  public static void judgeAll(GroundTruth truth, Rankings rankings, JudgementSink sink) {
    require(
        truth.queries() == rankings.queries(),
        "truth has %d queries and the rankings answer %d; they must agree",
        truth.queries(),
        rankings.queries());
    var judge = new Judge(truth);
    for (int query = 0; query < truth.queries(); query++) {
      var judgement = judge.judge(query, rankings.ranked(query));
      require(
          !rankings.complete() || judgement.depth() == judgement.candidates(),
          "answer to query %d ranks %d of %d images, but the rankings claim to be complete",
          query,
          judgement.depth(),
          judgement.candidates());
      sink.accept(query, judgement);
    }
  }
}
