package io.github.regretbench.figure;

import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of one size in the shipped font, measured the same way whatever it is drawn on. A piece in {@code _{...}} is set smaller and
 * lowered, one in {@code ^{...}} smaller and raised; U+209C (subscript t), which the font lacks, stands for {@code _{t}}. Sizes are
 * whole points because JFreeSVG writes no others.
 */
final class FigureText {
    static final String FONT_RESOURCE = "LiberationSans-Regular.ttf";
    private static final Pattern PIECE = Pattern.compile("([_^])\\{([^{}]*)\\}");
    private static final double SUBSCRIPT_DROP = 0.2;
    private static final double SUPERSCRIPT_RISE = 0.4;
    /** Height of a capital over the size, of Liberation Sans. */
    private static final double CAP_HEIGHT = 0.729;
    private static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);
    private static final Font FONT = load();

    private final Font font;
    private final Font script;

    FigureText(int size) {
        font = FONT.deriveFont((float) size);
        script = FONT.deriveFont((float) (size - 2));
    }

    /** The font's own name. */
    static String fontName() {
        return FONT.getFontName();
    }

    /** Throws if the font lacks a character of the text, which would be drawn as an empty box. */
    static String check(String text) {
        if (text.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("the text '" + text.replaceAll("\\p{Cntrl}", "?")
                    + "' has a line break or another control character; remove it");
        }
        int missing = FONT.canDisplayUpTo(marked(text));
        if (missing >= 0) {
            throw new IllegalArgumentException("the figure font has no character '"
                    + Character.toString(marked(text).codePointAt(missing)) + "' (in '" + text
                    + "'); use Latin or Greek letters, digits and common punctuation");
        }
        return text;
    }

    double width(String text) {
        return runs(text).stream().mapToDouble(run -> run.font.getStringBounds(run.text, CONTEXT).getWidth()).sum();
    }

    /** Distance from the middle of a capital down to the baseline. */
    double halfCapital() {
        return CAP_HEIGHT * font.getSize() / 2;
    }

    void drawLeft(Graphics2D g, String text, double x, double baseline) {
        double left = x;
        for (Run run : runs(text)) {
            g.setFont(run.font);
            g.drawString(run.text, (float) left, (float) (baseline + run.drop));
            left += run.font.getStringBounds(run.text, CONTEXT).getWidth();
        }
    }

    void drawCentred(Graphics2D g, String text, double x, double baseline) {
        drawLeft(g, text, x - width(text) / 2, baseline);
    }

    void drawRight(Graphics2D g, String text, double x, double baseline) {
        drawLeft(g, text, x - width(text), baseline);
    }

    /** The words of a text in lines no wider than {@code width}, unless one word is. */
    List<String> wrap(String text, double width) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.isBlank() ? new String[0] : text.trim().split(" +")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer) > width) {
                lines.add(line);
                line = word;
            } else {
                line = longer;
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    private record Run(String text, Font font, double drop) {
    }

    private static String marked(String text) {
        return text.replace("\u209c", "_{t}");
    }

    /** Pieces of one font each; a no-break space keeps SVG viewers from swallowing the first of two spaces. */
    private List<Run> runs(String string) {
        String text = marked(string).replace("  ", "\u00a0 ");
        List<Run> runs = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        int start = 0;
        while (piece.find()) {
            addRun(runs, text.substring(start, piece.start()), font, 0);
            double drop = piece.group(1).equals("_") ? SUBSCRIPT_DROP : -SUPERSCRIPT_RISE;
            addRun(runs, piece.group(2), script, drop * font.getSize());
            start = piece.end();
        }
        addRun(runs, text.substring(start), font, 0);
        return runs;
    }

    private static void addRun(List<Run> runs, String text, Font font, double drop) {
        if (!text.isEmpty()) {
            runs.add(new Run(text, font, drop));
        }
    }

    private static Font load() {
        try (InputStream in = FigureText.class.getResourceAsStream(FONT_RESOURCE)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (IOException e) {
            throw new UncheckedIOException("a figure's font cannot be unpacked to the temporary folder " + System.getProperty("java.io.tmpdir")
                    + " (REGRETBENCH_JVM=-Djava.io.tmpdir=DIR names another)", e);
        } catch (FontFormatException e) {
            throw new IllegalStateException("the resource " + FONT_RESOURCE + " is not a font", e);
        }
    }
}
