/// Clustering: [KMeans] finds centroids, [NearestCentroids] tells which one is nearest.
@NullMarked
package dev.eidetic.vectors.cluster;

import org.jspecify.annotations.NullMarked;
