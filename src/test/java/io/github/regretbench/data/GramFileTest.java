package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import io.github.regretbench.gp.GramMatrix;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GramFileTest {
    @TempDir
    Path folder;

    private GramFile read(String text) throws Exception {
        return GramFile.read(Files.writeString(folder.resolve("k.csv"), text.replace('~', '\n')));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2,1~1,3~        | 0 | 1
            a,b~2,1~1,3~    | a | b
            a,2,1~b,1,3~    | a | b
            ,a,b~a,2,1~b,1,3~ | a | b
            ,7,8~7,2,1~8,1,3~ | 7 | 8
            2;1~1;3         | 0 | 1
            """)
    void matricesAsOthersWriteThem(String text, String first, String second) throws Exception {
        GramFile gram = read(text);
        assertThat(gram.ids()).containsExactly(first, second);
        assertThat(gram.matrix()).isDeepEqualTo(new double[][] {{2, 1}, {1, 3}});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''               | is empty; expected a square matrix
            1,2~             | has 1 rows of 2 numbers; expected a square matrix
            1,2~2,x~         | line 2: column 2: 'x' is not a finite number with a decimal point
            1,0~0,nan~       | line 2: column 2: 'nan' is not a finite number
            a,a~2,1~1,3~     | expected 2 different names of arms, got the same twice
            1,0,0~0,1,0~0,0~ | line 3: has 2 numbers where the first row has 3
            """)
    void badMatrices(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(BadInputException.class).hasMessageContaining("k.csv").hasMessageContaining(message)
                .hasMessageMatching("[^\\n]*");
    }

    @Test
    void covariancesAreSymmetricAndPositiveSemiDefinite() {
        assertThatThrownBy(() -> GramMatrix.of(new double[][] {{1, 0.5}, {0.4, 1}})).hasMessageContaining("0.4 in row 2, column 1, and 0.5 in row 1");
        assertThatThrownBy(() -> GramMatrix.of(new double[][] {{0, 1}, {1, 0}})).hasMessageContaining("not positive semi-definite");
        assertThatThrownBy(() -> GramMatrix.of(new double[][] {{1, 2}, {2, 1}})).hasMessageContaining("not positive semi-definite");
        assertThatThrownBy(() -> GramMatrix.of(new double[][] {{1, 2}})).hasMessageContaining("expected a square matrix");
        for (int exponent : new int[] {0, -200, 200}) {
            double s = Math.scalb(1.0, exponent);
            GramMatrix rankOne = GramMatrix.of(new double[][] {{s, s}, {s, s}});
            assertThat(rankOne.value(new double[] {0}, new double[] {1})).isEqualTo(s);
        }
    }
}
