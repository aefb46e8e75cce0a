package io.github.regretbench.theory;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a bound says, for whom, and who says so, where a program can read it without having numbers to put in. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Statement {

    /** A short name, unique among the bounds. */
    String name();

    /** The right-hand side. */
    String formula();

    /** Source, with the number of the theorem. */
    String citation();

    /** For which rules it is proved, as people name them; "any algorithm" for lower bounds. */
    String policy();

    /** Whether it is proved for a D that is not finite, so that a finite set of arms stands for a subset of it. */
    boolean continuous() default false;

    /** Under which the guarantee holds. */
    String assumptions();

    /** What is promised: of which regret, from above or below, and how surely. */
    String guarantee();

    /** The name of the row of {@link RegretOrder#TABLE} that the bound grows as, with today's bounds on `gamma_T`; empty for none. */
    String order() default "";

    /** How far all this can be relied upon; where parts differ, the weakest. */
    Status status();
}
