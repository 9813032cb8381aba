package com.tripgen.ai;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// The arrows between the rooms of the house: which package may know which.
class ArrowsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("com.tripgen.ai");

  private static final List<String> ROOMS =
      List.of(
          "cli",
          "bench",
          "evaluation",
          "chaos",
          "server",
          "telemetry",
          "schedules",
          "recommendations",
          "operations",
          "jobs",
          "models",
          "sources",
          "planning",
          "database",
          "errors");

  private static final DescribedPredicate<JavaClass> GENERATED =
      resideInAPackage("com.tripgen.ai.v1");
  private static final DescribedPredicate<JavaClass> REASONS =
      nameMatching("com\\.tripgen\\.ai\\.v1\\.ErrorReason(Proto)?(\\$.*)?").forSubtype();

  @TestFactory
  Stream<DynamicTest> every_room_knows_only_the_rooms_it_may() {
    return Stream.of(
        knows(
            "server",
            "telemetry",
            "schedules",
            "recommendations",
            "operations",
            "jobs",
            "models",
            "sources",
            "planning",
            "database",
            "errors"),
        knows("telemetry", "recommendations", "jobs", "models", "sources", "database"),
        knows("schedules", "jobs", "planning", "models", "sources", "database", "errors"),
        knows("recommendations", "jobs", "planning", "models", "sources", "database", "errors"),
        knows("operations", "jobs", "database", "errors"),
        knows("chaos", "server", "jobs", "database", "errors"),
        knows("jobs", "database", "errors"),
        knows("models", "database"),
        knows("sources", "planning"),
        knows("bench", "schedules", "jobs", "sources", "planning", "database"),
        knows("evaluation", "schedules", "jobs", "models", "sources", "planning"),
        knows("planning"),
        knows("database", "errors"),
        knows("errors"));
  }

  private static DynamicTest knows(String room, String... allowed) {
    String[] forbidden =
        ROOMS.stream()
            .filter(it -> !it.equals(room) && !Arrays.asList(allowed).contains(it))
            .map(it -> "com.tripgen.ai." + it + "..")
            .toArray(String[]::new);
    ArchRule rule =
        noClasses()
            .that()
            .resideInAPackage("com.tripgen.ai." + room + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(forbidden)
            .allowEmptyShould(true);
    return DynamicTest.dynamicTest(
        room + " knows " + (allowed.length == 0 ? "no other" : String.join(", ", allowed)),
        () -> rule.check(CLASSES));
  }

  @Test
  void only_telemetry_knows_how_metrics_and_traces_are_kept() {
    noClasses()
        .that()
        .resideOutsideOfPackages("..telemetry..", "..server..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.micrometer..", "io.opentelemetry..")
        .check(CLASSES);
  }

  @Test
  void no_rooms_know_each_other_in_a_circle() {
    slices().matching("com.tripgen.ai.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_planner_and_the_checker_share_no_code() {
    noClasses()
        .that()
        .resideInAPackage("..planning.planner..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..planning.checker..")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("..planning.checker..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("..planning.planner..")
        .check(CLASSES);
  }

  @Test
  void planning_is_pure() {
    noClasses()
        .that()
        .resideInAPackage("..planning..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "java.io..",
            "java.net..",
            "java.sql..",
            "javax.sql..",
            "io.grpc..",
            "com.google.protobuf..",
            "org.apache.ibatis..",
            "com.tripgen.ai.v1..")
        .check(CLASSES);
  }

  @Test
  void only_services_and_translators_touch_generated_messages() {
    noClasses()
        .that(
            resideInAPackage("com.tripgen.ai..")
                .and(not(GENERATED))
                .and(
                    not(
                        resideInAnyPackage(
                            "..cli..", "..bench..", "..chaos..", "..server..", "..errors..")))
                .and(not(nameMatching(".*(Service|Messages)(\\$.*)?").<JavaClass>forSubtype())))
        .should()
        .dependOnClassesThat(GENERATED.and(not(REASONS)))
        .check(CLASSES);
  }

  @Test
  void sources_and_models_know_no_generated_message_at_all() {
    noClasses()
        .that()
        .resideInAnyPackage("..sources..", "..models..")
        .should()
        .dependOnClassesThat(GENERATED)
        .check(CLASSES);
  }
}
