package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.Spelling;
import io.github.regretbench.data.CsvCells;
import io.github.regretbench.experiment.Analysis.Curve;
import io.github.regretbench.experiment.Analysis.Distance;
import io.github.regretbench.experiment.Analysis.Summary;
import io.github.regretbench.experiment.Analysis.Tested;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.statistics.Interval;
import io.github.regretbench.statistics.RegretGrowth.Exponent;
import io.github.regretbench.theory.GrowthOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one experiment under results/: written from the store when all trials are in, sorted and byte-stable, and read again by
 * whoever draws figures or prints tables. Times and environment are in {@code timings.csv} and {@code manifest.json} and nowhere else.
 *
 * @param path the folder
 */
public record ResultFolder(Path path) {
    static final String EXPERIMENT = "experiment.yaml";
    private static final String LABELS = "labels.csv";
    /** The file with one row a recorded round, sorted by policy (in the experiment's order), trial and round. */
    public static final String ROUNDS = "rounds.parquet";
    /** The file with one row per policy and recorded round. */
    public static final String CURVES = "curves.csv";
    /** The file with one row per policy. */
    public static final String SUMMARY = "summary.csv";
    /** The file with one row per policy that failed; there is none when none did. */
    public static final String FAILURES = "failures.csv";
    private static final String CLAIMS = "claims.csv";
    /** In {@value #CLAIMS}. */
    private static final String CHANGED = "data differ from the pinned table";
    private static final String DISTANCES = "paper-distance.csv";
    private static final String TIMINGS = "timings.csv";
    /** What has to be known of answers on expected regret: Student's limits of 10000 samples of 6, 10 and 30 log-normal regrets each. */
    public static final String EXPECTED_REGRET_IS_APPROXIMATE = "answers on expected regret are approximate: Student's 99% limits of skewed regrets "
            + "failed in 6 to 7% of simulations (log-normal, s = 0.7), and in 9 to 13% (s = 1)";
    /** With which the answers of an audit on rates are given, each by itself. */
    public static final double AUDIT_CONFIDENCE = 1 - Audit.FALSE_ALARM;
    /** In place of a policy's name among findings, for what all policies meet. */
    public static final String EVERY_POLICY = Finding.EVERY_POLICY;
    static final String AUDIT = "audit.csv";
    private static final String AUDIT_ASSUMPTIONS = "audit-assumptions.csv";
    private static final String AUDIT_TESTS = "audit-tests.csv";
    private static final String AUDIT_LEVELS = "audit-levels.csv";
    private static final String AUDIT_GROWTH = "audit-growth.csv";
    private static final List<String> AUDIT_FILES = List.of(AUDIT, AUDIT_ASSUMPTIONS, AUDIT_TESTS, AUDIT_LEVELS, AUDIT_GROWTH);
    /** All that the same experiment makes with the same bytes; a folder need not have all of them. */
    static final List<String> DETERMINISTIC = List.of(EXPERIMENT, FAILURES, ROUNDS, CURVES, SUMMARY, CLAIMS, DISTANCES, AUDIT, AUDIT_ASSUMPTIONS,
            AUDIT_TESTS, AUDIT_LEVELS,
            AUDIT_GROWTH);
    private static final Interval UNKNOWN = new Interval(Double.NaN, Double.NaN, Double.NaN);

    /** A CSV file of results: its header's columns by name, row by row. Numbers are empty where there is nothing to say. */
    public record Table(List<Map<String, String>> rows) {
        /**
         * A number of a row, NaN for an empty cell.
         *
         * @throws BadInputException when the cell holds something else
         */
        public static double number(Map<String, String> row, String column) {
            String cell = row.get(column);
            try {
                return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
            } catch (NumberFormatException e) {
                throw new BadInputException("a table of results has '%s' in the column %s, where a number is expected; make it again".formatted(
                        cell, column), e);
            }
        }
    }

    /** The experiment as it was asked for, from {@code experiment.yaml}. */
    public Experiment declared() {
        return ExperimentFile.read(path.resolve(EXPERIMENT));
    }

    /** The experiment that there are results of: without the policies that failed. */
    public Experiment experiment() {
        Experiment declared = declared();
        List<String> failed = failures().rows().stream().map(row -> row.get("policy")).toList();
        return failed.isEmpty() ? declared
                : declared.withPolicies(declared.policies().stream().filter(player -> !failed.contains(player.name())).toList());
    }

    /** One row per policy that failed in some trial, from {@value #FAILURES}; no rows when none did. */
    public Table failures() {
        return Files.exists(path.resolve(FAILURES)) ? read(FAILURES) : new Table(List.of());
    }

    /**
     * The results of a finished run.
     *
     * @throws BadInputException when the folder holds none, a shard of them, or a file that is torn or was changed
     */
    public static ResultFolder finished(Path path) {
        Seal seal = seal(path);
        Manifest.shard(path).ifPresent(shard -> {
            throw new BadInputException(("%s holds %s of an experiment's trials; join all %d with `regretbench merge` and use what comes "
                    + "out").formatted(path, shard, shard.count()));
        });
        for (String file : List.of(EXPERIMENT, SUMMARY, CURVES, ROUNDS)) {
            if (!seal.has(file)) {
                throw unfinished(path, file);
            }
        }
        return new ResultFolder(path);
    }

    /**
     * The seal of a finished run or shard, after every file has been held against it.
     *
     * @throws BadInputException when there is none or a file is not as it was written
     */
    static Seal seal(Path path) {
        Seal seal = Seal.find(path).orElseThrow(() -> unfinished(path, Stream.of(EXPERIMENT, SUMMARY, CURVES, ROUNDS)
                .filter(file -> !Files.isRegularFile(path.resolve(file))).findFirst().orElse(Seal.FILE)));
        seal.verify(path);
        return seal;
    }

    static BadInputException unfinished(Path path, String missing) {
        return new BadInputException(("%s holds no results of a finished run: %s is missing; name a folder such as results/fig5a, made by "
                + "`regretbench run` or `reproduce`, which also finish what was interrupted").formatted(path, missing));
    }

    /** How the intervals of its means are made and what N counts, from {@code summary.csv}. */
    public String intervals() {
        Experiment experiment = experiment();
        return experiment.intervals().description(experiment.trials(), pieces());
    }

    /** N: independent trials, distinct objectives, or blocks of them. */
    public int pieces() {
        return Integer.parseInt(summary().rows().get(0).get("independent_pieces"));
    }

    /** What a reader of the results has to know of the data, as the manifest says it. */
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        manifest().ifPresent(tree -> tree.path("warnings").forEach(warning -> warnings.add(warning.asText())));
        return warnings;
    }

    /** The runs one by one, from {@value #ROUNDS}; to be closed. */
    public StoredRuns runs() {
        return new StoredRuns(path.resolve(ROUNDS), experiment());
    }

    /** Whether an audit's findings about these results are there. */
    public boolean isAudited() {
        return Seal.find(path).filter(seal -> seal.has(AUDIT)).isPresent();
    }

    /** Version and commit of the RegretBench that made the results, where the manifest is there to say it. */
    public Optional<Build> build() {
        return Manifest.build(path);
    }

    /** How many trials were taken from the store and how many were played by the run that made the results, in words. */
    public String origin() {
        return manifest().map(tree -> tree.path("run")).filter(run -> run.has(Manifest.PLAYED)).map(run -> "%d trials from the store, %d played"
                .formatted(run.path(Manifest.FOUND).asLong(), run.path(Manifest.PLAYED).asLong())).orElse("");
    }

    /** Where, when and with what the results were made, as the manifest says it; nothing where it is missing. */
    public Optional<JsonNode> manifest() {
        return Manifest.read(path);
    }

    /**
     * Refuses to go on in a folder whose store is gone but whose files are there and say something else.
     *
     * @throws BadInputException when the files are those of another experiment
     */
    void requireSame(Experiment experiment) {
        Path file = path.resolve(EXPERIMENT);
        if (!Files.exists(file)) {
            return;
        }
        String problem;
        try {
            problem = ExperimentFile.identity(declared()).equals(ExperimentFile.identity(experiment)) ? ""
                    : path + " holds results of another configuration (see " + file + ")";
        } catch (BadInputException e) {
            problem = path + " holds results of something else (" + e.getMessage() + ")";
        }
        if (!problem.isEmpty()) {
            throw new BadInputException(problem + "; add --overwrite to replace them or --out DIR to keep both");
        }
    }

    /** Mean average regret by policy and round, from {@code curves.csv}. */
    public Table curves() {
        return read(CURVES);
    }

    /** `"sup"_x |f(x)|` of the objectives, where they were made with one norm. */
    public Optional<Bench.Supremum> supremum() {
        return Manifest.supremum(path);
    }

    /** One row per policy, from {@code summary.csv}. */
    public Table summary() {
        return read(SUMMARY);
    }

    /** One row a claim, from {@code claims.csv}; no rows when the experiment makes none. */
    public Table claims() {
        return read(CLAIMS);
    }

    /** One row per policy that the paper has, from {@code paper-distance.csv}; no rows without a panel of the paper. */
    public Table distances() {
        return read(DISTANCES);
    }

    /** One row per policy, from {@code timings.csv}: processor times and, for programs, those of the exchange; they differ from run to run. */
    public Table timings() {
        return read(TIMINGS);
    }

    /** One row per policy and check, from {@code audit.csv}. */
    public Table audit() {
        return read(AUDIT);
    }

    /** One row per policy and assumption of what is promised for it, from {@code audit-assumptions.csv}. */
    public Table auditAssumptions() {
        return read(AUDIT_ASSUMPTIONS);
    }

    /** One row a goodness-of-fit test of functions, noise or a policy's innovations, from {@code audit-tests.csv}. */
    public Table auditTests() {
        return read(AUDIT_TESTS);
    }

    /** Mean regret and what bounds it by policy and round, from {@code audit-levels.csv}. */
    public Table auditLevels() {
        return read(AUDIT_LEVELS);
    }

    /** Growth exponents by policy and window, from {@code audit-growth.csv}. */
    public Table auditGrowth() {
        return read(AUDIT_GROWTH);
    }

    /**
     * The CSV file of that name.
     *
     * @throws BadInputException when it cannot be read, or is torn: without its last line break, or with a row of another length than the
     *     header
     */
    public Table read(String file) {
        String text;
        try {
            text = Files.readString(path.resolve(file));
        } catch (IOException e) {
            throw broken(file, "cannot be read", e);
        }
        if (!text.endsWith("\n")) {
            throw broken(file, "ends in the middle of a line", null);
        }
        List<String> lines = text.lines().toList();
        List<String> header = cells(file, lines, 0);
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> cells = cells(file, lines, i);
            if (cells.size() != header.size()) {
                throw broken(file, "has %d cells in line %d, where %d are expected".formatted(cells.size(), i + 1, header.size()), null);
            }
            Map<String, String> row = new LinkedHashMap<>();
            for (int j = 0; j < header.size(); j++) {
                row.put(header.get(j), cells.get(j));
            }
            rows.add(row);
        }
        return new Table(rows);
    }

    private List<String> cells(String file, List<String> lines, int i) {
        return CsvCells.split(lines.get(i), ',').orElseThrow(() -> broken(file, "has a quote in line %d that is not closed".formatted(i + 1),
                null));
    }

    /** Writes what figures and tables call policies, by name. */
    void labels(Map<String, String> labels) throws IOException {
        StringBuilder csv = new StringBuilder("policy,label\n");
        labels.forEach((policy, label) -> line(csv, policy, label));
        text(LABELS, csv.toString());
    }

    /** What figures and tables call the policies of a comparison, by name. */
    public Map<String, String> labels() {
        Map<String, String> labels = new LinkedHashMap<>();
        read(LABELS).rows().forEach(row -> labels.put(row.get("policy"), row.get("label")));
        return labels;
    }

    private BadInputException broken(String file, String problem, Exception cause) {
        return new BadInputException("%s %s; make it again with `regretbench run` or `reproduce`".formatted(path.resolve(file), problem),
                cause);
    }

    /**
     * Writes all files but the manifest.
     *
     * @param declared the experiment as it was asked for
     * @param bench that of the policies that are complete
     * @return their names
     * @throws BadInputException when the store lacks rounds
     */
    List<String> write(Experiment declared, Bench bench, ResultStore store) throws IOException {
        Experiment experiment = bench.experiment();
        store.requireRounds(experiment);
        Analysis analysis = new Analysis(experiment, bench, store);
        List<String> files = new ArrayList<>(writeShard(declared));
        files.add(rounds(experiment, store));
        files.add(text(CURVES, curves(analysis)));
        files.add(text(SUMMARY, summary(experiment, analysis)));
        files.add(text(CLAIMS, bench.changedData().isEmpty() ? claims(analysis) : marked(claims(analysis))));
        files.add(text(DISTANCES, distances(analysis)));
        files.add(text(TIMINGS, timings(experiment, store)));
        return files;
    }

    /** Writes what failed, or takes away what once failed, and gives the name of the file where there is one. */
    Optional<String> write(Failures failures) throws IOException {
        if (failures.isEmpty()) {
            Files.deleteIfExists(path.resolve(FAILURES));
            return Optional.empty();
        }
        return Optional.of(text(FAILURES, failures.csv()));
    }

    /** Writes what a shard's folder has beside its store, and gives the names of the files. */
    List<String> writeShard(Experiment experiment) throws IOException {
        return List.of(text(EXPERIMENT, ExperimentFile.write(experiment)));
    }

    /** Writes what an audit found, and gives the names of the files. */
    List<String> write(Audit audit) throws IOException {
        StringBuilder findings = new StringBuilder("policy,check,source,trials,violations,estimate,lower,upper,allowed,answer\n");
        for (Finding f : audit.findings()) {
            line(findings, f.policy(), Spelling.of(f.check()), f.source(), f.trials(),
                    f.violations() == Finding.NOT_COUNTED ? "" : f.violations(), f.estimate(), f.allowed(), Spelling.of(f.answer()));
        }
        text(AUDIT, findings.toString());
        StringBuilder assumptions = new StringBuilder("policy,assumption,state,why\n");
        for (PremiseCheck.Held h : audit.premises()) {
            line(assumptions, h.policy(), h.premise(), Spelling.of(h.state()), h.why());
        }
        text(AUDIT_ASSUMPTIONS, assumptions.toString());
        StringBuilder tests = new StringBuilder("policy,check,test,values,statistic,p_value,rejects,runs_to_notice_a_fifth\n");
        for (Audit.Tested t : audit.tests()) {
            line(tests, t.subject().policy(), Spelling.of(t.subject().check()), t.result().test(), t.subject().values(),
                    t.result().statistic(), t.result().pValue(), t.rejects(), t.runsToNotice() == 0 ? "" : t.runsToNotice());
        }
        text(AUDIT_TESTS, tests.toString());
        StringBuilder levels = new StringBuilder("policy,t,regret,regret_lower,regret_upper,confidence,realised,worst_case_from_below,"
                + "worst_case,expected_bound,best_arm\n");
        for (Audit.Levels l : audit.levels()) {
            line(levels, l.policy(), l.t(), l.regret(), l.confidence(), l.realised(), l.worstCaseFromBelow(), l.worstCase(), l.expected(),
                    l.bestArm());
        }
        text(AUDIT_LEVELS, levels.toString());
        StringBuilder growth = new StringBuilder("policy,window,from,to,exponent,percentile_lower,percentile_upper,bca_lower,bca_upper,"
                + "log_power,exponent_without_log,without_log_lower,without_log_upper,theory_row,theory_exponent\n");
        for (Growth g : audit.growth()) {
            line(growth, g.policy(), Spelling.of(g.window()), g.exponent().firstRound(), g.exponent().lastRound(),
                    g.exponent().percentile(), g.exponent().corrected().lower(), g.exponent().corrected().upper(),
                    g.corrected().map(Exponent::logPower).orElse(Double.NaN), g.corrected().map(Exponent::corrected).orElse(UNKNOWN),
                    g.order(), g.theory().map(GrowthOrder::power).orElse(Double.NaN));
        }
        text(AUDIT_GROWTH, growth.toString());
        return AUDIT_FILES;
    }

    /**
     * Adds a text to the files of finished results, and to their seal, which is away while it is written.
     *
     * @throws BadInputException when the folder is not sealed
     */
    public void add(String file, String content) throws IOException {
        Seal former = Seal.find(path).orElseThrow(() -> unfinished(path, Seal.FILE));
        Seal.lift(path);
        former.and(path, List.of(text(file, content))).write(path);
    }

    /** Writes a text file and gives its name. */
    String text(String file, String content) throws IOException {
        AtomicFile.write(path.resolve(file), out -> out.write(content.getBytes(StandardCharsets.UTF_8)));
        return file;
    }

    /** One row per round, sorted by policy (in the experiment's order), trial and round. */
    private String rounds(Experiment experiment, ResultStore store) throws IOException {
        List<String> order = new ArrayList<>();
        for (Player player : experiment.policies()) {
            order.add("(" + ResultStore.quoted(player.name()) + ", " + order.size() + ")");
        }
        Path part = path.resolve("." + ROUNDS + ".part");
        part.toFile().deleteOnExit();
        try {
            store.execute("COPY (SELECT round.* FROM round JOIN (VALUES " + String.join(", ", order) + ") AS policies(name, place) "
                    + "ON policy = name WHERE trial < " + experiment.trials() + " ORDER BY place, trial, t) TO "
                    + ResultStore.quoted(part.toAbsolutePath().toString()) + " (FORMAT parquet, COMPRESSION zstd)");
            Files.move(part, path.resolve(ROUNDS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return ROUNDS;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String curves(Analysis analysis) {
        StringBuilder csv = new StringBuilder("policy,t,mean_average_regret,lower,upper\n");
        for (Curve curve : analysis.curves()) {
            for (int i = 0; i < curve.points().size(); i++) {
                line(csv, curve.policy(), curve.rounds().get(i), curve.points().get(i));
            }
        }
        return csv.toString();
    }

    private static String summary(Experiment experiment, Analysis analysis) {
        StringBuilder csv = new StringBuilder("policy,trials,independent_pieces,rounds");
        for (String quantity : List.of("average_regret", "best_sampled_regret", "recommended_regret", "information_gain")) {
            csv.append(',').append(quantity).append(',').append(quantity).append("_lower,").append(quantity).append("_upper");
        }
        csv.append('\n');
        for (Summary s : analysis.summaries()) {
            line(csv, s.policy(), s.trials(), s.pieces(), experiment.horizon(), s.averageRegret(), s.bestSampledRegret(),
                    s.recommendedRegret(), s.informationGain());
        }
        return csv.toString();
    }

    /** Results of changed data say so in every row, so that no verdict can be quoted without it. */
    private static String marked(String csv) {
        List<String> lines = csv.lines().toList();
        StringBuilder marked = new StringBuilder(lines.get(0)).append(",warning\n");
        lines.subList(1, lines.size()).forEach(row -> marked.append(row).append(',').append(CHANGED).append('\n'));
        return marked.toString();
    }

    private static String claims(Analysis analysis) {
        StringBuilder csv = new StringBuilder("claim,at,difference,lower,upper,level,claims_together,independent_pieces,verdict\n");
        for (Tested tested : analysis.claims()) {
            line(csv, tested.claim(), tested.claim().at(), tested.difference(), tested.level(), tested.together(), tested.pieces(),
                    Spelling.of(tested.verdict()));
        }
        return csv.toString();
    }

    private static String distances(Analysis analysis) {
        StringBuilder csv = new StringBuilder("policy,mean_relative_distance,same_size_samples_95,verdict\n");
        for (Distance d : analysis.distances()) {
            line(csv, d.policy(), d.distance(), d.expected(), Double.isNaN(d.expected()) ? "cannot-tell"
                    : d.distance() <= d.expected() ? "within" : "beyond");
        }
        return csv.toString();
    }

    private static String timings(Experiment experiment, ResultStore store) {
        StringBuilder csv = new StringBuilder("policy,trials,choose_us_per_round,update_us_per_round,exchange_us_per_round,"
                + "policy_us_per_round\n");
        for (Player player : experiment.policies()) {
            List<double[]> trials = new ArrayList<>();
            store.query("SELECT choose_ns, update_ns, CAST(exchange_ns AS DOUBLE), CAST(policy_ns AS DOUBLE) FROM trial WHERE policy = ?",
                    row -> trials.add(new double[] {row.getLong(1), row.getLong(2), orNaN(row, 3), orNaN(row, 4)}), player.name());
            line(csv, player.name(), trials.size(), microseconds(experiment, trials, 0), microseconds(experiment, trials, 1),
                    microseconds(experiment, trials, 2), microseconds(experiment, trials, 3));
        }
        return csv.toString();
    }

    private static double orNaN(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? Double.NaN : value;
    }

    /** The median over trials, which warm-up and interruptions do not move; NaN where a trial has none. */
    private static double microseconds(Experiment experiment, List<double[]> trials, int column) {
        double[] sorted = trials.stream().mapToDouble(t -> t[column]).sorted().toArray();
        double median = (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
        return Double.isNaN(sorted[sorted.length - 1]) ? Double.NaN : Math.round(median / experiment.horizon()) / 1000.0;
    }

    /** Adds a line to a CSV text: numbers in their shortest form, NaN and missing intervals as empty cells, texts in quotes where they need them. */
    static void line(StringBuilder csv, Object... cells) {
        csv.append(String.join(",", Arrays.stream(cells).map(ResultFolder::cell).toList())).append('\n');
    }

    private static String cell(Object value) {
        if (value instanceof Interval interval) {
            return cell(interval.estimate()) + "," + cell(interval.lower()) + "," + cell(interval.upper());
        }
        if (value instanceof Double number) {
            return number.isNaN() ? "" : PlainDouble.format(number);
        }
        return CsvCells.quoted(value.toString());
    }
}
