package io.github.regretbench;

import java.util.List;
import java.util.Map;

/**
 * A publication, or another thing that is cited, with the fields that are known of it and no others.
 *
 * @param key the citation key, such as {@code srinivas2010}
 * @param entryType of BibTeX, such as {@code inproceedings}
 * @param fields by name, in the order of printing, as LaTeX
 * @param citedAs how the citations of this program write it, such as {@code Srinivas et al. 2010}
 */
public record Reference(String key, String entryType, Map<String, String> fields, List<String> citedAs) {

    /** @throws IllegalArgumentException without an author, a year or a way to be cited */
    public Reference {
        citedAs = List.copyOf(citedAs);
        if (!fields.containsKey("author") || !fields.containsKey("year") || citedAs.isEmpty()) {
            throw new IllegalArgumentException("reference " + key + " needs an author, a year and a way to be cited");
        }
    }

    /** The entry as BibTeX reads it, one field a line, ending in a line break. */
    public String bibtex() {
        StringBuilder entry = new StringBuilder("@" + entryType + "{" + key + ",\n");
        fields.forEach((name, value) -> entry.append("  ").append(name).append(" = {").append(value).append("},\n"));
        return entry.append("}\n").toString();
    }
}
