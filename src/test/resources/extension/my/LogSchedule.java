package my;

import io.github.regretbench.theory.ConfidenceSchedule;
import io.github.regretbench.theory.ScheduleFamily;
import io.github.regretbench.theory.ScheduleFamily.Assumption;
import io.github.regretbench.theory.ScheduleFamily.Guarantee;
import io.github.regretbench.theory.ScheduleFamily.Parameter;
import io.github.regretbench.theory.ScheduleProvider;
import io.github.regretbench.theory.Status;
import java.util.List;
import java.util.Optional;

/** The schedule {@code log}, beta_t = scale log(t + 1): grows as Theorem 1's does and promises nothing. */
public final class LogSchedule implements ScheduleProvider {
    @Override
    public ScheduleFamily schedule() {
        return new ScheduleFamily("log", List.of(new Parameter("scale", 2.0)), Logarithm.class, "beta = scale log(t + 1)",
                Assumption.NOTHING, Guarantee.NONE, "folklore", Status.UNVERIFIED,
                Optional.of((model, arguments) -> new Logarithm(arguments.number("scale"))));
    }

    /** The schedule for one scale. */
    record Logarithm(double scale) implements ConfidenceSchedule {
        Logarithm {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("log(scale=" + scale + "): expected a number > 0");
            }
        }

        @Override
        public double beta(int t) {
            return scale * StrictMath.log1p(t);
        }
    }
}
