package dev.eidetic.train.network;

import dev.eidetic.train.weights.SafetensorsFile;
import dev.eidetic.train.weights.WeightTensor;
import dev.eidetic.train.weights.WeightsException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Which tensors of a weights file fit a network, by name.
///
/// Position embeddings of another number of patches are resampled to the network's, as usual.
///
/// @param values that fit, by the network's names
/// @param missing parameters that the file lacks
/// @param extra tensors that the network has no place for
/// @param misshaped tensors whose shape is wrong, each with both shapes
/// @param classifier tensors of the classifier, which is not part of the network, and counters
/// @param resampled position embeddings that were resampled
public record WeightMatch(
    Path file,
    Map<String, WeightTensor> values,
    List<String> missing,
    List<String> extra,
    List<String> misshaped,
    List<String> classifier,
    List<String> resampled) {

  private static final String POSITIONS = "pos_embed";
  private static final String COUNTER = ".num_batches_tracked";
  private static final int LISTED = 20;

  /// Compares a file with a network and reads what fits.
  ///
  /// @throws WeightsException if a tensor that is wanted holds no floating-point numbers
  public static WeightMatch of(Network network, SafetensorsFile file) throws IOException {
    var match =
        new WeightMatch(
            file.path(),
            new LinkedHashMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    for (var parameter : network.parameters()) {
      match.read(parameter, file);
    }
    var wanted =
        network.parameters().stream().map(Parameter::name).collect(Collectors.toUnmodifiableSet());
    file.names().stream()
        .filter(name -> !wanted.contains(name))
        .forEach(name -> match.file(network, name));
    return match;
  }

  private void read(Parameter parameter, SafetensorsFile file) throws IOException {
    String name = parameter.name();
    if (!file.names().contains(name)) {
      missing.add(name);
      return;
    }
    var shape = file.shape(name);
    if (shape.equals(parameter.shape())) {
      values.put(name, file.read(name));
    } else if (name.equals(POSITIONS) && PositionGrid.fits(shape, parameter.shape())) {
      values.put(name, PositionGrid.resampled(file.read(name), parameter.shape().get(1)));
      resampled.add("%s from %s to %s".formatted(name, shape, parameter.shape()));
    } else {
      misshaped.add("%s is %s, must be %s".formatted(name, shape, parameter.shape()));
    }
  }

  private void file(Network network, String name) {
    boolean isIgnored =
        name.endsWith(COUNTER) || network.ignored().stream().anyMatch(name::startsWith);
    (isIgnored ? classifier : extra).add(name);
  }

  /// Insists that everything fits but the parameters named.
  ///
  /// @param fresh parameters that the file need not hold, such as those of a new head
  /// @throws WeightsException naming what is missing or misshaped
  public void requireAllBut(Set<String> fresh) throws WeightsException {
    var lacking = missing.stream().filter(name -> !fresh.contains(name)).toList();
    if (!lacking.isEmpty() || !misshaped.isEmpty()) {
      throw WeightsException.in(
          file,
          "its weights do not fit the network; missing: %s; of wrong shape: %s; without place: %s",
          listed(lacking),
          listed(misshaped),
          listed(extra));
    }
  }

  private static String listed(List<String> names) {
    if (names.isEmpty()) {
      return "none";
    }
    String first = String.join(", ", names.subList(0, Math.min(LISTED, names.size())));
    return names.size() > LISTED ? "%s and %d more".formatted(first, names.size() - LISTED) : first;
  }
}
