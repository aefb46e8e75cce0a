package io.github.regretbench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.regretbench.PlainDouble;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as maps, lists, numbers and texts, whatever it means; made without the reader under test. */
public final class PlainYaml {
    private PlainYaml() {
    }

    public static Object tree(String yaml) {
        return tree(new Yaml().compose(new StringReader(yaml)));
    }

    public static JsonNode json(String yaml) {
        return new ObjectMapper().valueToTree(tree(yaml));
    }

    private static Object tree(Node node) {
        if (node instanceof MappingNode mapping) {
            Map<String, Object> map = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                map.put(String.valueOf(tree(tuple.getKeyNode())), tree(tuple.getValueNode()));
            }
            return map;
        }
        if (node instanceof SequenceNode sequence) {
            List<Object> list = new ArrayList<>();
            sequence.getValue().forEach(element -> list.add(tree(element)));
            return list;
        }
        return scalar(((ScalarNode) node).getValue());
    }

    private static Object scalar(String text) {
        if (text.equals("true") || text.equals("false")) {
            return Boolean.valueOf(text);
        }
        if (text.matches("[-+]?[0-9_]+") && text.matches(".*[0-9].*")) {
            return new BigDecimal(text.replace("_", "")).toBigInteger();
        }
        double number = PlainDouble.parse(text);
        return Double.isNaN(number) ? text : (Object) number;
    }
}
