package dev.eidetic.evaluate.dataset;

import dev.eidetic.evaluate.file.MalformedFileException;
import dev.eidetic.evaluate.file.TextTable;
import dev.eidetic.evaluate.place.PlaceTruth;
import dev.eidetic.evaluate.place.PlaceTruth.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads places from file names of the form `@EAST@NORTH@…`, or from a table beside the images:
/// `FOLDER.csv` with columns image, east and north (or utm_east, utm_north, or easting, northing).
final class PlaceReader {

  private static final List<String> EAST = List.of("east", "utm_east", "easting");
  private static final List<String> NORTH = List.of("north", "utm_north", "northing");

  private final Path root;
  private final String queries;
  private final String gallery;
  private final double radius;

  PlaceReader(Path root, String queries, String gallery, double radius) {
    this.root = root;
    this.queries = queries;
    this.gallery = gallery;
    this.radius = radius;
  }

  private record Places(List<ImageReference> images, List<Position> points) {}

  EvaluationTask read() throws IOException {
    var asked = places(queries);
    var found = places(gallery);
    return new EvaluationTask.Retrieval(
        asked.images(), found.images(), PlaceTruth.planar(asked.points(), found.points(), radius));
  }

  private Places places(String folder) throws IOException {
    var table = root.resolve(folder + ".csv");
    var places = new Places(new ArrayList<>(), new ArrayList<>());
    if (Files.isRegularFile(table)) {
      TextTable.csv(table)
          .forEach(
              row -> {
                places.images().add(new ImageReference(PathPrefix.add(folder, row.cell("image"))));
                places.points().add(new Position(coordinate(row, EAST), coordinate(row, NORTH)));
              });
    } else {
      for (String path : ImageFolders.list(root.resolve(folder))) {
        places.images().add(new ImageReference(PathPrefix.add(folder, path)));
        places.points().add(point(folder, path));
      }
    }
    if (places.images().isEmpty()) {
      throw new MalformedFileException(root.resolve(folder), "it has no images");
    }
    return places;
  }

  private static double coordinate(TextTable.Row row, List<String> names) throws IOException {
    for (String name : names) {
      if (row.has(name)) {
        return row.realNumber(row.cell(name));
      }
    }
    throw row.refuse("there is no column %s; metres on a map", String.join(" or ", names));
  }

  private Position point(String folder, String path) throws IOException {
    var parts = path.substring(path.lastIndexOf('/') + 1).split("@", -1);
    try {
      if (parts.length >= 4) {
        return new Position(finite(parts[1]), finite(parts[2]));
      }
    } catch (NumberFormatException e) {
      throw unnamed(folder, path).causedBy(e);
    }
    throw unnamed(folder, path);
  }

  private static double finite(String text) {
    double value = Double.parseDouble(text.strip());
    if (!Double.isFinite(value)) {
      throw new NumberFormatException(text);
    }
    return value;
  }

  private MalformedFileException unnamed(String folder, String path) {
    return new MalformedFileException(
        root.resolve(folder).resolve(path),
        "its name does not tell its place; name it @EAST@NORTH@….jpg, or put %s.csv with columns"
            + " image,east,north beside the folder",
        folder);
  }
}
