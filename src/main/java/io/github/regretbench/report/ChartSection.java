package io.github.regretbench.report;

import io.github.regretbench.figure.PolicyStyle;
import io.github.regretbench.report.ChartData.Bound;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The large chart: what can be chosen, the place where {@code report.js} draws, and the table that reads the curves. */
final class ChartSection {
    private final Cells cells;
    private final Map<String, String> labels;
    private final Map<String, PolicyStyle> styles;

    ChartSection(Cells cells, Map<String, PolicyStyle> styles) {
        this.cells = cells;
        labels = cells.labels();
        this.styles = styles;
    }

    String html() {
        return """
                <section id="curves" class="script-only">
                <h2>Curves</h2>
                <form id="controls">
                %s<fieldset><legend>Quantity</legend>
                <label><input type="radio" name="quantity" value="average-regret" checked> R<sub>t</sub>/t</label>
                <label><input type="radio" name="quantity" value="cumulative-regret"> R<sub>t</sub></label>
                <label><input type="radio" name="quantity" value="best-sampled-regret"> simple regret, best sampled</label>
                <label><input type="radio" name="quantity" value="recommended-regret"> simple regret, recommended</label>
                <label><input type="radio" name="quantity" value="information-gain"> information gain</label>
                </fieldset>
                <fieldset><legend>Logarithmic axes</legend>
                <label><input type="checkbox" id="log-x" checked> rounds</label>
                <label><input type="checkbox" id="log-y" checked> values</label>
                </fieldset>
                %s</form>
                <figure>
                <div class="chart-row">
                <div class="plot">
                <div id="chart" role="img" aria-labelledby="caption"></div>
                <label class="cursor">Read at round <input type="range" id="round" min="0" max="1" step="any" value="1"></label>
                </div>
                <table id="reading">
                <caption>Mean at t = <output id="reading-round"></output></caption>
                <thead><tr><th scope="col">Policy</th><th scope="col">Mean</th><th scope="col">Interval</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </div>
                <figcaption id="caption"></figcaption>
                </figure>
                <p id="spoken" class="unseen" role="status"></p>
                </section>
                """.formatted(pickers(), bounds(), rows());
    }

    /** One list an axis, when there is something to choose. */
    private String pickers() {
        if (cells.isSingle()) {
            return "";
        }
        return cells.axes().stream().map(axis -> "<label class=\"picker\">%s <select data-axis=\"%s\">%s</select></label>\n".formatted(
                Html.text(axis), Html.text(axis), cells.values(axis).stream().map(value -> "<option>" + Html.text(value) + "</option>")
                        .collect(Collectors.joining()))).collect(Collectors.joining());
    }

    private String bounds() {
        List<Bound> bounds = Bound.in(cells);
        String options = bounds.stream().map(bound -> "<option value=\"%s\">%s</option>".formatted(bound.column(), bound.words()))
                .collect(Collectors.joining());
        return bounds.isEmpty() ? "" : """
                <label class="picker">Bound on regret <select id="bound"><option value="">none</option>%s</select></label>
                """.formatted(options);
    }

    private String rows() {
        StringBuilder html = new StringBuilder();
        List<String> policies = cells.policies();
        for (int i = 0; i < policies.size(); i++) {
            String policy = policies.get(i);
            html.append("""
                    <tr class="policy%d"><th scope="row"><label><input type="checkbox" checked data-policy="%d"> %s %s</label></th>
                    <td></td><td></td></tr>
                    """.formatted(i, i, SmallMultiples.swatch(i, styles.get(policy)), Html.text(labels.get(policy))));
        }
        return html.toString();
    }
}
