package io.github.regretbench.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run that is handed to SLURM. Its folder holds a frozen copy of the program, the script of the array, the script that joins, logs, and
 * one folder per shard.
 *
 * @param name of the experiment or suite
 * @param shards k, tasks of the array
 * @param file what {@code run} is given: the copy of the experiment's file in the folder, or the name of one that comes with RegretBench
 * @param options what changes the experiment, as {@code run} takes it
 * @param data the measured tables; the directory is absolute
 * @param out where the joined results go, absolute
 * @param working where the jobs run, so that the file's relative paths mean the same
 */
public record Submission(String name, int shards, String file, List<String> options, DataDirectory data, Path out, Path working) {
    private static final String SCHEMA = "regretbench/submission/1";
    private static final String DESCRIPTION = "submission.json";
    private static final String ARRAY_SCRIPT = "shard.sh";
    private static final String MERGE_SCRIPT = "merge.sh";
    private static final Pattern PLACE = Pattern.compile("\\{([a-z]+)\\}");
    private static final String MAIN = "io.github.regretbench.cli.RegretBench";

    /** @throws BadInputException when SLURM could not write logs to a folder of that name */
    public Submission {
        options = List.copyOf(options);
        if (out.toString().contains("\\") || out.toString().matches("(?s).*\\p{Cntrl}.*")) {
            throw new BadInputException("SLURM takes no backslash or control character in the name of a folder for results, as in '%s'; choose "
                    .formatted(out) + "another --out");
        }
    }

    /** The folder of a run of that name, beside its results. */
    public static Path folder(Path out, String name) {
        return out.resolve(name + ".slurm");
    }

    /** Its folder. */
    public Path folder() {
        return folder(out, name);
    }

    /** Where a folder keeps its copy of the experiment's file. */
    public static Path copy(Path folder) {
        return folder.resolve("experiment.yaml");
    }

    /** What {@code --out} is for a shard. */
    public Path shard(int number) {
        return folder().resolve("shards").resolve(Integer.toString(number));
    }

    /**
     * What each task may use.
     *
     * @param cpus processors per task, at least 1
     * @param directives further options of sbatch, such as {@code --time=4:00:00}
     */
    public record Resources(int cpus, List<String> directives) {
        /** @throws BadInputException when a directive is no option on one line */
        public Resources {
            directives = List.copyOf(directives);
            for (String directive : directives) {
                if (!directive.matches("-[^\\p{Cntrl}]+")) {
                    throw new BadInputException("'%s' is no option of sbatch; write it as sbatch takes it, such as --partition=long"
                            .formatted(directive));
                }
            }
        }
    }

    /** The script of the array, by which any shards can be submitted again: {@code sbatch --array=3,7 shard.sh}. */
    public String arrayScript(Resources resources) {
        return script(ARRAY_SCRIPT, resources);
    }

    /** The script of the job that joins the shards. */
    public String mergeScript(Resources resources) {
        return script(MERGE_SCRIPT, resources);
    }

    private String script(String template, Resources resources) {
        Map<String, String> values = new HashMap<>();
        values.put("name", name);
        values.put("shards", Integer.toString(shards));
        values.put("cpus", Integer.toString(resources.cpus()));
        values.put("directives", resources.directives().stream().map(d -> "#SBATCH " + (d.matches("--[a-z-]+=.*") ? directive(d) : d) + "\n")
                .collect(Collectors.joining()));
        values.put("logs", directive(folder().resolve("logs").toString().replace("%", "%%") + "/"));
        values.put("working", directive(working.toString()));
        values.put("regretbench", "%s %s \"${heap[@]}\" %s".formatted(word(JavaCommand.running().java()), word("@" + arguments()), MAIN));
        values.put("file", word(file));
        values.put("options", options.stream().map(option -> " " + word(option)).collect(Collectors.joining()));
        values.put("data", " --data " + word(data.path()) + (data.acceptsChanged() ? " " + DataDirectory.ACCEPT : ""));
        values.put("folder", word(folder()));
        values.put("out", word(out));
        values.put("joined", IntStream.rangeClosed(1, shards).mapToObj(i -> word(shard(i).resolve(name))).collect(Collectors.joining(" ")));
        // At one go: a folder may have a name with braces.
        return PLACE.matcher(text(template)).replaceAll(place -> Matcher.quoteReplacement(values.get(place.group(1))));
    }

    /** A word of a shell that stands for exactly this text. */
    private static String word(Object text) {
        String plain = text.toString();
        return plain.matches("[A-Za-z0-9_@%+=:,./-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }

    /** A word behind #SBATCH, which no shell reads. */
    private static String directive(String text) {
        return text.matches("[A-Za-z0-9_@%+=:,./-]+") ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private Path arguments() {
        return folder().resolve("java.args");
    }

    private static String text(String resource) {
        try (InputStream in = Submission.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What became of it.
     *
     * @param array the number of the array's job
     * @param succeeded whether all was joined, when that was waited for
     */
    public record Outcome(String array, boolean succeeded) {
    }

    /**
     * Writes the folder and hands both jobs to SLURM, the second to start when the first has ended, however it ended. Unless SLURM takes both
     * nothing stays.
     *
     * @param source the experiment's file, to be copied; nothing for one that comes with RegretBench
     * @param wait whether to return only when the second job has ended
     * @throws BadInputException when the folder is there already, SLURM refuses a job, or there is no SLURM
     * @throws IOException when files cannot be written
     */
    public Outcome submit(Resources resources, Optional<Path> source, boolean wait) throws IOException {
        Slurm.mostTasks().filter(most -> shards > most).ifPresent(most -> {
            throw new BadInputException("--shards is %d, but an array of this SLURM has at most %d tasks; use fewer shards".formatted(shards,
                    most));
        });
        if (Files.exists(folder())) {
            throw new BadInputException("%s is there already: `%s` says how far it has come and how to go on; for another run choose another --out or "
                    .formatted(folder(), status()) + "move it away");
        }
        Path made = folder();
        while (made.getParent() != null && Files.notExists(made.getParent())) {
            made = made.getParent();
        }
        Slurm.Job array;
        try {
            write(resources, source);
            array = Slurm.submit(List.of(), folder().resolve(ARRAY_SCRIPT));
        } catch (IOException | RuntimeException e) {
            delete(made);
            throw e;
        }
        List<String> options = new ArrayList<>(List.of("--dependency=afterany:" + array.number()));
        if (wait) {
            options.add("--wait");
        }
        try {
            return new Outcome(array.number(), Slurm.submit(options, folder().resolve(MERGE_SCRIPT)).succeeded());
        } catch (BadInputException e) {
            if (!Slurm.cancel(array.number())) {
                throw new BadInputException("%s; the shards could not be cancelled: `scancel %s` does that, or when they are played `%s` joins them"
                        .formatted(e.getMessage(), array.number(), join()), e);
            }
            delete(made);
            throw e;
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            List<Path> files;
            try (Stream<Path> all = Files.walk(folder)) {
                files = all.sorted(Comparator.reverseOrder()).toList();
            }
            for (Path file : files) {
                Files.delete(file);
            }
        }
    }

    private void write(Resources resources, Optional<Path> source) throws IOException {
        Files.createDirectories(folder().resolve("logs"));
        if (source.isPresent()) {
            Files.copy(source.get(), copy(folder()));
        }
        byte[] arguments = JavaCommand.running().frozen(folder().resolve("program")).arguments().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(arguments(), to -> to.write(arguments));
        ObjectNode json = new ObjectMapper().createObjectNode().put("schema", SCHEMA).put("name", name).put("shards", shards).put("file", file);
        options.forEach(json.putArray("options")::add);
        json.put("data", data.path().toString()).put("acceptsChangedData", data.acceptsChanged()).put("working", working.toString());
        byte[] bytes = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsBytes(json);
        AtomicFile.write(folder().resolve(DESCRIPTION), to -> to.write(bytes));
        for (String script : List.of(ARRAY_SCRIPT, MERGE_SCRIPT)) {
            byte[] text = script(script, resources).getBytes(StandardCharsets.UTF_8);
            AtomicFile.write(folder().resolve(script), to -> to.write(text));
        }
    }

    /**
     * The submission in a folder.
     *
     * @throws BadInputException when there is none
     */
    public static Submission read(Path folder) {
        Path description = folder.resolve(DESCRIPTION);
        try {
            JsonNode json = new ObjectMapper().readTree(Files.readAllBytes(description));
            if (!json.path("schema").asText().equals(SCHEMA)) {
                throw new BadInputException("%s is not a description of a submission (schema %s); submit again".formatted(description, SCHEMA));
            }
            List<String> options = new ArrayList<>();
            json.path("options").forEach(option -> options.add(option.asText()));
            return new Submission(json.path("name").asText(), json.path("shards").asInt(), json.path("file").asText(), options,
                    new DataDirectory(Path.of(json.path("data").asText()), json.path("acceptsChangedData").asBoolean()), folder.toAbsolutePath().normalize().getParent(), Path.of(json.path("working").asText()));
        } catch (IOException e) {
            throw new BadInputException("%s holds no run that was handed to SLURM (%s cannot be read); name the folder that `regretbench submit` "
                    .formatted(folder, DESCRIPTION) + "made, such as results/my-suite.slurm", e);
        }
    }

    /** What SLURM says, in its own words, of the shards that it has in its hands, by number; nothing where SLURM does not answer. */
    public Optional<Map<Integer, String>> tasks() throws IOException {
        return Slurm.tasks(folder().resolve(ARRAY_SCRIPT));
    }

    /** The command that tells how far it is. */
    public String status() {
        return "regretbench status " + word(folder());
    }

    /** The command that plays the given shards and then joins all. */
    public String mend(List<Integer> missing) {
        return "job=$(sbatch --parsable --array=%s %s) && sbatch --dependency=afterany:$job %s".formatted(ranges(missing),
                word(folder().resolve(ARRAY_SCRIPT)), word(folder().resolve(MERGE_SCRIPT)));
    }

    /** The command that joins all shards. */
    public String join() {
        return "sbatch " + word(folder().resolve(MERGE_SCRIPT));
    }

    /** Where the job that joins them writes. */
    public Path log() {
        return folder().resolve("logs").resolve("merge.log");
    }

    /** As sbatch takes them: {@code 1-3,7}. */
    static String ranges(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.size();) {
            int j = i;
            while (j + 1 < numbers.size() && numbers.get(j + 1) == numbers.get(j) + 1) {
                j++;
            }
            text.append(text.isEmpty() ? "" : ",").append(numbers.get(i)).append(j > i ? "-" + numbers.get(j) : "");
            i = j + 1;
        }
        return text.toString();
    }
}
