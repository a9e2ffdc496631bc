package dev.eidetic.evaluate.place;

import static dev.eidetic.vectors.Preconditions.require;

import dev.eidetic.evaluate.GroundTruth;
import dev.eidetic.evaluate.Relevance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Right is every gallery image taken within a distance of the query, usually 25 metres: what
/// Pitts, MSLS and Tokyo 24/7 score R@N by.
///
/// The two factories are rivals: planar distance in a map projection (UTM), as those data sets
/// publish, and great-circle distance on a sphere of latitude and longitude. They differ by the
/// projection's scale, 0.04 % at the middle of a UTM zone, and by the Earth's flattening, up to 0.5
/// %: an image 25.005 m north of the query is outside by the sphere, and inside by the map, where
/// it is 24.995 m away. Source: Torii et al., Visual place recognition with repetitive structures,
/// 2013, doi:10.1109/CVPR.2013.119 (25 m).
public final class PlaceTruth {

  /// The radius that papers use.
  public static final double USUAL_METRES = 25;

  /// Mean radius of the Earth (IUGG).
  private static final double EARTH_METRES = 6_371_008.8;

  private PlaceTruth() {}

  /// A point.
  ///
  /// @param x easting in metres, or longitude in degrees
  /// @param y northing in metres, or latitude in degrees
  public record Position(double x, double y) {

    public Position {
      require(Double.isFinite(x) && Double.isFinite(y), "position (%s, %s) is not finite", x, y);
    }
  }

  /// By planar distance of UTM coordinates, all of the same zone.
  ///
  /// @param metres the greatest distance that is right, inclusive
  public static GroundTruth planar(List<Position> queries, List<Position> gallery, double metres) {
    requireRadius(metres);
    var grid = new Grid(gallery, metres);
    var relevances = new ArrayList<Relevance>(queries.size());
    for (var query : queries) {
      relevances.add(
          Relevance.of(
              grid.near(query)
                  .filter(
                      i ->
                          Math.hypot(gallery.get(i).x() - query.x(), gallery.get(i).y() - query.y())
                              <= metres)
                  .toArray()));
    }
    return GroundTruth.of(gallery.size(), relevances);
  }

  /// By great-circle distance (haversine) of longitudes and latitudes in degrees.
  ///
  /// @param metres the greatest distance that is right, inclusive
  /// @throws IllegalArgumentException if a latitude is beyond 90 or a longitude beyond 180 degrees
  public static GroundTruth greatCircle(
      List<Position> queries, List<Position> gallery, double metres) {
    requireRadius(metres);
    queries.forEach(PlaceTruth::requireOnEarth);
    gallery.forEach(PlaceTruth::requireOnEarth);
    double latitudeReach = Math.toDegrees(metres / EARTH_METRES) * (1 + 1e-9);
    Integer[] byLatitude = new Integer[gallery.size()];
    Arrays.setAll(byLatitude, i -> i);
    Arrays.sort(byLatitude, (a, b) -> Double.compare(gallery.get(a).y(), gallery.get(b).y()));
    double[] latitudes = Arrays.stream(byLatitude).mapToDouble(i -> gallery.get(i).y()).toArray();
    var relevances = new ArrayList<Relevance>(queries.size());
    for (var query : queries) {
      var near = IntStream.builder();
      for (int i = firstFrom(latitudes, query.y() - latitudeReach);
          i < latitudes.length && latitudes[i] <= query.y() + latitudeReach;
          i++) {
        if (haversineMetres(query, gallery.get(byLatitude[i])) <= metres) {
          near.add(byLatitude[i]);
        }
      }
      relevances.add(Relevance.of(near.build().toArray()));
    }
    return GroundTruth.of(gallery.size(), relevances);
  }

  /// Great-circle distance. Source: Sinnott, Virtues of the haversine, 1984.
  public static double haversineMetres(Position a, Position b) {
    double sinLatitude = Math.sin(Math.toRadians(b.y() - a.y()) / 2);
    double sinLongitude = Math.sin(Math.toRadians(b.x() - a.x()) / 2);
    double chord =
        sinLatitude * sinLatitude
            + Math.cos(Math.toRadians(a.y()))
                * Math.cos(Math.toRadians(b.y()))
                * sinLongitude
                * sinLongitude;
    return 2 * EARTH_METRES * Math.asin(Math.min(1, Math.sqrt(chord)));
  }

  private static int firstFrom(double[] ascending, double least) {
    int low = 0;
    int high = ascending.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ascending[middle] < least) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void requireRadius(double metres) {
    require(metres > 0 && Double.isFinite(metres), "radius is %s m; it must be positive", metres);
  }

  private static void requireOnEarth(Position position) {
    require(
        Math.abs(position.y()) <= 90 && Math.abs(position.x()) <= 180,
        "longitude %s, latitude %s is not on Earth; is it UTM? then use planar distance",
        position.x(),
        position.y());
  }

  /// Gallery images by square cells as wide as the radius, so that only nine cells are looked at.
  private static final class Grid {

    private record Cell(long column, long row) {}

    private final Map<Cell, int[]> cells = new HashMap<>();
    private final double width;

    Grid(List<Position> positions, double width) {
      this.width = width;
      var gathered = new HashMap<Cell, List<Integer>>();
      for (int i = 0; i < positions.size(); i++) {
        gathered.computeIfAbsent(cellOf(positions.get(i)), _ -> new ArrayList<>()).add(i);
      }
      gathered.forEach(
          (cell, members) -> cells.put(cell, members.stream().mapToInt(i -> i).toArray()));
    }

    IntStream near(Position position) {
      var centre = cellOf(position);
      var near = IntStream.builder();
      for (long column = centre.column() - 1; column <= centre.column() + 1; column++) {
        for (long row = centre.row() - 1; row <= centre.row() + 1; row++) {
          for (int ordinal : cells.getOrDefault(new Cell(column, row), new int[0])) {
            near.add(ordinal);
          }
        }
      }
      return near.build();
    }

    private Cell cellOf(Position position) {
      return new Cell(
          (long) Math.floor(position.x() / width), (long) Math.floor(position.y() / width));
    }
  }
}
