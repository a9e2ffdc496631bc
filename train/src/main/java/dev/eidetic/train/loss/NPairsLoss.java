package dev.eidetic.train.loss;

import dev.eidetic.train.torch.Processor;
import java.util.LinkedHashMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// N-pairs loss: the first two images of each class are anchor and positive; each anchor has to
/// pick its positive among all positives by inner product.
///
/// Mean over anchors `i` of `log(sum over j of exp(a_i . p_j - a_i . p_i))`. Lengths are left as
/// they are: give it a network without unit length. Source: Sohn, 2016,
/// <https://papers.nips.cc/paper/6200>, equation 8, without its penalty on lengths.
public record NPairsLoss() implements Loss {

  @Override
  public Tensor of(LossInput input) {
    var first = new LinkedHashMap<Integer, Long>();
    var second = new LinkedHashMap<Integer, Long>();
    for (int i = 0; i < input.labels().length; i++) {
      (first.containsKey(input.labels()[i]) ? second : first)
          .putIfAbsent(input.labels()[i], (long) i);
    }
    if (second.isEmpty()) {
      return input.nothing();
    }
    var classes = second.keySet().stream().toList();
    long[] anchors = classes.stream().mapToLong(label -> first.getOrDefault(label, 0L)).toArray();
    long[] positives =
        classes.stream().mapToLong(label -> second.getOrDefault(label, 0L)).toArray();
    var logits = rows(input, anchors).matmul(rows(input, positives).t());
    return torch.log_softmax(logits, 1).diagonal().mean().neg();
  }

  private static Tensor rows(LossInput input, long[] places) {
    return input.embeddings().index_select(0, Processor.whole(places, input.embeddings()));
  }
}
