package io.github.regretbench.figure;

import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2D;
import de.rototor.pdfbox.graphics2d.PdfBoxGraphics2DFontTextDrawer;
import io.github.regretbench.AtomicFile;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;
import org.apache.batik.dom.GenericDOMImplementation;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.apache.batik.svggen.SVGSyntax;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Drawings side by side and in rows, panels 3.4 inches wide, as SVG, PDF or PNG. The same panels give the same bytes: no dates, no random
 * ids, one shipped font.
 */
final class Figure {
    private static final List<String> FORMATS = List.of("svg", "pdf", "png");
    private static final int GAP = 12;
    private static final double POINTS_PER_INCH = 72;
    private static final double PNG_DOTS_PER_INCH = 300;
    private static final double METRES_PER_INCH = 0.0254;
    /** Seeds PDFBox's document id, which otherwise depends on the clock. */
    private static final long PDF_DOCUMENT_ID = 2010;
    private static final int SVG_DECIMALS = 2;
    /** Fonts with the same widths, for readers without the first. */
    private static final String SVG_FONTS = "font-family=\"'Liberation Sans', Arimo, Helvetica, Arial, sans-serif\"";
    private static final String SVG_FONT = "font-family=\"[^\"]*Liberation Sans[^\"]*\"";

    private static final FigureText NOTE = new FigureText(7);
    private static final int NOTE_LEADING = 9;

    /** By row, from left to right. */
    private final List<List<Drawing>> rows = new ArrayList<>();
    private final List<String> note;
    private final int width;
    private final int height;

    private Figure(List<? extends Drawing> drawings, int columns, String note) {
        for (int i = 0; i < drawings.size(); i += columns) {
            rows.add(List.copyOf(drawings.subList(i, Math.min(drawings.size(), i + columns))));
        }
        width = rows.stream().mapToInt(row -> row.stream().mapToInt(Drawing::width).sum() + (row.size() - 1) * GAP).max().orElseThrow();
        this.note = NOTE.wrap(FigureText.check(note), width - 4.0);
        height = rows.stream().mapToInt(Figure::height).sum() + (rows.size() - 1) * GAP + this.note.size() * NOTE_LEADING;
    }

    private static int height(List<Drawing> row) {
        return row.stream().mapToInt(Drawing::height).max().orElseThrow();
    }

    /**
     * A figure of these panels, from left to right. Where one logarithmic axis needs powers of ten, all have them.
     *
     * @throws IllegalArgumentException if there is no panel, a curve lies wholly outside its axes, the labels do not fit, or
     *     a text has a character that the font lacks
     */
    static Figure of(List<Panel> panels) {
        return of(panels, Math.max(1, panels.size()), "");
    }

    /**
     * The same in rows of so many panels, with a note below all of them.
     *
     * @param note wrapped; may be empty
     */
    static Figure of(List<Panel> panels, int columns, String note) {
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("a figure needs at least one panel");
        }
        boolean powers = panels.stream().anyMatch(Panel::powers);
        return new Figure(panels.stream().map(panel -> powers ? panel.withPowers() : panel).map(PanelPainter::new).toList(), columns,
                note);
    }

    /** A figure of critical-difference diagrams, at least one, from left to right. */
    static Figure ofDiagrams(List<CriticalDifferenceDiagram> diagrams) {
        return new Figure(diagrams, diagrams.size(), "");
    }

    /**
     * Writes the figure in every format, whole or not at all.
     *
     * @param directory where to; made when missing
     * @param name of the files, without ending
     * @return the files, SVG first
     */
    List<Path> write(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        List<Path> files = new ArrayList<>();
        for (String format : FORMATS) {
            Path file = directory.resolve(name + "." + format);
            write(file);
            files.add(file);
        }
        return files;
    }

    /**
     * Writes the format that the file name ends in: {@code .svg}, {@code .pdf} or {@code .png}. The file appears complete or
     * not at all.
     *
     * @throws IllegalArgumentException if the name ends in none of them
     */
    void write(Path file) throws IOException {
        String name = file.getFileName().toString();
        byte[] bytes = switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "svg" -> svg();
            case "pdf" -> pdf();
            case "png" -> png();
            default -> throw new IllegalArgumentException("cannot tell the format of the figure '" + name
                    + "': expected a name that ends in .svg, .pdf or .png");
        };
        AtomicFile.write(file.toAbsolutePath(), out -> out.write(bytes));
    }

    /** The figure as SVG, text as text, in UTF-8. */
    byte[] svg() {
        Document document = GenericDOMImplementation.getDOMImplementation().createDocument(SVGSyntax.SVG_NAMESPACE_URI, "svg", null);
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(document);
        context.setComment(null);
        context.setPrecision(SVG_DECIMALS);
        SVGGraphics2D g = new SVGGraphics2D(context, false);
        paint(g);
        Element root = g.getRoot();
        root.setAttributeNS("http://www.w3.org/2000/xmlns/", "xmlns", SVGSyntax.SVG_NAMESPACE_URI);
        root.setAttributeNS(null, "width", width + "pt");
        root.setAttributeNS(null, "height", height + "pt");
        root.setAttributeNS(null, "viewBox", "0 0 " + width + " " + height);
        return SvgText.of(root).replaceAll(SVG_FONT, SVG_FONTS).getBytes(StandardCharsets.UTF_8);
    }

    /** The figure as a one-page PDF with the font embedded. */
    byte[] pdf() {
        try (PDDocument document = new PDDocument();
                PdfBoxGraphics2DFontTextDrawer fonts = new PdfBoxGraphics2DFontTextDrawer();
                InputStream font = Figure.class.getResourceAsStream(FigureText.FONT_RESOURCE)) {
            document.setDocumentId(PDF_DOCUMENT_ID);
            fonts.registerFont(FigureText.fontName(), font);
            PDPage page = new PDPage(new PDRectangle(width, height));
            document.addPage(page);
            PdfBoxGraphics2D g = new PdfBoxGraphics2D(document, width, height);
            g.setFontTextDrawer(fonts);
            paint(g);
            g.dispose();
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                content.drawForm(g.getXFormObject());
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            document.save(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("a figure cannot be drawn as PDF, for which its font is unpacked to the temporary folder "
                    + System.getProperty("java.io.tmpdir") + " (REGRETBENCH_JVM=-Djava.io.tmpdir=DIR names another)", e);
        }
    }

    /** The figure as PNG at 300 dots per inch. */
    byte[] png() {
        double scale = PNG_DOTS_PER_INCH / POINTS_PER_INCH;
        BufferedImage image = new BufferedImage((int) Math.round(width * scale), (int) Math.round(height * scale),
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        g.scale(scale, scale);
        paint(g);
        g.dispose();
        try {
            return encode(image);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the figure as PNG", e);
        }
    }

    private void paint(Graphics2D g) {
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        AffineTransform corner = g.getTransform();
        int top = 0;
        for (List<Drawing> row : rows) {
            int left = 0;
            for (Drawing drawing : row) {
                g.translate(left, top);
                drawing.paint(g);
                g.setTransform(corner);
                left += drawing.width() + GAP;
            }
            top += height(row) + GAP;
        }
        g.setColor(Palette.INK);
        for (int i = 0; i < note.size(); i++) {
            NOTE.drawLeft(g, note.get(i), 2, top - GAP + (i + 0.8) * NOTE_LEADING);
        }
    }

    /** A PNG that says its resolution, so that it is placed at print size. */
    private static byte[] encode(BufferedImage image) throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        IIOMetadata metadata = writer.getDefaultImageMetadata(ImageTypeSpecifier.createFromRenderedImage(image), null);
        String dotsPerMetre = Long.toString(Math.round(PNG_DOTS_PER_INCH / METRES_PER_INCH));
        IIOMetadataNode resolution = new IIOMetadataNode("pHYs");
        resolution.setAttribute("pixelsPerUnitXAxis", dotsPerMetre);
        resolution.setAttribute("pixelsPerUnitYAxis", dotsPerMetre);
        resolution.setAttribute("unitSpecifier", "meter");
        IIOMetadataNode root = new IIOMetadataNode(metadata.getNativeMetadataFormatName());
        root.appendChild(resolution);
        metadata.mergeTree(metadata.getNativeMetadataFormatName(), root);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(new IIOImage(image, null, metadata));
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
