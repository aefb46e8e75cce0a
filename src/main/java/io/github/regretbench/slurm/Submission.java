package io.github.regretbench.slurm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.regretbench.AtomicFile;
import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A run that is handed to SLURM. Its folder holds a frozen copy of the program, the script of the array, the script that joins, logs, and
 * one folder per shard.
 *
 * @param name of the experiment or suite
 * @param shards k, tasks of the array
 * @param file what {@code run} is given: the copy of the experiment's file in the folder, or the name of one that comes with RegretBench
 * @param options what changes the experiment, as {@code run} takes it
 * @param data directory of the measured tables, absolute
 * @param out where the joined results go, absolute
 * @param working where the jobs run, so that the file's relative paths mean the same
 */
public record Submission(String name, int shards, String file, List<String> options, Path data, Path out, Path working) {
    private static final String SCHEMA = "regretbench/submission/1";
    private static final String DESCRIPTION = "submission.json";
    private static final String ARRAY_SCRIPT = "shard.sh";
    private static final String MERGE_SCRIPT = "merge.sh";
    private static final String JOB = "job.txt";
    private static final String MAIN = "io.github.regretbench.cli.RegretBench";

    /** Copies the options. */
    public Submission {
        options = List.copyOf(options);
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
        String joined = IntStream.rangeClosed(1, shards).mapToObj(i -> Program.quoted(shard(i).resolve(name).toString()))
                .collect(Collectors.joining(" "));
        return text(template)
                .replace("{name}", name)
                .replace("{shards}", Integer.toString(shards))
                .replace("{cpus}", Integer.toString(resources.cpus()))
                .replace("{directives}", resources.directives().stream().map(d -> "#SBATCH " + d + "\n").collect(Collectors.joining()))
                .replace("{logs}", folder().resolve("logs").toString().replace("%", "%%"))
                .replace("{working}", working.toString())
                .replace("{regretbench}", "%s %s \"${heap[@]}\" %s".formatted(Program.quoted(Program.running().java().toString()),
                        Program.quoted("@" + arguments()), MAIN))
                .replace("{file}", Program.quoted(file))
                .replace("{options}", options.stream().map(option -> " " + Program.quoted(option)).collect(Collectors.joining()))
                .replace("{data}", " --data " + Program.quoted(data.toString()))
                .replace("{folder}", Program.quoted(folder().toString()))
                .replace("{out}", Program.quoted(out.toString()))
                .replace("{joined}", joined);
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
     * Writes the folder and hands both jobs to SLURM, the second to start when the first has ended, however it ended.
     *
     * @param source the experiment's file, to be copied; nothing for one that comes with RegretBench
     * @param wait whether to return only when the second job has ended
     * @return the number of the array's job
     * @throws BadInputException when the folder is there already, SLURM takes no array of this size, or there is no SLURM
     * @throws IOException when files cannot be written
     */
    public String submit(Resources resources, Optional<Path> source, boolean wait) throws IOException {
        Slurm.mostTasks().filter(most -> shards > most).ifPresent(most -> {
            throw new BadInputException("--shards is %d, but an array of this SLURM has at most %d tasks; use fewer shards".formatted(shards,
                    most));
        });
        write(resources, source);
        String array = Slurm.submit(List.of(), folder().resolve(ARRAY_SCRIPT).toString());
        AtomicFile.write(folder().resolve(JOB), to -> to.write((array + "\n").getBytes(StandardCharsets.UTF_8)));
        List<String> options = new ArrayList<>(List.of("--dependency=afterany:" + array));
        if (wait) {
            options.add("--wait");
        }
        Slurm.submit(options, folder().resolve(MERGE_SCRIPT).toString());
        return array;
    }

    private void write(Resources resources, Optional<Path> source) throws IOException {
        if (Files.exists(folder())) {
            throw new BadInputException(("%s is there already: `regretbench status %s` says how far it has come and how to go on; for another run "
                    + "choose another --out or move it away").formatted(folder(), folder()));
        }
        Files.createDirectories(folder().resolve("logs"));
        if (source.isPresent()) {
            Files.copy(source.get(), copy(folder()));
        }
        byte[] arguments = Program.running().frozen(folder().resolve("program")).arguments().getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(arguments(), to -> to.write(arguments));
        ObjectNode json = new ObjectMapper().createObjectNode().put("schema", SCHEMA).put("name", name).put("shards", shards).put("file", file);
        options.forEach(json.putArray("options")::add);
        json.put("data", data.toString()).put("working", working.toString());
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
                    Path.of(json.path("data").asText()), folder.toAbsolutePath().normalize().getParent(), Path.of(json.path("working").asText()));
        } catch (IOException e) {
            throw new BadInputException("%s holds no run that was handed to SLURM (%s cannot be read); name the folder that `regretbench submit` "
                    .formatted(folder, DESCRIPTION) + "made, such as results/my-suite.slurm", e);
        }
    }

    /** What SLURM says of the tasks of the array that it still knows, by number, in its own words. */
    public Map<Integer, String> tasks() {
        try {
            return Slurm.tasks(Files.readString(folder().resolve(JOB)).strip());
        } catch (IOException e) {
            return Map.of();
        }
    }

    /** The command that plays the given shards and then joins all. */
    public String mend(List<Integer> missing) {
        return "job=$(sbatch --parsable --array=%s %s) && sbatch --dependency=afterany:$job %s".formatted(ranges(missing),
                Program.quoted(folder().resolve(ARRAY_SCRIPT).toString()), Program.quoted(folder().resolve(MERGE_SCRIPT).toString()));
    }

    /** The command that joins all shards. */
    public String join() {
        return "sbatch " + Program.quoted(folder().resolve(MERGE_SCRIPT).toString());
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
