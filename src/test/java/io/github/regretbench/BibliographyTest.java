package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.regretbench.bandit.ObjectiveKind;
import io.github.regretbench.bandit.PolicyFamily;
import io.github.regretbench.data.KnownTable;
import io.github.regretbench.experiment.ExperimentFile;
import io.github.regretbench.kernel.KernelFamily;
import io.github.regretbench.theory.RegretBound;
import io.github.regretbench.theory.RegretOrder;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every citation in the program stands for entries of the bibliography, and the entries are sound. */
class BibliographyTest {
    /** What names no work. */
    private static final Set<String> NOT_LITERATURE = Set.of("baseline", "the program's own", "the table's");

    static Stream<String> citations() {
        return Stream.of(PolicyFamily.all().stream().map(PolicyFamily::citation),
                KernelFamily.all().stream().map(KernelFamily::citation),
                ObjectiveKind.all().stream().map(ObjectiveKind::citation),
                ScheduleFamily.all().stream().map(ScheduleFamily::citation),
                RegretBound.ALL.stream().map(type -> type.getAnnotation(Statement.class).citation()),
                RegretOrder.TABLE.stream().map(RegretOrder::citation),
                Arrays.stream(KnownTable.values()).map(KnownTable::origin),
                ExperimentFile.EMBEDDED.stream().map(name -> ExperimentFile.embedded(name).source()).filter(s -> s.contains("20")))
                .flatMap(texts -> texts).distinct().filter(text -> !NOT_LITERATURE.contains(text));
    }

    @ParameterizedTest
    @MethodSource("citations")
    void everyCitationNamesEntriesAndNothingElse(String citation) {
        assertThat(Bibliography.in(citation)).isNotEmpty();
        // Days of measurements are no years of works.
        assertThat(Bibliography.unresolved(citation).replaceAll("\\d{4}-\\d{2}-\\d{2}", "")).doesNotContainPattern("(19|20)\\d\\d");
    }

    @Test
    void oneTextStandsForOneWorkUnlessItSaysSo() {
        List<String> texts = Bibliography.ALL.stream().flatMap(r -> r.citedAs().stream()).toList();
        List<String> twice = texts.stream().filter(t -> texts.indexOf(t) != texts.lastIndexOf(t)).distinct().toList();
        assertThat(twice).containsExactly("Takeno et al. 2023 and 2024");
        assertThat(Bibliography.in("Vakili et al. 2021, optimal order simple regret")).extracting(Reference::key)
                .containsExactly("vakili2021simple");
        assertThat(Bibliography.in("Thompson 1933; Russo and Van Roy 2014")).extracting(Reference::key)
                .containsExactly("russo2014", "thompson1933");
        assertThat(Bibliography.in("folklore")).isEmpty();
    }

    @Test
    void everyEntryIsCitedSomewhereUnderAKeyOfItsOwn() {
        Set<String> keys = new HashSet<>();
        List<String> citations = citations().toList();
        for (Reference reference : Bibliography.ALL) {
            assertThat(keys.add(reference.key())).as(reference.key()).isTrue();
            assertThat(citations).as(reference.key()).anyMatch(citation -> Bibliography.in(citation).contains(reference));
            assertThat(reference.key()).contains(reference.fields().get("year"));
        }
    }

    /** BibTeX counts braces, and an author is written surname first. */
    @Test
    void entriesAreBalancedPlainAscii() {
        for (Reference reference : Bibliography.ALL) {
            String entry = reference.bibtex();
            assertThat(entry.chars().filter(c -> c == '{').count()).isEqualTo(entry.chars().filter(c -> c == '}').count());
            assertThat(entry).matches("[\\x20-\\x7e\\n]+");
        }
    }
}
