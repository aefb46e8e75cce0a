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
                properties.getProperty("git.commit.id.full", "unknown"), Boolean.parseBoolean(properties.getProperty("git.dirty")));
    }

    /** The code that results come from: version and commit. */
    String code() {
        return version + " (" + commit + ")";
    }

    @Override
    public String toString() {
        return "%s (commit %s%s)".formatted(version, commit.length() > 12 ? commit.substring(0, 12) : commit,
                modified ? ", modified" : "");
    }
}
