package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.regretbench.kernel.KernelExpression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTest {
    @ParameterizedTest
    @CsvSource({"length_scale,lengthscale", "Length-Scale,lengthscale", "lengthscales,lengthscale", "kernal,kernel", "noise_variance,noiseVariance",
        "horizont,horizon", "polices,policies"})
    void theNameThatIsMeant(String given, String meant) {
        assertThat(Spelling.nearest(given, List.of("kernel", "variance", "lengthscale", "noiseVariance", "horizon", "policies"))).contains(meant);
    }

    @Test
    void nothingIsMeantByAnotherWord() {
        assertThat(Spelling.hint("temperature", List.of("kernel", "variance"))).isEmpty();
    }

    @Test
    void aMisspeltParameterIsNamedBeforeTheMissingOne() {
        assertThatThrownBy(() -> KernelExpression.parse("se(length_scale=0.2)")).hasMessageContaining("'length_scale'")
                .hasMessageContaining("did you mean 'lengthscale'?");
        assertThatThrownBy(() -> KernelExpression.parse("matern(Nu=1.5)")).hasMessageContaining("'Nu'").hasMessageContaining("'nu'?");
        assertThatThrownBy(() -> KernelExpression.parse("matern32()")).hasMessageContaining("REGRETBENCH_CLASSPATH");
    }
}
