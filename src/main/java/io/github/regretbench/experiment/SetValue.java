package io.github.regretbench.experiment;

import io.github.regretbench.BadInputException;
import io.github.regretbench.Spelling;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.DumperOptions;
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

/**
 * What {@code --set} puts into a YAML file. The key may be a path, with dots between keys, places in lists (from 0) and names of their
 * elements: {@code truth.noiseVariance}, {@code policies.0.label}, {@code policies.gp-ucb.label}. Mappings that are missing on the way are
 * made. A value that begins with a bracket, a brace or a quotation mark is read as YAML, any other is the text as it stands.
 *
 * @param given the key as it was given
 * @param keys its parts
 * @param text the value
 */
record SetValue(String given, List<String> keys, String text) {
    /** Lists whose elements may be bare words, with the key that such a word stands for. */
    private static final Map<String, String> BARE = Map.of("policies", "policy");
    /** By which an element of a list is called. */
    private static final List<String> NAMES = List.of("name", "policy", "label");
    /** YAML's reader goes no deeper; a value that holds itself does. */
    private static final int DEEPEST = 50;
    private static final String YAML_BEGINS = "[{'\"";

    static SetValue of(String key, String text) {
        return new SetValue(key, List.of(key.split("\\.", -1)), text);
    }

    /** The key of the top level. */
    String first() {
        return keys.get(0);
    }

    /** The same one level down. */
    SetValue under(String key) {
        List<String> longer = new ArrayList<>(List.of(key));
        longer.addAll(keys);
        return new SetValue(given, longer, text);
    }

    /** Whether it is a list that replaces the whole value of its first key. */
    boolean isList() {
        return keys.size() == 1 && text.strip().startsWith("[");
    }

    /** Where it stands, for messages. */
    private Mark mark() {
        return new Mark(Section.COMMAND_LINE + given, 0, 0, 0, new int[0], 0);
    }

    /** The keys of a mapping with this value in its place. */
    Map<String, Node> in(Map<String, Node> nodes) {
        Map<String, Node> result = new LinkedHashMap<>(nodes);
        result.put(first(), placed(Optional.ofNullable(nodes.get(first())), 1));
        return result;
    }

    /** What stands at the first {@code depth} keys, with this value in its place. */
    private Node placed(Optional<Node> there, int depth) {
        if (depth == keys.size()) {
            return value();
        }
        String key = keys.get(depth);
        if (there.isPresent() && there.get() instanceof SequenceNode sequence) {
            int index = index(sequence, keys.get(depth - 1), key);
            List<Node> elements = new ArrayList<>(sequence.getValue());
            Node element = elements.get(index);
            boolean inside = depth + 1 < keys.size() && element instanceof ScalarNode && BARE.containsKey(keys.get(depth - 1));
            elements.set(index, placed(Optional.of(inside ? mapping(BARE.get(keys.get(depth - 1)), element) : element), depth + 1));
            return new SequenceNode(sequence.getTag(), true, elements, sequence.getStartMark(), sequence.getEndMark(), sequence.getFlowStyle());
        }
        if (there.isPresent() && !(there.get() instanceof MappingNode)) {
            throw new BadInputException("--set %s: '%s' is a single value and has no '%s' in it".formatted(given, keys.get(depth - 1), key));
        }
        Mark mark = there.map(Node::getStartMark).orElse(mark());
        List<NodeTuple> tuples = new ArrayList<>();
        Optional<Node> before = Optional.empty();
        if (there.isPresent()) {
            for (NodeTuple tuple : ((MappingNode) there.get()).getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    before = Optional.of(tuple.getValueNode());
                } else {
                    tuples.add(tuple);
                }
            }
        }
        tuples.add(new NodeTuple(scalar(key, mark()), placed(before, depth + 1)));
        return new MappingNode(Tag.MAP, true, tuples, mark, mark, DumperOptions.FlowStyle.FLOW);
    }

    private static Node mapping(String key, Node value) {
        return new MappingNode(Tag.MAP, true, List.of(new NodeTuple(scalar(key, value.getStartMark()), value)), value.getStartMark(),
                value.getEndMark(), DumperOptions.FlowStyle.FLOW);
    }

    private static Node scalar(String text, Mark mark) {
        return new ScalarNode(Tag.STR, text, mark, mark, DumperOptions.ScalarStyle.PLAIN);
    }

    private int index(SequenceNode sequence, String list, String key) {
        int size = sequence.getValue().size();
        if (key.matches("[0-9]{1,9}")) {
            if (Integer.parseInt(key) >= size) {
                throw new BadInputException("--set %s: '%s' has %d elements, numbered from 0; expected a number up to %d".formatted(given, list, size,
                        size - 1));
            }
            return Integer.parseInt(key);
        }
        List<String> names = sequence.getValue().stream().map(SetValue::name).toList();
        if (!names.contains(key)) {
            throw new BadInputException("--set %s: no element of '%s' is called '%s'; %sknown: %s, or a number from 0 to %d".formatted(given, list,
                    key, Spelling.hint(key, names), String.join(", ", names), size - 1));
        }
        if (names.indexOf(key) != names.lastIndexOf(key)) {
            throw new BadInputException("--set %s: several elements of '%s' are called '%s'; give the number of one, from 0 to %d".formatted(given,
                    list, key, size - 1));
        }
        return names.indexOf(key);
    }

    private static String name(Node element) {
        if (element instanceof ScalarNode word) {
            return word.getValue();
        }
        if (element instanceof MappingNode mapping) {
            for (String name : NAMES) {
                for (NodeTuple tuple : mapping.getValue()) {
                    if (tuple.getKeyNode() instanceof ScalarNode key && key.getValue().equals(name)
                            && tuple.getValueNode() instanceof ScalarNode value) {
                        return value.getValue();
                    }
                }
            }
        }
        return "";
    }

    private Node value() {
        String stripped = text.strip();
        if (stripped.isEmpty() || YAML_BEGINS.indexOf(stripped.charAt(0)) < 0) {
            return scalar(text, mark());
        }
        try {
            return marked(new Yaml().compose(new StringReader(stripped)), 0);
        } catch (MarkedYAMLException e) {
            throw new BadInputException("--set %s: not valid YAML at character %d of the value: %s".formatted(given,
                    e.getProblemMark().getIndex() + 1, e.getProblem()), e);
        } catch (YAMLException e) {
            throw new BadInputException("--set %s: not valid YAML: %s".formatted(given, e.getMessage().lines().findFirst().orElse("")), e);
        }
    }

    /** The same values, all of them standing on the command line. */
    private Node marked(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new BadInputException("--set %s: the value holds itself; expected lists and mappings of single values".formatted(given));
        }
        if (node instanceof SequenceNode sequence) {
            return new SequenceNode(Tag.SEQ, true, sequence.getValue().stream().map(n -> marked(n, depth + 1)).toList(), mark(), mark(),
                    DumperOptions.FlowStyle.FLOW);
        }
        if (node instanceof MappingNode mapping) {
            return new MappingNode(Tag.MAP, true, mapping.getValue().stream().map(tuple -> new NodeTuple(marked(tuple.getKeyNode(), depth + 1),
                    marked(tuple.getValueNode(), depth + 1))).toList(), mark(), mark(), DumperOptions.FlowStyle.FLOW);
        }
        return scalar(((ScalarNode) node).getValue(), mark());
    }
}
