package io.github.regretbench.export;

import io.github.regretbench.AtomicFile;
import io.github.regretbench.Bibliography;
import io.github.regretbench.Reference;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.experiment.Arms;
import io.github.regretbench.experiment.Build;
import io.github.regretbench.experiment.Experiment;
import io.github.regretbench.experiment.ModelKernel;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.experiment.ResultFolder;
import io.github.regretbench.kernel.KernelExpression;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.RegretOrder;
import io.github.regretbench.theory.ScheduleExpression;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.Statement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** BibTeX of every policy, schedule, bound, kernel and data set that runs used, from the citations that their types carry. */
public final class References {
    static final String SCHEMA = "regretbench/bibtex/1";
    /** As CITATION.cff says it. */
    static final String TITLE = "{RegretBench}: a benchmark suite for cumulative regret and information gain of {Gaussian}-process bandits";
    private static final String SENSOR_KERNEL = "Srinivas et al. 2010, section 6";
    private static final String CHAIN = "Srinivas et al. 2010, Lemmas 5.1 to 5.4";

    /** What was used, such as "policy ei: Mockus, Tiesis and Zilinskas 1978", in the order of the experiments. */
    private final Set<String> used = new LinkedHashSet<>();
    private final Set<Reference> entries = new LinkedHashSet<>();

    private References() {
    }

    /** The references of results as BibTeX, each after a comment that says what it is there for. */
    public static String bibtex(List<ResultFolder> results) {
        References references = new References();
        Set<String> software = new TreeSet<>();
        for (ResultFolder result : results) {
            Experiment experiment = result.experiment();
            references.addSource(experiment);
            experiment.policies().forEach(references::addPolicy);
            references.addKernels(experiment);
            references.add("objective " + experiment.objective().kind().name(), experiment.objective().kind().citation());
            if (experiment.arms() instanceof Arms.Sensors sensors) {
                KnownTable.named(sensors.table()).ifPresent(table -> references.add("data set " + table.fileName(), table.origin()));
            }
            if (result.isAudited()) {
                references.addAudit(result);
            }
            result.build().map(Build::toString).ifPresent(software::add);
        }
        return references.bibtex(software);
    }

    static void write(List<ResultFolder> results, Path directory) throws IOException {
        String bibtex = bibtex(results);
        AtomicFile.write(directory.resolve("references.bib"), out -> out.write(bibtex.getBytes(StandardCharsets.UTF_8)));
    }

    private void addSource(Experiment experiment) {
        if (!experiment.source().isEmpty()) {
            add("experiment " + experiment.name(), experiment.source());
        }
    }

    private void addPolicy(Player player) {
        add("policy " + player.family().name(), player.family().citation());
        if (player.parameters().get("schedule") instanceof String schedule) {
            ScheduleExpression.parse(schedule).families().forEach(this::addSchedule);
        }
    }

    private void addSchedule(ScheduleFamily family) {
        add("schedule " + family.name(), family.citation());
    }

    private void addKernels(Experiment experiment) {
        if (experiment.kernel() instanceof ModelKernel.Empirical) {
            add("kernel " + ModelKernel.EMPIRICAL, SENSOR_KERNEL);
        } else {
            experiment.kernel().families().forEach(family -> add("kernel " + family.name(), family.citation()));
        }
        experiment.truth().kernel().ifPresent(kernel -> KernelExpression.families(kernel)
                .forEach(family -> add("kernel " + family.name(), family.citation())));
    }

    /** Bounds and schedules by the names that the audit's files give them. */
    private void addAudit(ResultFolder result) {
        add("chain of bounds", CHAIN);
        for (Map<String, String> row : result.audit().rows()) {
            ScheduleFamily.all().stream().filter(family -> family.name().equals(row.get("source"))).forEach(this::addSchedule);
            RegretBound.ALL.stream().map(type -> type.getAnnotation(Statement.class))
                    .filter(statement -> statement.name().equals(row.get("source")))
                    .forEach(statement -> add("bound " + statement.name(), statement.citation()));
        }
        for (Map<String, String> row : result.auditGrowth().rows()) {
            RegretOrder.TABLE.stream().filter(order -> order.name().equals(row.get("theory_row")))
                    .forEach(order -> add("order of regret " + order.name(), order.citation()));
        }
    }

    private void add(String what, String citation) {
        List<Reference> named = Bibliography.in(citation);
        entries.addAll(named);
        // An @ outside an entry would begin one.
        used.add((what + ": " + citation.replace("@", "(at)") + (named.isEmpty() ? " (names no work known here)" : "")));
    }

    private String bibtex(Set<String> software) {
        StringBuilder text = new StringBuilder("% " + SCHEMA + ": what these results rest on\n");
        used.forEach(line -> text.append("% ").append(line.replaceAll("\\s+", " ")).append('\n'));
        text.append("\n@misc{regretbench,\n  author = {{The RegretBench authors}},\n  title = {").append(TITLE)
                .append("},\n  year = {2026},\n");
        if (!software.isEmpty()) {
            text.append("  note = {Version ").append(String.join("; ", software)).append("},\n");
        }
        text.append("}\n");
        Bibliography.ALL.stream().filter(entries::contains).forEach(entry -> text.append('\n').append(entry.bibtex()));
        return text.toString();
    }
}
