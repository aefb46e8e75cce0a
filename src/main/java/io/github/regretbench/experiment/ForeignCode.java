package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Registry;
import io.github.regretbench.data.DataDirectory;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checksums of code that does not come with RegretBench. Of a class on the class path the whole jar counts, or the whole folder of classes with
 * all files in it: which of them it uses is not known. What it opens elsewhere is not covered.
 */
final class Extensions {
    private final Map<String, String> hashes = new TreeMap<>();

    /** Adds what provides the names in a text: a kernel's expression, a policy's name. */
    void named(Class<?> role, String text) {
        for (String name : Registry.added(role)) {
            if (Pattern.compile("(?<![A-Za-z0-9_-])" + Pattern.quote(name) + "(?![A-Za-z0-9_-])").matcher(text).find()) {
                Registry.provider(role, name).ifPresent(this::add);
            }
        }
    }

    private void add(Class<?> provider) {
        CodeSource source = provider.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation().equals(Extensions.class.getProtectionDomain().getCodeSource().getLocation())) {
            return;
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            hashes.put(place.toString(), Files.isDirectory(place) ? folder(place) : DataDirectory.sha256(place));
        } catch (IOException | URISyntaxException e) {
            throw new BadInputException("the code of %s at %s cannot be read: %s".formatted(provider.getName(), source.getLocation(),
                    e.getMessage()), e);
        }
    }

    /** Adds a file. */
    void file(Path file) {
        try {
            hashes.put(file.toString(), DataDirectory.sha256(file));
        } catch (IOException e) {
            throw new BadInputException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String folder(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files) {
                digest.update((folder.relativize(file) + " " + DataDirectory.sha256(file) + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** SHA-256 by jar, folder or file. */
    Map<String, String> hashes() {
        return hashes;
    }
}
