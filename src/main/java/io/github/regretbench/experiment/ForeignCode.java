package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Registry;
import io.github.regretbench.bandit.ObjectiveProvider;
import io.github.regretbench.bandit.PolicyProvider;
import io.github.regretbench.data.DataDirectory;
import io.github.regretbench.experiment.Experiment.Player;
import io.github.regretbench.external.ExternalProvider;
import io.github.regretbench.kernel.KernelProvider;
import io.github.regretbench.theory.ScheduleProvider;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * SHA-256, all of one moment, of the code and files that do not come with RegretBench and that the trials of an experiment depend on: another
 * script, another class file is another policy. Of a class on the class path the whole jar counts, or the whole folder of classes with all
 * files in it: which of them it uses is not known. It goes by the name of the jar or folder, wherever that is; a file of a program goes by its
 * path as the command has it. What code opens elsewhere is not covered.
 *
 * @param shared of the classes that make kernels and objectives, which all policies depend on
 * @param own of each policy, by its name: its class or its program's files, and those of its schedule
 */
record ForeignCode(Map<String, String> shared, Map<String, Map<String, String>> own) {
    /** Classes stay what they were when they were loaded, so the first checksum of the place they come from is theirs. */
    private static final Map<Path, String> LOADED = new ConcurrentHashMap<>();
    /** The checksum of what is not there any more. */
    private static final String GONE = "gone";

    /**
     * What is played: classes as they were when this process first asked for them, files as they are now.
     *
     * @throws BadInputException when something cannot be read
     */
    static ForeignCode played(Experiment experiment) {
        return of(experiment, place -> LOADED.computeIfAbsent(place, ForeignCode::readable), ForeignCode::readable);
    }

    /** What there is now, to be held against what was played. */
    static ForeignCode now(Experiment experiment) {
        Map<Path, String> read = new HashMap<>();
        Function<Path, String> once = place -> read.computeIfAbsent(place, ForeignCode::readableOrGone);
        return of(experiment, once, once);
    }

    /**
     * Refuses to write results into a folder of classes: they would change what it is.
     *
     * @throws BadInputException when they would go there
     */
    static void requireApart(Experiment experiment, Path results) {
        Set<Path> places = shared(experiment);
        experiment.policies().forEach(player -> places.addAll(own(player)));
        for (Path place : places) {
            if (results.toAbsolutePath().normalize().startsWith(place)) {
                throw new BadInputException("the results would go to %s, inside the folder of classes %s, and all files there count as code that trials "
                        .formatted(results, place) + "depend on; choose another --out, or put the classes into a folder of their own");
            }
        }
    }

    private static Set<Path> shared(Experiment experiment) {
        Set<Path> places = new TreeSet<>(providers(KernelProvider.class, experiment.kernel() + " " + experiment.truth().kernel().orElse("")));
        places.addAll(providers(ObjectiveProvider.class, experiment.objective().toString()));
        return places;
    }

    private static Set<Path> own(Player player) {
        Set<Path> places = new TreeSet<>(providers(PolicyProvider.class, player.family().name()));
        player.parameters().values().forEach(value -> places.addAll(providers(ScheduleProvider.class, value.toString())));
        return places;
    }

    private static ForeignCode of(Experiment experiment, Function<Path, String> classes, Function<Path, String> files) {
        Map<String, Map<String, String>> own = new LinkedHashMap<>();
        for (Player player : experiment.policies()) {
            Map<String, String> sums = byName(own(player), classes);
            ExternalProvider.files(player.parameters()).forEach(file -> sums.put(file.toString(), files.apply(file)));
            own.put(player.name(), sums);
        }
        return new ForeignCode(byName(shared(experiment), classes), own);
    }

    /** Where the classes are that provide the names in a text: a kernel's expression, a policy's name. */
    private static Collection<Path> providers(Class<?> role, String text) {
        return Registry.added(role).stream()
                .filter(name -> Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(name) + "(?![A-Za-z0-9_-])").matcher(text).find())
                .flatMap(name -> Registry.provider(role, name).stream()).flatMap(provider -> place(provider).stream()).toList();
    }

    /** Where a class comes from, unless that is where RegretBench is. */
    private static Set<Path> place(Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation().equals(ForeignCode.class.getProtectionDomain().getCodeSource().getLocation())) {
            return Set.of();
        }
        return Set.of(place(source));
    }

    /** The jar or folder that code comes from. */
    static Path place(CodeSource source) {
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new BadInputException("the code at %s cannot be found: %s; give its place a plainer name".formatted(source.getLocation(),
                    e.getMessage()), e);
        }
    }

    /** By file name; where two have the same, it stands for both. */
    private static Map<String, String> byName(Set<Path> places, Function<Path, String> checksum) {
        return places.stream().collect(Collectors.groupingBy(place -> place.getFileName().toString(), TreeMap::new,
                Collectors.mapping(checksum, Collectors.collectingAndThen(Collectors.toList(),
                        sums -> sums.stream().sorted().collect(Collectors.joining(" "))))));
    }

    private static String readable(Path place) {
        try {
            return checksum(place);
        } catch (IOException e) {
            throw new BadInputException("%s, which trials depend on, cannot be read: %s; make it readable".formatted(place, e.getMessage()), e);
        }
    }

    private static String readableOrGone(Path place) {
        try {
            return checksum(place);
        } catch (IOException e) {
            return GONE;
        }
    }

    /** SHA-256 of a file, or of the names and contents of all files in a folder. */
    static String checksum(Path place) throws IOException {
        if (!Files.isDirectory(place)) {
            return DataDirectory.sha256(place);
        }
        List<Path> files;
        try (Stream<Path> all = Files.walk(place)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update((place.relativize(file) + " " + DataDirectory.sha256(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** All checksums, by name. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(shared);
        own.values().forEach(all::putAll);
        return all;
    }

    /** The names in this or the other whose checksums are not those of the other. */
    static Set<String> differing(Map<String, String> before, Map<String, String> now) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(now.keySet());
        names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
        return names;
    }
}
