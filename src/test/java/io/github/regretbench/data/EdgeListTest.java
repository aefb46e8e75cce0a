package io.github.regretbench.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeListTest {
    @TempDir
    Path folder;

    private EdgeList read(String text) throws Exception {
        return EdgeList.read(Files.writeString(folder.resolve("e.csv"), text.replace('~', '\n')));
    }

    @ParameterizedTest
    @ValueSource(strings = {"source,target,weight~b,a,1~c,b,1~", "b;a~c;b", "From,To~b,a~c,b~"})
    void edgesAsOthersWriteThem(String text) throws Exception {
        EdgeList edges = read(text);
        assertThat(edges.vertices()).containsExactly("b", "a", "c");
        assertThat(edges.weights()).isDeepEqualTo(new double[][] {{0, 1, 1}, {1, 0, 0}, {1, 0, 0}});
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
            ''              | has no edges
            from,to~        | has no edges
            a~              | line 1: is no edge
            a,b,1,2~        | line 1: is no edge
            a,a~            | line 1: the edge joins 'a' with itself
            a,b~b,a~        | line 2: the edge from 'b' to 'a' stands twice
            a,b,1~b,c,-1~   | line 2: column 3: the weight is '-1'; expected a finite number > 0
            a,b,1~b,c,x~    | line 2: column 3: the weight is 'x'
            """)
    void badEdges(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(BadInputException.class).hasMessageContaining("e.csv").hasMessageContaining(message)
                .hasMessageMatching("[^\\n]*");
    }
}
