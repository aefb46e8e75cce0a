package io.github.regretbench.experiment;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/**
 * Which RegretBench this is, from what the build wrote into the jar.
 *
 * @param version the release
 * @param commit the git commit, "unknown" when it was not built from a git checkout
 * @param modified whether the checkout had uncommitted changes
 */
public record Build(String version, String commit, boolean modified) {
    private static final String UNKNOWN = "unknown";

    /** The running build. */
    public static Build current() {
        Properties properties = new Properties();
        try (InputStream in = Build.class.getResourceAsStream("/io/github/regretbench/git.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the build's description cannot be read", e);
        }
        return new Build(properties.getProperty("git.build.version", "development"),
                properties.getProperty("git.commit.id.full", UNKNOWN), Boolean.parseBoolean(properties.getProperty("git.dirty")));
    }

    /** The running code, which results come from: version and commit, and a checksum of the classes where these do not say what they are. */
    static String code() {
        Build build = current();
        return "%s (%s%s)".formatted(build.version(), build.commit(), build.isOfUnknownCode() ? ", classes " + checksum() : "");
    }

    /** Whether two such builds may differ in what they compute. */
    boolean isOfUnknownCode() {
        return modified || commit.equals(UNKNOWN);
    }

    /** SHA-256 of the running jar or folder of classes. */
    static String checksum() {
        return Running.CHECKSUM;
    }

    /** Read once: the classes of a process stay what they are. */
    private static final class Running {
        private static final String CHECKSUM;

        static {
            try {
                CHECKSUM = ForeignCode.checksum(ForeignCode.place(Build.class.getProtectionDomain().getCodeSource()));
            } catch (IOException e) {
                throw new IllegalStateException("the running classes cannot be read", e);
            }
        }
    }

    @Override
    public String toString() {
        return "%s (commit %s%s)".formatted(version, commit.length() > 12 ? commit.substring(0, 12) : commit,
                modified ? ", modified" : "");
    }
}
