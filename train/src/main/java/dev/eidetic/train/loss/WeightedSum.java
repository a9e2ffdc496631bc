package dev.eidetic.train.loss;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Several losses at once.
///
/// @param terms at least one; no two that learn the same parameters
public record WeightedSum(List<Term> terms) implements Loss {

  /// A loss and its weight.
  public record Term(double weight, Loss loss) {
    public Term {
      require(
          Double.isFinite(weight) && weight >= 0,
          "weight is %s; it must be finite and not negative",
          weight);
    }
  }

  public WeightedSum {
    terms = List.copyOf(terms);
    require(!terms.isEmpty(), "there are no losses to add up");
    require(
        terms.stream().map(term -> term.loss().getClass()).distinct().count() == terms.size(),
        "a kind of loss appears twice in the sum; each may appear once");
  }

  @Override
  public List<Parameter> parameters(LossShape shape) {
    return terms.stream().flatMap(term -> term.loss().parameters(shape).stream()).toList();
  }

  @Override
  public Tensor of(LossInput input) {
    var sum = input.nothing();
    for (var term : terms) {
      sum = sum.add(term.loss().of(input).mul(Tensors.scalar(term.weight())));
    }
    return sum;
  }
}
