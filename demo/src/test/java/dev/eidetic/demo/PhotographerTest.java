package dev.eidetic.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eidetic.demo.products.Designs;
import dev.eidetic.demo.render.Framing;
import org.junit.jupiter.api.Test;

class PhotographerTest {

  private static final int SIZE = 50;

  @Test
  void everyPictureShowsItsProductWholeAndLarge() {
    var designs = Designs.all();
    for (int product = 0; product < designs.size(); product++) {
      for (int view = 0; view < Catalogue.VIEWS; view++) {
        var scene = Photographer.scene(designs.get(product), new ProductView(product, view));
        boolean[] seen = Framing.silhouette(scene.model(), scene.camera(), SIZE);
        int area = 0;
        int onBorder = 0;
        for (int i = 0; i < seen.length; i++) {
          int x = i % SIZE;
          int y = i / SIZE;
          area += seen[i] ? 1 : 0;
          onBorder += seen[i] && (x == 0 || y == 0 || x == SIZE - 1 || y == SIZE - 1) ? 1 : 0;
        }
        var name = designs.get(product).name() + ", view " + view;
        assertThat(area / (double) seen.length).as(name).isBetween(0.12, 0.8);
        assertThat(onBorder).as("pixels on the border, " + name).isZero();
      }
    }
  }

  @Test
  void everyPictureHasContrast() {
    var small = Catalogue.ofSize(24);
    for (var view : small.views()) {
      assertThat(deviation(small.draw(view).rgb())).as(view.toString()).isGreaterThan(8);
    }
  }

  @Test
  void theCatalogueShotIsOnWhite() {
    var small = Catalogue.ofSize(24);
    for (var product : small.products()) {
      byte[] rgb = small.draw(new ProductView(product.number(), 0)).rgb();
      assertThat(rgb[0] & 0xff).as(product.name()).isGreaterThan(235);
    }
  }

  /// Standard deviation of the bytes.
  private static double deviation(byte[] rgb) {
    double sum = 0;
    double squares = 0;
    for (byte b : rgb) {
      sum += b & 0xff;
      squares += (double) (b & 0xff) * (b & 0xff);
    }
    double mean = sum / rgb.length;
    return Math.sqrt(squares / rgb.length - mean * mean);
  }
}
