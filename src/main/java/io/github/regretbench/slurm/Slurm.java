package io.github.regretbench.slurm;

import io.github.regretbench.BadInputException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of SLURM that are used here. */
public final class Slurm {
    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("(?m)^\\s*MaxArraySize\\s*=\\s*([0-9]+)");
    /** Of an array's tasks squeue says one by one what they do, and of which script they are: {@code 7 RUNNING /home/me/shard.sh}. */
    private static final Pattern TASK = Pattern.compile("([0-9]+) ([A-Z_]+) (.*)");
    /** Of a task that will do no more. */
    private static final String COMPLETING = "COMPLETING";
    private static final long CANCEL_SECONDS = 60;

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
     * A job that SLURM has taken.
     *
     * @param number SLURM's
     * @param succeeded whether sbatch ended with code 0: with {@code --wait} it passes on how the job ended
     */
    record Job(String number, boolean succeeded) {
    }

    /**
     * Hands a script to SLURM.
     *
     * @param options of sbatch
     * @throws BadInputException when SLURM refuses it
     */
    static Job submit(List<String> options, Path script) throws IOException {
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        command.addAll(options);
        command.add(script.toString());
        Answer answer = ask(command);
        String job = answer.text().lines().filter(line -> line.matches("[0-9]+(;.*)?")).findFirst().orElseThrow(() -> new BadInputException(
                "SLURM refuses the job: " + (answer.text().isBlank() ? "sbatch names none and ends with code " + answer.code()
                        : answer.text().strip().replaceAll("\\s*\\R\\s*", " "))));
        return new Job(job.replaceFirst(";.*", ""), answer.code() == 0);
    }

    /**
     * Cancels a job and waits for its end.
     *
     * @return whether it has ended
     */
    static boolean cancel(String job) throws IOException {
        try {
            ask(List.of("scancel", job));
            for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(CANCEL_SECONDS); System.nanoTime() < end; TimeUnit.MILLISECONDS.sleep(200)) {
                Answer left = ask(List.of("squeue", "--noheader", "--jobs", job));
                if (left.code() == 0 ? left.text().isBlank() : left.text().contains("Invalid job id")) {
                    return true;
                }
            }
        } catch (BadInputException e) {
            // a SLURM without scancel
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    /**
     * What the tasks of all arrays of a script are doing that SLURM still knows, by number; nothing where SLURM does not answer.
     *
     * @param script absolute
     */
    static Optional<Map<Integer, String>> tasks(Path script) throws IOException {
        Answer answer;
        try {
            answer = ask(List.of("squeue", "--noheader", "--array", "--format", "%K %T %o"));
        } catch (BadInputException e) {
            return Optional.empty();
        }
        if (answer.code() != 0) {
            return Optional.empty();
        }
        Map<Integer, String> states = new HashMap<>();
        Map<String, Boolean> known = new HashMap<>();
        for (String line : answer.text().lines().toList()) {
            Matcher task = TASK.matcher(line.strip());
            if (task.matches() && !task.group(2).equals(COMPLETING) && known.computeIfAbsent(task.group(3), command -> isSame(script, command))) {
                states.put(Integer.parseInt(task.group(1)), task.group(2));
            }
        }
        return Optional.of(states);
    }

    /** Whether a job's command is the script, by whatever name of its folder. */
    private static boolean isSame(Path script, String command) {
        try {
            return command.endsWith(script.getFileName().toString()) && Files.exists(Path.of(command)) && Files.isSameFile(script, Path.of(command));
        } catch (IOException | InvalidPathException e) {
            return false;
        }
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
