package io.github.regretbench;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameterizedType;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.simple.RandomSource;

/** The structure that CONTRIBUTING.md promises, read off the byte code of the main classes. */
@AnalyzeClasses(packages = ArchitectureTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    static final String ROOT = "io.github.regretbench";

    /** From the top down; each may import those after it. */
    private static final List<String> LAYERS = List.of("cli", "spark", "slurm", "report", "export", "figure", "tuning", "experiment", "external", "statistics",
            "data", "bandit", "theory", "learning", "gp", "kernel", "space");
    /** Where a trial is played: pure functions of their arguments. */
    private static final String[] PURE = packages(LAYERS.subList(LAYERS.indexOf("bandit"), LAYERS.size()));
    /** Where numbers of the results are made. */
    private static final String[] RESULTS = packages(LAYERS.subList(LAYERS.indexOf("tuning"), LAYERS.size()));
    /** Everything in Math that may differ from the true value by a rounding or more, so that its bits depend on the platform. */
    private static final Set<String> INEXACT = Set.of("sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh",
            "exp", "expm1", "log", "log10", "log1p", "pow", "cbrt", "hypot");

    private static String[] packages(List<String> layers) {
        return layers.stream().map(layer -> ROOT + "." + layer + "..").toArray(String[]::new);
    }

    @ArchTest
    static void eachLayerImportsOnlyThoseBelow(JavaClasses ours) {
        for (int i = 1; i < LAYERS.size(); i++) {
            noClasses().that().resideInAnyPackage(packages(LAYERS.subList(i, i + 1)))
                    .should().dependOnClassesThat().resideInAnyPackage(packages(LAYERS.subList(0, i)))
                    .because("each layer has to be understood without those above it: " + String.join(" > ", LAYERS)).check(ours);
        }
    }

    @ArchTest
    static final ArchRule everyPackageIsALayer = classes()
            .should().resideInAnyPackage(packages(LAYERS)).orShould().resideInAPackage(ROOT)
            .because("a new package needs its own one-sentence reason and a place in LAYERS");

    @ArchTest
    static final ArchRule dataKnowsNothingOfBandits = noClasses().that().resideInAPackage(ROOT + ".data..")
            .should().dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(ROOT, ROOT + ".data.."))))
            .because("measured tables can be read, imported and checked without any model of them");

    @ArchTest
    static final ArchRule statisticsKnowsNothingOfBandits = noClasses().that().resideInAPackage(ROOT + ".statistics..")
            .should().dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(ROOT, ROOT + ".statistics.."))))
            .because("a test or an interval is right or wrong for any sample, wherever it comes from");

    @ArchTest
    static final ArchRule rootPackageImportsNoneOfOurs = noClasses().that().resideInAPackage(ROOT)
            .should().dependOnClassesThat().resideInAnyPackage(packages(LAYERS))
            .because("every layer stands on the root package");

    @ArchTest
    static final ArchRule packagesAreNamedByContent = noClasses()
            .should().resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..", "..helpers..", "..core..")
            .because("such a name says nothing about what is inside, and so collects everything");

    @ArchTest
    static final ArchRule classesAreNamedByMeaning = noClasses()
            .should().haveSimpleNameEndingWith("Utils").orShould().haveSimpleNameEndingWith("Util")
            .orShould().haveSimpleNameEndingWith("Manager").orShould().haveSimpleNameEndingWith("Helper")
            .orShould().haveSimpleNameEndingWith("Impl").orShould().haveSimpleNameStartingWith("Abstract")
            .because("a class is called after the quantity or role it stands for, not after its place in a pattern");

    @ArchTest
    static final ArchRule onlyFigureDraws = noClasses().that().resideOutsideOfPackage(ROOT + ".figure..")
            .should().dependOnClassesThat().resideInAnyPackage("org.knowm..", "org.apache.batik..", "org.apache.pdfbox..", "de.rototor..")
            .because("figures are functions of stored results: redrawing never re-runs, and the chart library can be replaced");

    @ArchTest
    static final ArchRule onlySparkKnowsTheCluster = noClasses().that().resideOutsideOfPackage(ROOT + ".spark..")
            .should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..", "scala..")
            .because("its classes are there in a driver and on executors, and nowhere else");

    @ArchTest
    static final ArchRule onlyCliKnowsTheTerminal = noClasses().that().resideOutsideOfPackage(ROOT + ".cli..")
            .should().dependOnClassesThat().resideInAnyPackage("picocli..", "me.tongfei..")
            .orShould().accessTargetWhere(target("System.out, System.err, System.in, exit or halt", access ->
                    access.getTargetOwner().isEquivalentTo(System.class) && Set.of("out", "err", "in", "exit").contains(access.getName())
                    || access.getTargetOwner().isEquivalentTo(Runtime.class) && Set.of("exit", "halt").contains(access.getName())
                    || access.getName().equals("printStackTrace")))
            .because("everything else can then be called from a program, a test or a notebook");

    @ArchTest
    static final ArchRule onlyExternalStartsProcesses = noClasses().that().resideOutsideOfPackage(ROOT + ".external..")
            .and().haveSimpleNameNotStartingWith("BenchmarkProcess")      // a JVM of our own, without a protocol
            .and().doNotHaveSimpleName("SparkProcess")                    // this program itself, started in another way
            .and().doNotHaveSimpleName("Slurm")                           // short questions to the batch system, answered at once
            .should().dependOnClassesThat().belongToAnyOf(ProcessBuilder.class, Process.class)
            .because("a program that is started has to be watched, timed and killed, and that is in one place");

    @ArchTest
    static final ArchRule onlyTuningTrains = noClasses().that().resideOutsideOfPackage(ROOT + ".tuning..")
            .should().dependOnClassesThat().resideInAnyPackage("libsvm..")
            .because("a learner is a library among others; what is played is the table that it made");

    @ArchTest
    static final ArchRule onlyGpHasLinearAlgebra = noClasses().that().resideOutsideOfPackage(ROOT + ".gp..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ejml..", "org.apache.commons.math3.linear..")
            .because("callers see a posterior, not a matrix, so that the algorithm behind it can change");

    @ArchTest
    static final ArchRule recordsHoldNoArrays = classes().that().areRecords().should(holdNoArrays())
            .because("an array compares by identity and can be changed from outside: such a record is no value");

    @ArchTest
    static final ArchRule randomnessIsAParameter = noClasses()
            .should().dependOnClassesThat(DescribedPredicate.or(JavaClass.Predicates.assignableTo(Random.class),
                    JavaClass.Predicates.equivalentTo(ThreadLocalRandom.class),
                    JavaClass.Predicates.equivalentTo(SplittableRandom.class),
                    JavaClass.Predicates.equivalentTo(RandomGenerator.class)))
            .orShould().accessTargetWhere(target("a generator without a seed", access ->
                    access.getTargetOwner().isEquivalentTo(Math.class) && access.getName().equals("random")
                    || access.getTargetOwner().isEquivalentTo(UUID.class) && access.getName().equals("randomUUID")
                    || access.getTargetOwner().isEquivalentTo(Collections.class) && access.getName().equals("shuffle")
                    || access.getTargetOwner().isEquivalentTo(RandomSource.class)
                            && (access.getTarget().getFullName().endsWith(".create()") || access.getName().startsWith("createSeed"))))
            .because("every random number comes from a named stream of the master seed, by one algorithm on every JDK");

    @ArchTest
    static final ArchRule trialsReadNoClock = noClasses().that().resideInAnyPackage(PURE)
            .should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
            .orShould().accessTargetWhere(target("the time of day or a nanosecond counter", access ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                            && Set.of("nanoTime", "currentTimeMillis").contains(access.getName())
                    || access.getTargetOwner().getPackageName().equals("java.time") && access.getName().equals("now")))
            .because("a trial is a pure function of its record; what it took is measured with a clock that the caller hands in");

    /**
     * No exceptions within these packages. {@code figure} and {@code cli} may call Math: they use log10 and pow to place ticks and
     * round labels, and no result is computed from a label.
     */
    @ArchTest
    static final ArchRule resultsComeFromStrictMath = noClasses().that().resideInAnyPackage(RESULTS)
            .should().accessTargetWhere(target("a Math function whose last bit depends on JDK and processor", access ->
                    access.getTargetOwner().isEquivalentTo(Math.class) && INEXACT.contains(access.getName())))
            .because("results are the same bits on every platform; StrictMath has the same functions");

    private static DescribedPredicate<JavaAccess<?>> target(String description, Predicate<JavaAccess<?>> test) {
        return describe(description, test);
    }

    private static ArchCondition<JavaClass> holdNoArrays() {
        return new ArchCondition<>("have no array component, nor one made of arrays such as List<double[]>") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (JavaField field : type.getFields()) {
                    if (!field.getModifiers().contains(JavaModifier.STATIC)) {
                        events.add(new SimpleConditionEvent(field, !madeOfArrays(field.getType()),
                                field.getFullName() + " is a " + field.getType().getName()));
                    }
                }
            }
        };
    }

    private static boolean madeOfArrays(JavaType type) {
        return type.toErasure().isArray() || type instanceof JavaParameterizedType parameterized
                && parameterized.getActualTypeArguments().stream().anyMatch(ArchitectureTest::madeOfArrays);
    }
}
