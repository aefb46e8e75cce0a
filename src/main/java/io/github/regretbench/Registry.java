package io.github.regretbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What can be named in experiment files: what comes with RegretBench, then what providers on the class path add. Looked for once a role: the
 * class path stays what it is, and a suite reads thousands of names.
 */
public final class Registry {
    /** Follows the known names where one is unknown. */
    public static final String OWN = " (one of your own has to be in META-INF/services on REGRETBENCH_CLASSPATH)";
    private static final Map<Class<?>, List<?>> FOUND = new ConcurrentHashMap<>();
    /** The class of each provider that is not ours, by role and name. */
    private static final Map<Class<?>, Map<String, Class<?>>> PROVIDERS = new ConcurrentHashMap<>();
    /** What {@link Tokens} reads as a name. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

    private Registry() {
    }

    /**
     * All of one kind, ours first.
     *
     * @param kind what they are, for messages, e.g. "kernel"
     * @param ours those that come with RegretBench
     * @param role the interface whose implementations {@code META-INF/services} lists
     * @param family what a provider adds
     * @param name of one of them, as written in files
     * @throws BadInputException when a provider cannot be loaded, or its name is no name or is taken
     */
    public static <P, F> List<F> of(String kind, List<F> ours, Class<P> role, Function<P, F> family, Function<F, String> name) {
        List<?> found = FOUND.get(role);
        if (found == null) {
            found = search(kind, ours, role, family, name);
            FOUND.put(role, found);
        }
        @SuppressWarnings("unchecked")      // only put above, for the same role and so of the same kind
        List<F> all = (List<F>) found;
        return all;
    }

    /**
     * The class that adds what is called so; nothing for what comes with RegretBench, or before all of its kind have been asked for.
     *
     * @param role as in {@link #of}
     */
    public static Optional<Class<?>> provider(Class<?> role, String name) {
        return Optional.ofNullable(PROVIDERS.getOrDefault(role, Map.of()).get(name));
    }

    /** The names of all of one kind that do not come with RegretBench. */
    public static Set<String> added(Class<?> role) {
        return PROVIDERS.getOrDefault(role, Map.of()).keySet();
    }

    private static <P, F> List<F> search(String kind, List<F> ours, Class<P> role, Function<P, F> family, Function<F, String> name) {
        List<F> all = new ArrayList<>(ours);
        try {
            for (P provider : ServiceLoader.load(role)) {
                F added = family.apply(provider);
                String called = name.apply(added);
                if (!NAME.matcher(called).matches()) {
                    throw new BadInputException(("the %s of %s is called '%s'; expected a letter, then letters, digits, '-' or '_'")
                            .formatted(kind, provider.getClass().getName(), called));
                }
                if (all.stream().anyMatch(f -> name.apply(f).equals(called))) {
                    throw new BadInputException("the %s of %s is called '%s', and so is another one; give it another name".formatted(
                            kind, provider.getClass().getName(), called));
                }
                all.add(added);
                PROVIDERS.computeIfAbsent(role, r -> new ConcurrentHashMap<>()).put(called, provider.getClass());
            }
        } catch (ServiceConfigurationError e) {
            throw new BadInputException("a %s on the class path cannot be used (%s); correct META-INF/services/%s or the class".formatted(
                    kind, e.getCause() == null ? e.getMessage() : e.getMessage() + ": " + e.getCause(), role.getName()), e);
        }
        return List.copyOf(all);
    }
}
