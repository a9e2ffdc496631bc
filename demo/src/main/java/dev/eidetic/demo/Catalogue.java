package dev.eidetic.demo;

import dev.eidetic.demo.products.Design;
import dev.eidetic.demo.products.Designs;
import dev.eidetic.demo.render.Renderer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/// The synthetic catalogue: products that nobody sells, photographed from several sides.
///
/// Immutable; any number of threads may draw at once.
public final class Catalogue {

  /// Views per product.
  public static final int VIEWS = 6;

  /// Width and height of the pictures of [#standard], in pixels.
  public static final int STANDARD_SIZE = 320;

  private static final int LARGEST_SIZE = 4096;

  private final List<Design> designs;
  private final List<Product> products;
  private final int size;

  private Catalogue(List<Design> designs, int size) {
    this.designs = List.copyOf(designs);
    this.size = size;
    products = new ArrayList<>();
    for (var design : designs) {
      products.add(
          new Product(
              products.size(),
              design.name(),
              design.category(),
              design.material(),
              design.colour(),
              design.priceCents()));
    }
  }

  /// Forty-eight products in pictures of 320 x 320 pixels.
  public static Catalogue standard() {
    return ofSize(STANDARD_SIZE);
  }

  /// The same products in pictures of another size.
  ///
  /// @param size width and height in pixels, 16 to 4096
  public static Catalogue ofSize(int size) {
    if (size < 16 || size > LARGEST_SIZE) {
      throw new IllegalArgumentException(
          "size is %d; pictures are 16 to %d pixels wide".formatted(size, LARGEST_SIZE));
    }
    return new Catalogue(Designs.all(), size);
  }

  /// By number.
  public List<Product> products() {
    return List.copyOf(products);
  }

  /// All views of all products, product by product.
  public List<ProductView> views() {
    var views = new ArrayList<ProductView>();
    for (var product : products) {
      for (int view = 0; view < VIEWS; view++) {
        views.add(new ProductView(product.number(), view));
      }
    }
    return views;
  }

  /// Draws one picture; the same bytes on every machine.
  ///
  /// @throws IllegalArgumentException if there is no such product
  public Picture draw(ProductView view) {
    if (view.product() >= designs.size()) {
      throw new IllegalArgumentException(
          "product is %d; the catalogue has %d products, from 0"
              .formatted(view.product(), designs.size()));
    }
    var scene = Photographer.scene(designs.get(view.product()), view);
    return new Picture(size, size, Renderer.draw(scene, size));
  }

  /// Width and height of the pictures, in pixels.
  public int size() {
    return size;
  }

  /// Where [#write] puts a picture, relative to its folder, with `/` on every system.
  public String path(ProductView view) {
    var product = products.get(view.product());
    return "images/%s/%s-%s-%d.jpg"
        .formatted(product.category(), product.id(), product.name().replace(' ', '-'), view.view());
  }

  /// Draws all pictures into a folder, as `images/CATEGORY/PRODUCT-NAME-VIEW.jpg`, with a table
  /// `products.csv`. Pictures that an earlier run wrote and nobody changed are kept.
  ///
  /// Each file appears whole or not at all. Interrupting the caller drops what has not begun.
  ///
  /// @param folder made if absent; other files in it are left alone
  /// @param threads that draw at once, at least 1
  /// @param progress told on the calling thread how many pictures are done, from 1 up
  /// @throws IOException if the folder cannot be written
  public Written write(Path folder, int threads, IntConsumer progress)
      throws IOException, InterruptedException {
    if (threads < 1) {
      throw new IllegalArgumentException("threads is %d; it must be at least 1".formatted(threads));
    }
    return new CatalogueFolder(this, folder).write(threads, progress);
  }
}
