package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.PlainDouble;
import io.github.regretbench.PlainText;
import io.github.regretbench.Spelling;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * A mapping in a YAML file that is read strictly: every key must be asked for, every value must be of the kind asked for, and a
 * mistake is reported with file, line and column. Scalars are read as the text says, without YAML's implicit types.
 */
public final class Section {
    /** In place of a file, where the command line says it. */
    static final String COMMAND_LINE = "--set ";

    private final String file;
    private final String what;
    private final Mark mark;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Set<String> known = new LinkedHashSet<>();

    private Section(String file, String what, Mark mark) {
        this.file = file;
        this.what = what;
        this.mark = mark;
    }

    private Section(String file, String what, Node node) {
        this.file = file;
        this.what = what;
        this.mark = node.getStartMark();
        if (!(node instanceof MappingNode mapping)) {
            throw bad(node, what + " is a mapping of keys to values");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key in " + what);
            if (nodes.put(key, tuple.getValueNode()) != null) {
                throw at(tuple.getKeyNode(), "key '" + key + "' is given twice in " + what);
            }
        }
    }

    /** The top-level mapping of a YAML text; {@code file} names it in messages. */
    public static Section parse(String text, String file, String what) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(true);     // found here, with a better message
        Node root;
        try {
            root = new Yaml(options).compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw new BadInputException("%s:%d:%d: not valid YAML: %s".formatted(file, mark.getLine() + 1,
                    mark.getColumn() + 1, e.getProblem()), e);
        } catch (ReaderException e) {
            int at = text.indexOf(Character.toString(e.getCodePoint()));
            throw new BadInputException("%s:%d:%d: not valid YAML: the character U+%04X cannot stand in a text file".formatted(file,
                    1 + text.substring(0, at).chars().filter(c -> c == '\n').count(), at - text.lastIndexOf('\n', at), e.getCodePoint()), e);
        } catch (YAMLException e) {
            throw new BadInputException(file + ": not valid YAML: " + e.getMessage().lines().findFirst().orElse(""), e);
        }
        if (root == null) {
            throw new BadInputException(file + ": the file is empty; expected " + what);
        }
        return new Section(file, what, root);
    }

    /** Keys of this section over those of another, values of the first where both have them; keys have to be asked for anew. */
    Section over(Section base) {
        Section result = new Section(file, base.what, base.mark);
        result.nodes.putAll(base.nodes);
        result.nodes.putAll(nodes);
        return result;
    }

    /** This section with a key set to a text, in place of the one it has. */
    Section with(String key, String text) {
        Section result = new Section(file, what, mark).over(this);
        result.nodes.put(key, new ScalarNode(Tag.STR, text, mark, mark, DumperOptions.ScalarStyle.PLAIN));
        return result;
    }

    /** This section with what the command line sets in it; keys have to be asked for anew. */
    Section with(SetValue value) {
        Section result = new Section(file, what, mark);
        result.nodes.putAll(value.in(nodes));
        return result;
    }

    /** This section without a key; keys have to be asked for anew. */
    Section without(String key) {
        Section result = new Section(file, what, mark).over(this);
        result.nodes.remove(key);
        return result;
    }

    /** All keys, in the order of the file; none of them has to be asked for any more. */
    public List<String> keys() {
        known.addAll(nodes.keySet());
        return List.copyOf(nodes.keySet());
    }

    public boolean has(String key) {
        known.add(key);
        return nodes.containsKey(key);
    }

    /** One line. */
    public String text(String key) {
        String text = scalar(required(key), "'" + key + "'").strip();
        if (text.contains("\n") || text.contains("\t")) {
            throw at(required(key), "'" + key + "' has a line break or a tab within; expected one line");
        }
        return text;
    }

    String text(String key, String standard) {
        return has(key) ? text(key) : standard;
    }

    public double number(String key) {
        return number(required(key), "'" + key + "'");
    }

    double number(String key, double standard) {
        return has(key) ? number(key) : standard;
    }

    /** A whole number between two bounds, both included. */
    public long whole(String key, long least, long most) {
        Node node = required(key);
        String text = scalar(node, "'" + key + "'");
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw at(node, "'%s' is %s; expected a whole number from %d to %d".formatted(key, text, least, most));
    }

    public long whole(String key, long least, long most, long standard) {
        return has(key) ? whole(key, least, most) : standard;
    }

    public <E extends Enum<E>> E choice(String key, Class<E> type, E standard) {
        if (!has(key)) {
            return standard;
        }
        List<String> names = Arrays.stream(type.getEnumConstants()).map(Spelling::of).toList();
        int index = names.indexOf(text(key));
        if (index < 0) {
            throw at(required(key), "'%s' is '%s'; expected one of %s".formatted(key, text(key), String.join(", ", names)));
        }
        return type.getEnumConstants()[index];
    }

    /** A list of texts, or one of them. */
    public List<String> texts(String key) {
        return required(key) instanceof ScalarNode ? List.of(text(key))
                : elements(key).stream().map(element -> scalar(element, "an element of '" + key + "'")).toList();
    }

    List<Double> numbers(String key) {
        List<Double> numbers = new ArrayList<>();
        for (Node element : elements(key)) {
            numbers.add(number(element, "an element of '" + key + "'"));
        }
        return numbers;
    }

    /** A list of lists of numbers. */
    List<List<Double>> lists(String key) {
        List<List<Double>> lists = new ArrayList<>();
        for (Node element : elements(key)) {
            if (!(element instanceof SequenceNode row)) {
                throw bad(element, "an element of '" + key + "' is a list of numbers");
            }
            lists.add(row.getValue().stream().map(n -> number(n, "a coordinate in '" + key + "'")).toList());
        }
        return lists;
    }

    List<Integer> wholes(String key) {
        List<Integer> result = new ArrayList<>();
        for (Node element : elements(key)) {
            double value = number(element, "an element of '" + key + "'");
            if (value != (int) value) {
                throw at(element, "an element of '%s' is %s; expected a whole number%s".formatted(key, scalar(element, key),
                        value == StrictMath.rint(value) ? " of at most " + Integer.MAX_VALUE : ""));
            }
            result.add((int) value);
        }
        return result;
    }

    public Section section(String key) {
        return new Section(file, "'" + key + "'", required(key));
    }

    public Optional<Section> optionalSection(String key) {
        return has(key) ? Optional.of(section(key)) : Optional.empty();
    }

    /** Elements of a list, each a mapping or, where {@code shorthand} is given, a bare word that stands for {word-key: word}. */
    <T> List<T> list(String key, String shorthand, Function<Section, T> reader) {
        List<T> result = new ArrayList<>();
        for (Node element : elements(key)) {
            Node node = element;
            if (shorthand != null && element instanceof ScalarNode word) {
                Node name = new ScalarNode(word.getTag(), shorthand, word.getStartMark(), word.getEndMark(), word.getScalarStyle());
                node = new MappingNode(word.getTag(), true, List.of(new NodeTuple(name, word)), word.getStartMark(),
                        word.getEndMark(), DumperOptions.FlowStyle.FLOW);
            }
            Section section = new Section(file, "an element of '" + key + "'", node);
            result.add(section.reading(() -> reader.apply(section)));
        }
        return result;
    }

    /** Whether the value of a key is one text and neither a list nor a mapping. */
    boolean isWord(String key) {
        return has(key) && nodes.get(key) instanceof ScalarNode;
    }

    /** A yes or a no. */
    boolean yes(String key, boolean standard) {
        if (!has(key)) {
            return standard;
        }
        String text = text(key);
        if (!List.of("yes", "no", "true", "false").contains(text)) {
            throw at(required(key), "'%s' is '%s'; expected yes or no".formatted(key, text));
        }
        return text.equals("yes") || text.equals("true");
    }

    /** Whether the value of a key is a mapping. */
    public boolean isSection(String key) {
        return has(key) && nodes.get(key) instanceof MappingNode;
    }

    /** The keys not asked for so far, with their values: numbers where they look like numbers, lists of words, else text. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        nodes.forEach((key, node) -> {
            if (known.add(key)) {
                if (node instanceof SequenceNode) {
                    rest.put(key, texts(key));
                    return;
                }
                String text = scalar(node, "'" + key + "'");
                double number = PlainDouble.parse(text);
                rest.put(key, Double.isNaN(number) ? text : (Object) number);
            }
        });
        return rest;
    }

    /** Runs a reader of this section: refuses keys it did not ask for, and adds the place to what constructors refuse, naming a key. */
    public <T> T reading(Supplier<T> reader) {
        try {
            T result = reader.get();
            refuseUnknownKeys();
            return result;
        } catch (IllegalArgumentException e) {
            refuseUnknownKeys();
            throw new BadInputException(place() + (e.getMessage().contains("'") ? "" : what + ": ") + e.getMessage(), e);
        }
    }

    /** Like {@link #reading(Supplier)} for one value: the place is the value's, and its key is named. */
    <T> T reading(String key, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (IllegalArgumentException e) {
            String quoted = "'" + key + "'";
            throw at(required(key), (e.getMessage().contains(quoted) ? "" : quoted + ": ") + e.getMessage());
        }
    }

    public BadInputException bad(String key, String message) {
        return at(required(key), message);
    }

    private void refuseUnknownKeys() {
        nodes.forEach((key, node) -> {
            if (!known.contains(key)) {
                String near = nearest(key);
                throw at(node, "unknown key '%s' in %s; %s".formatted(key, what, near == null
                        ? "known keys: " + String.join(", ", known) : "did you mean '" + near + "'?"));
            }
        });
    }

    private String nearest(String key) {
        return Spelling.nearest(key, known.stream().filter(candidate -> !nodes.containsKey(candidate)).toList())
                .or(() -> Spelling.nearest(key, known)).orElse(null);
    }

    /** A key that is missing may be there under another spelling. */
    private void refuseMisspelling(String missing) {
        nodes.forEach((key, node) -> {
            if (!known.contains(key) && Spelling.isMisspelling(key, missing)) {
                throw at(node, "unknown key '%s' in %s; did you mean '%s'?".formatted(key, what, missing));
            }
        });
    }

    private Node required(String key) {
        known.add(key);
        Node node = nodes.get(key);
        if (node == null) {
            refuseMisspelling(key);
            throw new BadInputException("%skey '%s' is missing in %s".formatted(place(), key, what));
        }
        return node;
    }

    private List<Node> elements(String key) {
        if (!(required(key) instanceof SequenceNode sequence)) {
            throw bad(required(key), "'" + key + "' is a list");
        }
        if (sequence.getValue().isEmpty()) {
            throw at(sequence, "'" + key + "' is an empty list; expected at least one element");
        }
        return sequence.getValue();
    }

    private String scalar(Node node, String name) {
        if (!(node instanceof ScalarNode scalar)) {
            throw bad(node, name + " is a single value");
        }
        if (scalar.getValue().isBlank()) {
            throw at(node, name + " has no value");
        }
        Optional<String> hidden = PlainText.hidden(scalar.getValue().replaceAll("[\n\t]", ""));
        if (hidden.isPresent()) {
            throw at(node, "%s has the character %s, which does not show; expected text that is as it looks".formatted(PlainText.shown(name),
                    hidden.get()));
        }
        return scalar.getValue();
    }

    private double number(Node node, String name) {
        String text = scalar(node, name);
        double value = PlainDouble.parse(text);
        if (Double.isNaN(value)) {
            throw at(node, "%s is '%s'; expected a finite number".formatted(name, text));
        }
        return value;
    }

    private BadInputException bad(Node node, String expected) {
        return at(node, "expected that %s".formatted(expected));
    }

    private BadInputException at(Node node, String message) {
        return new BadInputException(place(node) + message);
    }

    /** Where this mapping begins, as messages begin: {@code file:line:column: }. */
    String place() {
        return place(mark);
    }

    private String place(Node node) {
        return place(node.getStartMark());
    }

    private String place(Mark at) {
        if (at.getName().startsWith(COMMAND_LINE)) {
            return at.getName() + ": ";
        }
        return "%s:%d:%d: ".formatted(file, at.getLine() + 1, at.getColumn() + 1);
    }
}
