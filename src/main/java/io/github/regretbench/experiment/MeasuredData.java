package io.github.regretbench.experiment;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an experiment takes from files besides its own, and what a reader of the results has to know of it. */
interface MeasuredData {

    /** File name and SHA-256 of each that was read for it. */
    Map<String, String> files();

    /** What became of their rows: one sentence without a stop. */
    String use();

    /** That they are not those that the experiment was checked with, where that is so and was accepted. */
    default Optional<String> changed() {
        return Optional.empty();
    }

    /** What looks wrong with them. */
    default List<String> warnings() {
        return List.of();
    }
}
