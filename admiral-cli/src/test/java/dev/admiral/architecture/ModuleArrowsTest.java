package dev.admiral.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.Externalizable;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import java.util.Arrays;

/// The map of the house: which module may use which, and which package owns which dangerous thing.
///
/// A new top-level package under `dev.admiral` must be named in one of the lists below.
@AnalyzeClasses(packages = "dev.admiral", importOptions = DoNotIncludeTests.class)
class ModuleArrowsTest {
  private static final String[] CORE =
      packages(
          "space",
          "env",
          "task",
          "nn",
          "policy",
          "rollout",
          "perturbation",
          "checkpoint",
          "asset",
          "learner",
          "random",
          "concurrent");
  private static final String[] ATARI = packages("atari");
  private static final String[] MUJOCO = packages("mujoco");
  private static final String[] TORCH = packages("torch");
  private static final String[] ALGORITHMS =
      packages(
          "trpo",
          "ppo",
          "sac",
          "dynamics",
          "admrl",
          "maml",
          "pearl",
          "multitask",
          "adgan",
          "attack",
          "defense");
  private static final String[] EXPERIMENTS = packages("experiments");
  private static final String[] CLI = packages("cli");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_BELONGS_TO_A_MODULE =
      classes()
          .should()
          .resideInAnyPackage(union(CORE, ATARI, MUJOCO, TORCH, ALGORITHMS, EXPERIMENTS, CLI));

  @ArchTest static final ArchRule CORE_USES_NO_OTHER_MODULE = onlyUses(CORE);

  @ArchTest static final ArchRule ATARI_USES_CORE = onlyUses(ATARI, CORE);

  @ArchTest static final ArchRule MUJOCO_USES_CORE = onlyUses(MUJOCO, CORE);

  @ArchTest static final ArchRule TORCH_USES_CORE = onlyUses(TORCH, CORE);

  @ArchTest static final ArchRule ALGORITHMS_USE_CORE = onlyUses(ALGORITHMS, CORE);

  @ArchTest
  static final ArchRule EXPERIMENTS_USE_ALGORITHMS_ENVIRONMENTS_AND_TORCH =
      onlyUses(EXPERIMENTS, ALGORITHMS, ATARI, MUJOCO, TORCH, CORE);

  @ArchTest
  static final ArchRule CORE_HAS_NO_PACKAGE_CYCLES =
      slices()
          .matching("dev.admiral.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(not(resideInAnyPackage(CORE)), anyClass())
          .ignoreDependency(anyClass(), not(resideInAnyPackage(CORE)))
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_KERNELS_TOUCH_THE_VECTOR_API =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.admiral.nn.kernel..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator.vector..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_BINDINGS_TOUCH_FOREIGN_MEMORY =
      noClasses()
          .that(
              not(
                  resideInAnyPackage(
                      "dev.admiral.atari.ale",
                      "dev.admiral.mujoco",
                      "dev.admiral.mujoco.internal..")))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.lang.foreign..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_TORCH_TOUCHES_LIBTORCH =
      noClasses()
          .that(not(resideInAnyPackage(TORCH)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.bytedeco.pytorch..", "org.bytedeco.openblas..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_BINDING_TOUCHES_ALE =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.admiral.atari.ale")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.bytedeco.ale..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule ONLY_THE_COMMAND_LINE_PRINTS =
      noClasses()
          .that(not(resideInAPackage("dev.admiral.cli..")))
          .should(ACCESS_STANDARD_STREAMS)
          .because("libraries return or log what they have to say")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NOBODY_USES_JAVA_SERIALIZATION =
      noClasses()
          .should()
          .dependOnClassesThat()
          .areAssignableTo(ObjectInput.class)
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(ObjectOutput.class)
          .orShould()
          .beAssignableTo(Externalizable.class)
          .because("loading a file must not be able to run code")
          .allowEmptyShould(true);

  /// Classes in `module` use, of Admiral, only their own module and those in `allowed`.
  private static ArchRule onlyUses(String[] module, String[]... allowed) {
    return noClasses()
        .that()
        .resideInAnyPackage(module)
        .should()
        .dependOnClassesThat(
            resideInAPackage("dev.admiral..")
                .and(not(resideInAnyPackage(module)))
                .and(not(resideInAnyPackage(union(allowed)))))
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> anyClass() {
    return DescribedPredicate.alwaysTrue();
  }

  private static String[] packages(String... names) {
    return Arrays.stream(names).map(name -> "dev.admiral." + name + "..").toArray(String[]::new);
  }

  private static String[] union(String[]... groups) {
    return Arrays.stream(groups).flatMap(Arrays::stream).toArray(String[]::new);
  }
}
