package dev.eidetic.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CatalogueTest {

  private final Catalogue small = Catalogue.ofSize(48);

  @Test
  void drawsThePixelsThatItDrewWhenThisTestWasWritten() throws Exception {
    // A change here is a change of the drawing: raise CatalogueFolder.DRAWING_VERSION with it.
    assertThat(sha256(small.draw(new ProductView(0, 0))))
        .isEqualTo("f3a3df05017c7c7acdcb5b3e4e588a3f9cb4650a0119c9cf2464e8078d58db56");
    assertThat(sha256(small.draw(new ProductView(33, 3))))
        .isEqualTo("eb528e6bbe678650e996c487fde63b5a68dbdfd74a6e82d3c0c27124d9b0efab");
  }

  @Test
  void drawsTheSameTwice() {
    var again = Catalogue.ofSize(48);
    for (int product = 0; product < 48; product += 5) {
      var view = new ProductView(product, product % Catalogue.VIEWS);
      assertThat(again.draw(view).rgb()).isEqualTo(small.draw(view).rgb());
    }
  }

  @Test
  void sellsFortyEightProductsOfEightCategoriesUnderDifferentNames() {
    assertThat(small.products()).hasSize(48);
    assertThat(small.products()).extracting(Product::name).doesNotHaveDuplicates();
    assertThat(small.products().stream().map(Product::category).distinct()).hasSize(8);
    assertThat(small.products()).allSatisfy(p -> assertThat(p.name()).matches("[a-z ]+"));
    assertThat(small.products()).allSatisfy(p -> assertThat(p.priceCents()).isPositive());
    assertThat(small.products().get(7).id()).isEqualTo("product-07");
    assertThat(small.products().getFirst().price()).isEqualTo("18.90");
  }

  @Test
  void showsEachProductDifferently() {
    var seen = new HashSet<String>();
    for (var product : small.products()) {
      byte[] rgb = small.draw(new ProductView(product.number(), 0)).rgb();
      seen.add(HexFormat.of().formatHex(rgb));
    }
    assertThat(seen).hasSize(48);
  }

  @Test
  void refusesWhatIsNotInTheCatalogue() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProductView(3, 6))
        .withMessage("view is 6; each product has views 0 to 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> small.draw(new ProductView(48, 0)))
        .withMessage("product is 48; the catalogue has 48 products, from 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Catalogue.ofSize(8))
        .withMessage("size is 8; pictures are 16 to 4096 pixels wide");
  }

  private static String sha256(Picture picture) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(picture.rgb()));
  }
}
