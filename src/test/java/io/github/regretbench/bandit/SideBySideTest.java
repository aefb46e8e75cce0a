package io.github.regretbench.bandit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The programs in C and numpy that can be run here choose the arms that Java chooses: {@code compare} throws when one does not. */
class SideBySideTest {

    @ParameterizedTest
    @EnumSource
    void allProgramsChooseTheSameArms(SideBySide.Game game) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SideBySide.compare(game, 200, 0.02, 1, new PrintStream(out, true, StandardCharsets.UTF_8));
        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(text).contains("T = 200").containsPattern("Java +[0-9.]+ +1.00");
        // Without a compiler there is one line instead of the programs.
        assertThat(text.contains("C, one row per round")).isNotEqualTo(text.contains("there is no compiler called cc"));
    }
}
