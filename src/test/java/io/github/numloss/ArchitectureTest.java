package io.github.numloss;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.numloss.cli.NumLoss;
import io.github.numloss.device.Sessions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package of the program may use which, as README says. */
final class ArchitectureTest {
  private static final String ROOT = "io.github.numloss.";

  /** How the names begin of what opens a session, or makes TensorFlow open one. */
  private static final List<String> OPENING =
      List.of(
          "org.tensorflow.Session.<init>",
          "org.tensorflow.SavedModelBundle.load",
          "org.tensorflow.EagerSession.",
          "org.tensorflow.op.Ops.create()");

  private static JavaClasses program;

  @BeforeAll
  static void readTheProgram() {
    program = compiledBeside(NumLoss.class);
  }

  private static JavaClasses compiledBeside(Class<?> one) {
    return new ClassFileImporter()
        .importUrl(one.getProtectionDomain().getCodeSource().getLocation());
  }

  /** Reads from README's sentence which packages stand between its arrows. */
  private static List<List<String>> levels() throws IOException {
    Path readme = Path.of(System.getProperty("numloss.home"), "README.md");
    String sentence =
        Pattern.compile("^`check` →[^.]+", Pattern.MULTILINE)
            .matcher(Files.readString(readme))
            .results()
            .map(MatchResult::group)
            .findFirst()
            .orElseThrow();
    return Pattern.compile("→")
        .splitAsStream(sentence)
        .map(
            level ->
                Pattern.compile("[a-z]+").matcher(level).results().map(MatchResult::group).toList())
        .toList();
  }

  private static String[] packages(Iterable<String> rooms) {
    Set<String> packages = new HashSet<>();
    rooms.forEach(room -> packages.add(ROOT + room + ".."));
    return packages.toArray(String[]::new);
  }

  @Test
  void aPackageUsesThoseThatReadmeNamesToTheLeftOfItsArrow() throws IOException {
    Set<String> earlier = new HashSet<>();
    for (List<String> level : levels()) {
      for (String room : level) {
        Set<String> usable = new HashSet<>(earlier);
        usable.add(room);
        noClasses()
            .that()
            .resideInAPackage(ROOT + room + "..")
            .should()
            .dependOnClassesThat(
                resideInAPackage(ROOT + ".").and(not(resideInAnyPackage(packages(usable)))))
            .because("README lists what a package may use")
            .check(program);
      }
      earlier.addAll(level);
    }
    classes()
        .that()
        .doNotHaveSimpleName("package-info")
        .should()
        .resideInAnyPackage(packages(earlier))
        .check(program);
  }

  @Test
  void everyPackageOfReadmesListIsThere() throws IOException {
    assertThat(levels().stream().flatMap(List::stream))
        .isNotEmpty()
        .allMatch(room -> program.containPackage(ROOT + room));
  }

  /** Packages within those of README's list, too. */
  @Test
  void noPackagesUseEachOther() {
    slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(program);
  }

  @Test
  void whatIsPlainJavaDoesWithoutTensorFlow() {
    noClasses()
        .that()
        .resideInAnyPackage(
            packages(
                List.of(
                    "calibrate",
                    "check",
                    "classes",
                    "data",
                    "decode",
                    "io",
                    "measure",
                    "picture",
                    "random",
                    "registry",
                    "report",
                    "source",
                    "statistics")))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.tensorflow..")
        .check(program);
  }

  @Test
  void aModelDoesNotKnowWhatIsMeasured() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(List.of("measure", "decode")))
        .check(program);
  }

  @Test
  void whatPredictsDoesWithoutTraining() {
    noClasses()
        .that()
        .resideInAPackage(ROOT + "predict..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages(List.of("train", "experiment")))
        .check(program);
  }

  /** Else another would be the first to settle the threads of operations; tests count as well. */
  @Test
  void onlySessionsOpensSessions() {
    DescribedPredicate<JavaAccess<?>> opening =
        describe(
            "opens a session",
            access -> OPENING.stream().anyMatch(access.getTarget().getFullName()::startsWith));
    for (JavaClasses classes : List.of(program, compiledBeside(ArchitectureTest.class))) {
      noClasses()
          .that()
          .doNotBelongToAnyOf(Sessions.class)
          .and()
          .doNotHaveFullyQualifiedName("io.github.numloss.cli.EarlierUseTest$Host")
          .should()
          .accessTargetWhere(opening)
          .check(classes);
    }
  }

  @Test
  void sessionsOpenThem() {
    assertThat(program.get(Sessions.class).getAccessesFromSelf())
        .extracting(access -> access.getTarget().getFullName())
        .anyMatch(target -> target.startsWith(OPENING.get(0)))
        .anyMatch(target -> target.startsWith(OPENING.get(1)));
  }
}
