package io.github.regretbench.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cells of a line as RFC 4180 has them: one with a separator or a quote in it stands in quotes, and its own quotes are doubled. */
public final class CsvCells {
    private CsvCells() {
    }

    /** The cells of a line; nothing when a quote is not closed. */
    public static Optional<List<String>> split(String line, char separator) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quoted && c == '"' && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return quoted ? Optional.empty() : Optional.of(cells);
    }

    /** A cell between commas, in quotes where it needs them; it has no line breaks. */
    public static String quoted(String cell) {
        return cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }
}
