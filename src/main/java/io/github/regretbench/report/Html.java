package io.github.regretbench.report;

import io.github.regretbench.PlainDouble;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Pieces of HTML. Every text that is not ours goes through {@link #text}. */
final class Html {
    /** Of a number for reading; {@code report.js} shows as many. */
    private static final int DIGITS = 4;

    private Html() {
    }

    /** A text as content or as the value of an attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
    }

    /** Four significant digits; a dash for NaN. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return PlainDouble.significant(value, DIGITS);
    }

    /** "1 cell", "3 cells". */
    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** Something to be opened, and open in print: a summary over content, both in HTML. */
    static String details(String summary, String content) {
        return "<details class=\"print\"><summary>%s</summary>\n%s</details>\n".formatted(summary, content);
    }

    /** Texts to be opened, each under its name; in print only if there is but one. */
    static String texts(String summary, Map<String, String> texts) {
        if (texts.size() == 1) {
            return details(text(summary), pre(texts.values().iterator().next()));
        }
        StringBuilder html = new StringBuilder("<details><summary>%s: %s</summary>\n".formatted(text(summary), count(texts.size(), "text")));
        texts.forEach((name, text) -> html.append("<details><summary>%s</summary>\n%s</details>\n".formatted(text(name), pre(text))));
        return html.append("</details>\n").toString();
    }

    /** A text as it stands. */
    static String pre(String text) {
        return "<pre tabindex=\"0\">" + text(text) + "</pre>\n";
    }

    /**
     * A table that scrolls by itself where it is wider than the page.
     *
     * @param caption in HTML, as are all cells
     * @param header one a column
     * @param rows each with its own header first
     */
    static String table(String caption, List<String> header, List<List<String>> rows) {
        StringBuilder html = new StringBuilder("""
                <div class="table" tabindex="0" role="group" aria-label="Table that may scroll sideways"><table>
                <caption>%s</caption>
                <thead><tr>""".formatted(caption));
        header.forEach(cell -> html.append("<th scope=\"col\">").append(cell).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<String> row : rows) {
            html.append("<tr><th scope=\"row\">").append(row.get(0)).append("</th>");
            row.subList(1, row.size()).forEach(cell -> html.append("<td>").append(cell).append("</td>"));
            html.append("</tr>\n");
        }
        return html.append("</tbody></table></div>\n").toString();
    }

    /** Names and what belongs to them, both in HTML. */
    static String definitions(List<List<String>> entries) {
        return entries.stream().map(entry -> "<dt>%s</dt><dd>%s</dd>\n".formatted(entry.get(0), entry.get(1)))
                .collect(Collectors.joining("", "<dl>\n", "</dl>\n"));
    }
}
