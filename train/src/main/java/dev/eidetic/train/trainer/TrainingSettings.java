package dev.eidetic.train.trainer;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.train.augmentation.Augmentations;
import dev.eidetic.train.loss.Loss;
import dev.eidetic.train.mining.Miner;
import dev.eidetic.train.network.EmbeddingHead;
import dev.eidetic.train.network.Network;
import dev.eidetic.train.network.Networks;
import dev.eidetic.train.sampling.Sampler;
import dev.eidetic.train.torch.Arithmetic;

/// Everything that decides what a training learns. Same settings, data, threads and machine: same
/// bits.
///
/// @param model what is trained
/// @param objective what it is trained for
/// @param batches what it sees
/// @param descent how it moves
/// @param seed of everything random
public record TrainingSettings(
    Model model, Objective objective, Batches batches, Descent descent, long seed) {

  /// @param network as [Networks#named] takes it
  /// @param side of the pictures that it learns from, in pixels
  /// @param usedSide of the pictures that it is measured on and exported for. Networks see things
  ///   larger in random parts than in whole pictures, which a larger side makes good: Touvron et
  ///   al., 2019, <https://arxiv.org/abs/1906.06423>
  public record Model(String network, EmbeddingHead head, int side, int usedSide) {
    public Model {
      require(
          usedSide == side || !network.startsWith("vit"),
          "used-side is %d and side %d; a vision transformer is used on the side it learned on",
          usedSide,
          side);
    }

    /// The whole network.
    public Network build() {
      return head.on(Networks.named(network, side));
    }
  }

  /// @param memory past embeddings that a batch is compared with; 0 for none
  public record Objective(Loss loss, Miner miner, int memory) {
    public Objective {
      require(memory >= 0, "memory is %d embeddings; it must not be negative", memory);
    }
  }

  /// @param views of each image in a batch: 1, or 2 for losses without labels
  /// @param cacheSide of the pixels that augmentation starts from
  public record Batches(Sampler sampler, Augmentations augmentations, int views, int cacheSide) {
    public Batches {
      require(views == 1 || views == 2, "views is %d; it must be 1 or 2", views);
    }
  }

  /// @param decay of weights, per unit of rate
  /// @param longestGradient to which gradients are shortened
  /// @param arithmetic of the network while it learns
  /// @param averaging share of the average that each step keeps (EMA); 0 trains without an average
  public record Descent(
      Optimizer optimizer,
      Schedule schedule,
      RateFactors factors,
      double decay,
      double longestGradient,
      double averaging,
      Arithmetic arithmetic) {
    public Descent {
      require(decay >= 0, "decay is %s; it must not be negative", decay);
      require(longestGradient > 0, "longest gradient is %s; it must be above 0", longestGradient);
      require(
          0 <= averaging && averaging < 1,
          "averaging is %s; it must be at least 0 and below 1",
          averaging);
    }
  }
}
