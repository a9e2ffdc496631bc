package dev.eidetic.train.trainer;

import static dev.eidetic.train.torch.Tensors.scalar;

import dev.eidetic.train.network.Parameter;
import dev.eidetic.train.torch.NetworkState;
import dev.eidetic.train.torch.Tensors;
import dev.eidetic.train.weights.WeightTensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// An optimizer at work: the moments of all learned parameters, and the step that they take. One
/// thread at a time; the caller holds a `PointerScope`.
public final class Updates implements AutoCloseable {

  private static final String FIRST = "first.";
  private static final String SECOND = "second.";

  private final Optimizer optimizer;
  private final List<Slot> slots = new ArrayList<>();

  /// One learned tensor.
  ///
  /// @param rateFactor its share of the learning rate
  private record Slot(
      Parameter parameter, Tensor tensor, Tensor first, Tensor second, double rateFactor) {}

  public Updates(Optimizer optimizer) {
    this.optimizer = optimizer;
  }

  /// Adds the learned parameters of a state, which outlives this.
  public void add(NetworkState state, RateFactors factors) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      var learned = state.parameters().stream().filter(Parameter::isLearned).toList();
      var shares = factors.of(learned.stream().map(Parameter::name).toList());
      for (int i = 0; i < learned.size(); i++) {
        var parameter = learned.get(i);
        var tensor = state.tensor(parameter.name());
        slots.add(
            new Slot(
                parameter,
                tensor,
                kept(tensor.clone().zero_()),
                kept(tensor.clone().zero_()),
                shares.get(i)));
      }
    }
  }

  private static Tensor kept(Tensor tensor) {
    var detached = tensor.detach();
    detached.retainReference();
    return detached;
  }

  /// Shortens all gradients together to a length, if they are longer.
  ///
  /// @return the length before
  public double clip(double longest) {
    var lengths = new TensorVector();
    for (var slot : slots) {
      var gradient = slot.tensor().grad();
      if (gradient.defined()) {
        lengths.push_back(gradient.norm());
      }
    }
    if (lengths.empty()) {
      return 0;
    }
    double length = torch.stack(lengths).norm().item_double();
    if (length > longest) {
      for (var slot : slots) {
        var gradient = slot.tensor().mutable_grad();
        if (gradient.defined()) {
          gradient.mul_(scalar(longest / length));
        }
      }
    }
    return length;
  }

  /// Moves all parameters and clears their gradients.
  ///
  /// @param step from 1 on
  public void step(long step, double rate, double decay) {
    for (var slot : slots) {
      var gradient = slot.tensor().mutable_grad();
      if (!gradient.defined()) {
        continue;
      }
      double ownRate = rate * slot.rateFactor();
      double ownDecay = slot.parameter().role() == Parameter.Role.WEIGHT ? decay : 0;
      switch (optimizer) {
        case Optimizer.AdamW adam -> move(adam, slot, gradient, step, ownRate, ownDecay);
        case Optimizer.Sgd(double momentum) -> move(slot, gradient, momentum, ownRate, ownDecay);
        case Optimizer.Lars lars ->
            move(
                slot,
                gradient,
                lars.momentum(),
                scaled(lars, slot, gradient, ownRate, ownDecay),
                ownDecay);
      }
      gradient.zero_();
    }
  }

  private static void move(
      Optimizer.AdamW adam, Slot slot, Tensor gradient, long step, double rate, double decay) {
    slot.first().lerp_(gradient, scalar(1 - adam.momentum()));
    slot.second()
        .mul_(scalar(adam.squareMomentum()))
        .addcmul_(gradient, gradient, scalar(1 - adam.squareMomentum()));
    double firstBias = 1 - Math.pow(adam.momentum(), (double) step);
    double secondBias = 1 - Math.pow(adam.squareMomentum(), (double) step);
    var spread =
        slot.second().sqrt().div_(scalar(Math.sqrt(secondBias))).add_(scalar(adam.epsilon()));
    slot.tensor().mul_(scalar(1 - rate * decay));
    slot.tensor().addcdiv_(slot.first(), spread, scalar(-rate / firstBias));
  }

  private static void move(Slot slot, Tensor gradient, double momentum, double rate, double decay) {
    var direction = gradient.add(slot.tensor().mul(scalar(decay)));
    slot.first().mul_(scalar(momentum)).add_(direction);
    slot.tensor().add_(direction.add(slot.first().mul(scalar(momentum))).mul(scalar(-rate)));
  }

  private static double scaled(
      Optimizer.Lars lars, Slot slot, Tensor gradient, double rate, double decay) {
    if (slot.parameter().role() != Parameter.Role.WEIGHT) {
      return rate;
    }
    double length = slot.tensor().norm().item_double();
    double gradientLength = gradient.norm().item_double();
    double sum = gradientLength + decay * length;
    return length > 0 && sum > 0 ? rate * lars.trust() * length / sum : rate;
  }

  /// All moments by name.
  Map<String, WeightTensor> values() {
    var values = new LinkedHashMap<String, WeightTensor>();
    try (var _ = new PointerScope()) {
      for (var slot : slots) {
        String name = slot.parameter().name();
        var shape = slot.parameter().shape();
        values.put(FIRST + name, new WeightTensor(shape, Tensors.floats(slot.first())));
        values.put(SECOND + name, new WeightTensor(shape, Tensors.floats(slot.second())));
      }
    }
    return values;
  }

  /// Overwrites all moments.
  void restore(Map<String, WeightTensor> values) {
    try (var _ = new PointerScope();
        var _ = new NoGradGuard()) {
      for (var slot : slots) {
        overwrite(slot.first(), FIRST, slot, values);
        overwrite(slot.second(), SECOND, slot, values);
      }
    }
  }

  private static void overwrite(
      Tensor moment, String prefix, Slot slot, Map<String, WeightTensor> values) {
    var parameter = slot.parameter();
    NetworkState.overwrite(moment, prefix + parameter.name(), parameter.shape(), values);
  }

  @Override
  public void close() {
    for (var slot : slots) {
      slot.first().releaseReference();
      slot.second().releaseReference();
    }
    slots.clear();
  }
}
