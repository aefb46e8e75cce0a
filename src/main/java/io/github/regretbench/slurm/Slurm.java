package io.github.regretbench.slurm;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The commands of SLURM that are used here. */
public final class Slurm {
    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("(?m)^\\s*MaxArraySize\\s*=\\s*([0-9]+)");
    /** Of an array's tasks squeue says one by one what they do: {@code 7 RUNNING}. */
    private static final Pattern TASK = Pattern.compile("([0-9]+) ([A-Z_]+)");

    private Slurm() {
    }

    /** How SLURM answered. */
    private record Answer(int code, String text) {
    }

    /**
     * The largest number that a task of an array may have; nothing where the controller does not say.
     *
     * @throws BadInputException without SLURM on this machine
     */
    static Optional<Integer> mostTasks() throws IOException {
        Matcher size = MAX_ARRAY_SIZE.matcher(ask(List.of("scontrol", "show", "config")).text());
        return size.find() ? Optional.of(Integer.parseInt(size.group(1)) - 1) : Optional.empty();
    }

    /**
     * Hands a script to SLURM.
     *
     * @param options of sbatch
     * @return the number of the job
     * @throws BadInputException when SLURM refuses it
     */
    static String submit(List<String> options, String script) throws IOException {
        Answer answer = ask(concatenated(List.of("sbatch", "--parsable"), options, List.of(script)));
        String job = answer.text().lines().filter(line -> line.matches("[0-9]+(;.*)?")).findFirst().orElse("");
        if (answer.code() != 0 && job.isEmpty()) {
            throw new BadInputException("SLURM refuses the job: " + answer.text().strip().replaceAll("\\s*\\R\\s*", " "));
        }
        return job.replaceFirst(";.*", "");
    }

    /**
     * What the tasks of an array are doing that SLURM still knows, by number; none where there is no SLURM.
     *
     * @param job the array's
     */
    static Map<Integer, String> tasks(String job) {
        Map<Integer, String> states = new HashMap<>();
        try {
            Matcher task = TASK.matcher(ask(List.of("squeue", "--noheader", "--array", "--jobs", job, "--format", "%K %T")).text());
            while (task.find()) {
                states.put(Integer.parseInt(task.group(1)), task.group(2));
            }
        } catch (IOException | BadInputException e) {
            // Seen from a machine without SLURM, or the job is long gone: only the folders tell.
            return Map.of();
        }
        return states;
    }

    private static List<String> concatenated(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private static Answer ask(List<String> command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new BadInputException("'" + command.get(0) + "' cannot be started (" + e.getMessage()
                    + "); submit on a machine with SLURM, or see with --dry-run what would be submitted", e);
        }
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Answer(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroy();
            throw (IOException) new InterruptedIOException("interrupted while waiting for " + command.get(0)).initCause(e);
        }
    }
}
