package dev.eidetic.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The arrows of the house.
class ArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.eidetic");

  /// Each room and the rooms it may know.
  private static final Map<String, List<String>> MAY_KNOW =
      Map.ofEntries(
          Map.entry("vectors", List.of()),
          Map.entry("encode", List.of("vectors")),
          Map.entry("evaluate", List.of("vectors")),
          Map.entry("index", List.of("vectors")),
          Map.entry("lucene", List.of("vectors", "index")),
          Map.entry("rerank", List.of("vectors", "encode")),
          Map.entry(
              "engine", List.of("vectors", "encode", "evaluate", "index", "lucene", "rerank")),
          Map.entry("client", List.of()),
          Map.entry("server", List.of("vectors", "encode", "evaluate", "engine")),
          Map.entry("demo", List.of("vectors", "encode", "engine")),
          Map.entry(
              "cli",
              List.of(
                  "vectors",
                  "encode",
                  "evaluate",
                  "index",
                  "lucene",
                  "rerank",
                  "engine",
                  "server",
                  "demo")));

  @Test
  void allRoomsAreSeen() {
    for (String room : MAY_KNOW.keySet()) {
      assertThat(CODE.stream().anyMatch(resideInAPackage("dev.eidetic." + room + "..")))
          .as("room %s has classes", room)
          .isTrue();
    }
  }

  @Test
  void roomsFormNoCycle() {
    slices().matching("dev.eidetic.(*)..").should().beFreeOfCycles().check(CODE);
  }

  @Test
  void arrowsPointDownOnly() {
    for (var room : MAY_KNOW.entrySet()) {
      var allowed = new ArrayList<String>();
      allowed.add("dev.eidetic." + room.getKey() + "..");
      room.getValue().forEach(below -> allowed.add("dev.eidetic." + below + ".."));
      classes()
          .that()
          .resideInAPackage("dev.eidetic." + room.getKey() + "..")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(allowed.toArray(String[]::new))
                  .or(
                      com.tngtech.archunit.base.DescribedPredicate.not(
                          resideInAPackage("dev.eidetic.."))))
          .check(CODE);
    }
  }

  /// Whose trade it is.
  @ParameterizedTest
  @CsvSource({
    "jdk.incubator.vector.., vectors",
    "ai.onnxruntime.., encode",
    "org.bytedeco.., encode",
    "org.apache.lucene.., engine lucene",
    "io.helidon.., server",
    "picocli.., cli",
  })
  void onlyTheirRoomsTouch(String foreign, String rooms) {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            Arrays.stream(rooms.split(" "))
                .map(room -> "dev.eidetic." + room + "..")
                .toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(foreign)
        .check(CODE);
  }

  @Test
  void nothingWritesToStandardOutputButTheTerminal() {
    noClasses()
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CODE);
  }
}
