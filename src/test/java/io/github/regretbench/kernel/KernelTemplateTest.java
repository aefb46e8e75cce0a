package io.github.regretbench.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KernelTemplateTest {
    private static final List<String> INPUTS = List.of("lr", "depth", "seed");

    private static List<String> fitted(String text, int dimension, boolean perDimension) {
        return KernelTemplate.parse(text, INPUTS.subList(0, dimension), perDimension).parameters().stream()
                .map(p -> p.kernel() + " " + p.name() + (p.axes().size() != 1 || dimension == 1 ? "" : " " + p.axes().get(0))).toList();
    }

    @Test
    void whatIsLeftOutIsFitted() {
        assertThat(fitted("matern(nu=2.5)", 2, false)).containsExactly("matern variance", "matern lengthscale");
        assertThat(fitted("matern(nu=2.5)", 2, true)).containsExactly("matern variance", "matern lengthscale 0", "matern lengthscale 1");
        assertThat(fitted("matern(nu=2.5, variance=2)", 2, false)).containsExactly("matern lengthscale");
        assertThat(fitted("2 * se + se(lengthscale=0.3)", 1, false)).containsExactly("se lengthscale", "se2 variance");
        assertThat(fitted("se * periodic", 2, true)).containsExactly("se variance", "se lengthscale 0", "se lengthscale 1",
                "periodic period 0", "periodic period 1", "periodic lengthscale 0", "periodic lengthscale 1");
        assertThat(fitted("on(se, inputs=[seed, depth]) * on(rq(alpha=2), inputs=lr)", 3, true)).containsExactly("se variance", "se lengthscale 2",
                "se lengthscale 1", "rq lengthscale 0");
        assertThat(fitted("linear + gibbs(loglengthscale=0) + rq(lengthscale=1)", 1, false)).containsExactly("linear variance", "gibbs variance",
                "rq variance", "rq alpha");
    }

    @Test
    void numbersTakeThePlacesOfWhatIsLeftOut() {
        assertThat(KernelTemplate.parse("rq + 0.5 * matern(nu=1.5)", INPUTS.subList(0, 2), true).with(new double[] {2, 3, 4, 5, 6, 7}).kernel())
                .isEqualTo(KernelExpression.parse("2 * rq(alpha=3, lengthscale=[4, 5]) + 0.5 * matern(nu=1.5, lengthscale=[6, 7])"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "se(variance=1, lengthscale=2) | nothing is left to fit in the kernel 'se(variance=1, lengthscale=2)', all parameters are written; "
                + "leave out those to fit, as in matern(nu=2.5)",
        "matern | 'nu' of matern is not fitted, for there is no derivative by it; write a number",
        "matern(nu=0.8) | the length scale of matern is fitted for nu = 0.5 and for nu above 1 up to 60, but nu is 0.8; use another nu, or write "
                + "the 'lengthscale'",
        "gammaexp(gamma=1.5) | the kernel gammaexp has no derivatives by its parameters, so that it cannot be fitted; write lengthscale, or fit "
                + "one of se, matern, rq, periodic, linear, constant, white",
        "stretched(se, lengthscale=[1, 2]) | a kernel in 'stretched' cannot be fitted; write it by itself, with one length scale per dimension",
        "sea | no kernel is called 'sea' (in 'sea'); did you mean 'se'? known: ",
        "se(lengthscale=-1) | the length scale of se is -1; expected a finite number > 0"})
    void mistakesAreToldInOneSentence(String text, String message) {
        assertThatThrownBy(() -> KernelTemplate.parse(text, INPUTS.subList(0, 2), false)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aListOfTheWrongLengthIsRefusedAtOnce() {
        assertThatThrownBy(() -> KernelTemplate.parse("rq(lengthscale=[1, 2, 3])", INPUTS.subList(0, 2), false)).hasMessageContaining("3 length scales");
    }
}
