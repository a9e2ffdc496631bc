package dev.eidetic.train;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import org.junit.jupiter.api.Test;

/// The arrows of room `train`, which is not on the class path of the rooms above it.
class TrainArchitectureTest {

  private static final JavaClasses CODE =
      new ClassFileImporter()
          .withImportOption(new DoNotIncludeTests())
          .importPackages("dev.eidetic");

  @Test
  void trainKnowsVectorsEncodeAndEvaluateOnly() {
    classes()
        .that()
        .resideInAPackage("dev.eidetic.train..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.eidetic.train..",
                    "dev.eidetic.vectors..",
                    "dev.eidetic.encode..",
                    "dev.eidetic.evaluate..")
                .or(not(resideInAPackage("dev.eidetic.."))))
        .check(CODE);
  }

  @Test
  void onlyTrainTouchesLibtorch() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.eidetic.train..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bytedeco.pytorch..")
        .check(CODE);
  }

  @Test
  void nothingWritesToStandardOutput() {
    noClasses()
        .that()
        .resideInAPackage("dev.eidetic.train..")
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(CODE);
  }
}
