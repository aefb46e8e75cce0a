package io.github.regretbench.figure;

import java.util.Map;
import java.util.TreeMap;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;

/** An SVG tree as text: attributes in the order of their names, since Batik's own writer has an order that differs between JDKs. */
final class SvgText {
    private final StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");

    private SvgText() {
    }

    /** The tree under an element, with a line for each element and no document type that readers would look for on the network. */
    static String of(Element root) {
        SvgText svg = new SvgText();
        svg.element(root);
        return svg.text.append('\n').toString();
    }

    private void element(Element element) {
        text.append("\n<").append(element.getTagName());
        attributes(element).forEach((name, value) -> text.append(' ').append(name).append("=\"").append(escaped(value)).append('"'));
        if (!element.hasChildNodes()) {
            text.append("/>");
            return;
        }
        text.append('>');
        boolean words = false;
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                element(inner);
            } else if (child.getNodeType() == Node.TEXT_NODE) {
                words = true;
                text.append(escaped(child.getNodeValue()));
            }
        }
        text.append(words ? "</" : "\n</").append(element.getTagName()).append('>');
    }

    private static Map<String, String> attributes(Element element) {
        Map<String, String> sorted = new TreeMap<>();
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            sorted.put(attributes.item(i).getNodeName(), attributes.item(i).getNodeValue());
        }
        return sorted;
    }

    private static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
