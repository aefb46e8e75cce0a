package io.github.regretbench.bandit;

import io.github.regretbench.gp.PosteriorForm;
import io.github.regretbench.gp.Prior;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.space.Box;
import io.github.regretbench.theory.Model;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/**
 * What does a trial of GP-UCB cost in Java, against the same trial in C and in numpy? All play the game that {@link TrialBenchmark} plays,
 * in turn, block by block, and must choose the same arms. Java's trial keeps its records (regret, information gain, confidence bands); the
 * others only choose and update. What is shared by all trials of an experiment is made before: Java's prior, C's features or K.
 *
 * <pre>./regretbench bench --references</pre>
 */
public final class SideBySide {
    private static final RandomStreams STREAMS = new RandomStreams(2010);
    private static final double NOISE_VARIANCE = 0.025;
    private static final double DELTA = 0.1;
    private static final double LENGTH_SCALE = 0.2;
    private static final double SIGNAL_VARIANCE = 0.5;
    private static final int ARMS = 1000;
    private static final Path C = Path.of("benchmarks/src/main/c");
    private static final Path NUMPY = Path.of("benchmarks/src/main/python/rows.py");
    private static final String FAST = "-fno-math-errno";
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    /** Programs for a kernel, by their names in the table. C programs are a source and its flags beside -O3 -march=native. */
    enum Game {
        SE("se", "0.5 * se(lengthscale=0.2)", PosteriorForm.AUTO, Map.of("C, features, plain loops", List.of("lowrank"),
                "C, features, plain, " + FAST, List.of("lowrank", FAST),
                "C, features, fused AVX2", List.of("lowrank_avx2"),
                "C, one row per round", List.of("rows", FAST))),
        ROWS("se", "0.5 * se(lengthscale=0.2)", PosteriorForm.ROWS, Map.of(
                "C, one row per round", List.of("rows", FAST),
                "C, rows since the last play", List.of("matern12", FAST))),
        MATERN("matern12", "0.5 * matern(nu=0.5, lengthscale=0.2)", PosteriorForm.AUTO, Map.of(
                "C, one row per round", List.of("rows", FAST),
                "C, rows since the last play", List.of("matern12", FAST))),
        MATERN_ROWS("matern12", "0.5 * matern(nu=0.5, lengthscale=0.2)", PosteriorForm.ROWS, Map.of(
                "C, one row per round", List.of("rows", FAST),
                "C, rows since the last play", List.of("matern12", FAST)));

        private final String kernelName;
        private final String kernel;
        private final PosteriorForm form;
        private final Map<String, List<String>> programs;

        Game(String kernelName, String kernel, PosteriorForm form, Map<String, List<String>> programs) {
            this.kernelName = kernelName;
            this.kernel = kernel;
            this.form = form;
            this.programs = programs;
        }
    }

    /** What a program did in one block: its arms and the median of its processor times per trial, in nanoseconds. */
    private record Block(List<Integer> arms, double nanoseconds) {
    }

    private final Game game;
    private final int rounds;
    private final double seconds;
    private final Setting setting;
    private final PrintStream out;

    private SideBySide(Game game, int rounds, double seconds, PrintStream out) {
        this.game = game;
        this.rounds = rounds;
        this.seconds = seconds;
        this.out = out;
        Prior prior = Prior.of(KernelExpression.parse(game.kernel), Box.unit(1).grid(List.of(ARMS)));
        setting = Setting.asModelled(new Model(prior, NOISE_VARIANCE, rounds, DELTA).keptAs(game.form),
                new PriorDraws(prior).objective(0, STREAMS.stream("objective", "0")));
    }

    /** Arguments: rounds per trial, seconds per program and block, blocks, and the name of the {@link Game}. */
    public static void main(String[] args) throws IOException, InterruptedException {
        compare(Game.valueOf(args[3]), Integer.parseInt(args[0]), Double.parseDouble(args[1]), Integer.parseInt(args[2]), System.out);
    }

    /** Plays a game with all programs that can be run here and prints the table; fails when one chooses other arms. */
    static void compare(Game game, int rounds, double seconds, int blocks, PrintStream out) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("regretbench-references");
        try {
            new SideBySide(game, rounds, seconds, out).compare(folder, blocks);
        } finally {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private void compare(Path folder, int blocks) throws IOException, InterruptedException {
        Path file = write(folder.resolve("game.txt"));
        Map<String, List<String>> commands = commands(folder, file);
        Map<String, List<Double>> times = new LinkedHashMap<>();
        playForSeconds();      // warms up
        for (int block = 0; block < blocks; block++) {
            Block ours = playForSeconds();
            times.computeIfAbsent("Java", key -> new ArrayList<>()).add(ours.nanoseconds);
            for (Map.Entry<String, List<String>> command : commands.entrySet()) {
                Block theirs = run(command.getValue());
                requireSameArms(command.getKey(), ours.arms, theirs.arms);
                times.computeIfAbsent(command.getKey(), key -> new ArrayList<>()).add(theirs.nanoseconds);
            }
        }
        print(times);
    }

    /** Java's own median over as many trials as fit. */
    private Block playForSeconds() {
        List<Integer> arms = new ArrayList<>();
        List<Double> times = new ArrayList<>();
        long end = THREADS.getCurrentThreadCpuTime() + (long) (1e9 * seconds);
        while (THREADS.getCurrentThreadCpuTime() < end) {
            arms.clear();
            long start = THREADS.getCurrentThreadCpuTime();
            PolicyFamily family = PolicyFamily.named("gp-ucb");
            Policy rule = family.create(setting, family.resolve(Map.of()));
            new Trial(0, setting, "gp-ucb", rule, Ties.FIRST, STREAMS).run(() -> 0, step -> arms.add(step.arm()));
            times.add((double) (THREADS.getCurrentThreadCpuTime() - start));
        }
        return new Block(List.copyOf(arms), median(times));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get(sorted.size() / 2) + sorted.get((sorted.size() - 1) / 2)) / 2;
    }

    /** The game as the other programs read it: see trial.h. */
    private Path write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("%d %d %s %s %s %s %s%n".formatted(ARMS, rounds, Double.toHexString(NOISE_VARIANCE),
                Double.toHexString(DELTA), game.kernelName, Double.toHexString(LENGTH_SCALE), Double.toHexString(SIGNAL_VARIANCE)));
        for (int arm = 0; arm < ARMS; arm++) {
            text.append(Double.toHexString(setting.objective().value(arm))).append('\n');
        }
        UniformRandomProvider stream = STREAMS.stream("noise", "0");
        ZigguratSampler.NormalizedGaussian noise = ZigguratSampler.NormalizedGaussian.of(stream);
        for (int t = 0; t < rounds; t++) {
            text.append(Double.toHexString(Math.sqrt(NOISE_VARIANCE) * noise.sample())).append('\n');
        }
        return Files.writeString(file, text);
    }

    /** Builds what can be built; says in one line what is left out. */
    private Map<String, List<String>> commands(Path folder, Path file) throws IOException, InterruptedException {
        Map<String, List<String>> commands = new LinkedHashMap<>();
        String time = Double.toString(seconds / 2);     // a warm-up takes as long
        if (works("cc", "--version")) {
            for (String name : game.programs.keySet().stream().sorted().toList()) {
                List<String> program = game.programs.get(name);
                String binary = folder.resolve(String.join("", program)).toString();
                List<String> build = new ArrayList<>(List.of("cc", "-O3", "-march=native"));
                build.addAll(program.subList(1, program.size()));
                build.addAll(List.of("-o", binary, C.resolve(program.get(0) + ".c").toString(), "-lm"));
                if (works(build.toArray(String[]::new))) {
                    commands.put(name, List.of(binary, file.toString(), time));
                } else {
                    out.println("left out: " + String.join(" ", build) + " fails here");
                }
            }
        } else {
            out.println("left out: the programs in C; there is no compiler called cc");
        }
        if (works("python3", "-c", "import numpy")) {
            commands.put("numpy, one row per round", List.of("python3", NUMPY.toString(), file.toString(), time));
        } else {
            out.println("left out: the program in numpy; python3 with numpy is not here");
        }
        return commands;
    }

    private static boolean works(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
                    .waitFor() == 0;
        } catch (IOException e) {
            return false;       // not installed
        }
    }

    private static Block run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        List<String> lines = new String(process.getInputStream().readAllBytes()).lines().toList();
        if (process.waitFor() != 0 || lines.size() != 2) {
            throw new IOException(String.join(" ", command) + " failed");
        }
        return new Block(Arrays.stream(lines.get(0).split(" ")).skip(1).map(Integer::valueOf).toList(),
                Double.parseDouble(lines.get(1).split(" ")[1]));
    }

    private static void requireSameArms(String program, List<Integer> ours, List<Integer> theirs) {
        if (!ours.equals(theirs)) {
            int t = IntStream.range(0, Math.min(ours.size(), theirs.size())).filter(i -> !ours.get(i).equals(theirs.get(i))).findFirst()
                    .orElse(Math.min(ours.size(), theirs.size()));
            throw new IllegalStateException("Java and '%s' choose other arms from round %d on: %s and %s".formatted(program, t + 1,
                    ours.subList(t, ours.size()), theirs.subList(t, theirs.size())));
        }
    }

    private void print(Map<String, List<Double>> times) {
        List<Double> java = times.get("Java");
        out.printf(Locale.ROOT, "%s, Java's posterior %s, n = %d, T = %d: processor time of a trial, median of %d blocks; the same arms%n",
                game.kernel, game.form, ARMS, rounds, java.size());
        out.printf("%-32s %10s   %s%n", "program", "ms", "Java's time / its own (range over the blocks)");
        times.forEach((program, blocks) -> {
            List<Double> ratios = IntStream.range(0, blocks.size()).mapToObj(b -> java.get(b) / blocks.get(b)).sorted().toList();
            out.printf(Locale.ROOT, "%-32s %10.3f   %.2f (%.2f to %.2f)%n", program, median(blocks) / 1e6, median(ratios), ratios.get(0),
                    ratios.get(ratios.size() - 1));
        });
        out.println();
    }
}
