package io.github.regretbench.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.github.regretbench.experiment.PaperCurves;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class FigureTest {
    private static final Figure ONE = Figure.of(List.of(SamplePanels.synthetic().panel()));
    private static final Figure THREE = Figure.of(SamplePanels.all().stream().map(RegretPanel::panel).toList());

    @Test
    void svgHasEachLabelOnce() throws Exception {
        List<String> texts = texts(svg(ONE));
        for (RegretCurve curve : SamplePanels.synthetic().curves()) {
            assertThat(texts).filteredOn(curve.label()::equals).hasSize(1);
        }
        assertThat(texts).contains(AxisLabels.ROUND, "Mean average regret R", "t", "/t", "0", "20", "100", "0.2", "1.0");
    }

    @Test
    void svgOfThreePanelsHasThreeOfEachLabelAndBothUnits() throws Exception {
        List<String> texts = texts(svg(THREE));
        assertThat(texts).filteredOn("GP-UCB"::equals).hasSize(3);
        assertThat(texts).contains("/t (°C)", "/t (mph)");
    }

    @Test
    void svgHasABandForEachCurveAndADashedLineForEachCurveOfThePaper() throws Exception {
        assertThat(styled(svg(ONE), "path", "fill-opacity:0.2")).hasSize(7);
        assertThat(styled(svg(ONE), "path", "stroke-dasharray:3.2,1.8")).hasSize(5);
    }

    /** XChart places the bands and PanelGeometry the lines: a band without width must lie on its line. */
    @Test
    void bandsAndLinesShareTheirCoordinates() throws Exception {
        RegretCurve thin = SamplePanels.curve("ei", "EI", new int[] {1, 50, 100}, 0, 0.9, 0.4, 0.1);
        Document svg = svg(Figure.of(List.of(panel(100, List.of(thin), Map.of()))));
        String band = path(styled(svg, "path", "fill-opacity:0.2").get(0));
        String line = path(styled(svg, "path", "stroke-width:1.1").get(0));
        List<Double> there = numbers(line);
        List<Double> bandStart = numbers(band).subList(0, there.size());
        for (int i = 0; i < there.size(); i++) {
            assertThat(bandStart.get(i)).isEqualTo(there.get(i), within(0.011));
        }
    }

    @Test
    void svgIsTheSameEachTimeAndAsksForNothingOnTheNetwork() {
        String svg = new String(ONE.svg(), StandardCharsets.UTF_8);
        assertThat(svg).isEqualTo(new String(ONE.svg(), StandardCharsets.UTF_8)).doesNotContain("DOCTYPE", "<!--", "\r")
                .contains("font-family=\"'Liberation Sans', Arimo", "xmlns=\"http://www.w3.org/2000/svg\"");
        // the order of attributes is ours: Batik's differs between JDKs
        assertThat(svg.lines().filter(line -> line.matches("<[a-zA-Z].*")).map(FigureTest::attributes)).allSatisfy(
                names -> assertThat(names).isSorted());
    }

    private static List<String> attributes(String line) {
        return Pattern.compile(" ([a-zA-Z0-9:-]+)=\"").matcher(line).results().map(match -> match.group(1)).toList();
    }

    @Test
    void logarithmicAxesOfOneFigureWriteTheirNumbersAlike() throws Exception {
        List<String> texts = texts(svg(Figure.of(List.of(logarithmic(1000), logarithmic(100_000)))));
        assertThat(texts).doesNotContain("100", "1000");
        assertThat(texts(svg(Figure.of(List.of(logarithmic(1000), logarithmic(100)))))).contains("100", "1000");
    }

    private static Panel logarithmic(double to) {
        return new Panel("p", Axis.logarithmic(AxisLabels.ROUND, 1, to), Axis.linear("y", 0, 1), List.of(),
                List.of(Line.solid("", List.of(1.0, 10.0), List.of(0.1, 0.2), Palette.BLUE, 1)), "");
    }

    @Test
    void svgOfAThousandRoundsStaysSmall() {
        assertThat(ONE.svg()).hasSizeLessThan(64 * 1024);
    }

    @Test
    void pngHasThreeHundredDotsAnInchAndShowsTheColourOfGpUcb() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(ONE.png()));
        assertThat(image.getWidth()).isEqualTo((int) Math.round(245 * 300 / 72.0));
        assertThat(count(image, PolicyStyle.of("gp-ucb").colour().getRGB())).isGreaterThan(500);
        assertThat(count(image, 0xFFFFFFFF)).isGreaterThan(image.getWidth() * image.getHeight() / 3);
        assertThat(new String(ONE.png(), 0, 100, StandardCharsets.ISO_8859_1)).contains("pHYs");
    }

    @Test
    void pdfIsOnePageWithLabelsAsTextAndItsFontEmbedded() throws IOException {
        byte[] pdf = ONE.pdf();
        String text = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(text).startsWith("%PDF-1.").endsWith("%%EOF\n").doesNotContain("CreationDate");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(245);
            assertThat(new PDFTextStripper().getText(document)).contains("GP-UCB (Thm. 1)", "Variance only", AxisLabels.ROUND);
            BufferedImage image = new PDFRenderer(document).renderImageWithDPI(0, 150);
            assertThat(count(image, PolicyStyle.of("gp-ucb").colour().getRGB())).isGreaterThan(100);
            PDResources page = document.getPage(0).getResources();
            PDResources form = ((PDFormXObject) page.getXObject(page.getXObjectNames().iterator().next())).getResources();
            assertThat(form.getFontNames()).isNotEmpty();
            for (COSName name : form.getFontNames()) {
                assertThat(form.getFont(name).getName()).endsWith("+LiberationSans");
                assertThat(form.getFont(name).isEmbedded()).isTrue();
            }
        }
    }

    @Test
    void theSamePanelsGiveTheSameBytes() {
        Figure again = Figure.of(SamplePanels.all().stream().map(RegretPanel::panel).toList());
        assertThat(again.svg()).isEqualTo(THREE.svg());
        assertThat(again.pdf()).isEqualTo(THREE.pdf());
        assertThat(again.png()).isEqualTo(THREE.png());
    }

    @Test
    void writesTheFormatOfTheNameAndLeavesNothingElse(@TempDir Path folder) throws IOException {
        for (String name : List.of("f.svg", "f.pdf", "f.png")) {
            ONE.write(folder.resolve(name));
            ONE.write(folder.resolve(name));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("f.svg", "f.pdf", "f.png");
        }
        assertThat(folder.resolve("f.svg")).hasBinaryContent(ONE.svg());
    }

    @Test
    void anUnknownFormatIsRejectedBeforeAnythingIsWritten(@TempDir Path folder) throws IOException {
        assertThatIllegalArgumentException().isThrownBy(() -> ONE.write(folder.resolve("figure5.eps")))
                .withMessageContainingAll("figure5.eps", ".svg, .pdf or .png");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void nineCurvesOneOfThemZeroCanBeDrawn() throws Exception {
        assertThat(texts(svg(Figure.of(List.of(SamplePanels.crowded().panel()))))).contains("oracle", "thompson", "gp-ucb-theorem1");
    }

    @Test
    void aCurveOfOneRoundAndOneThatLeavesAtTheTopCanBeDrawn() throws Exception {
        RegretCurve single = new RegretCurve("ei", "EI", List.of(1), List.of(0.5), List.of(0.4), List.of(0.6));
        RegretCurve leaving = SamplePanels.curve("mine", "Mine", new int[] {1, 10, 20}, 0.1, 0.5, 0.9, 30);
        Figure figure = Figure.of(List.of(panel(20, List.of(single, leaving), Map.of())));
        assertThat(texts(svg(figure))).contains("EI", "Mine");
        assertThat(figure.pdf()).isNotEmpty();
    }

    @Test
    void mistakesAreNamed() {
        RegretCurve above = SamplePanels.curve("ei", "EI", new int[] {1, 10}, 0, 4, 3);
        RegretCurve foreign = SamplePanels.curve("ei", "改善", new int[] {1, 10}, 0, 0.4, 0.3);
        RegretCurve wide = SamplePanels.curve("ei", "expected improvement over the incumbent", new int[] {1, 10}, 0, 0.4, 0.3);
        assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(List.of())).withMessageContaining("at least one panel");
        assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(List.of(panel(10, List.of(above), Map.of()))))
                .withMessageContaining("no point inside");
        assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(List.of(panel(10, List.of(foreign), Map.of()))))
                .withMessageContaining("no character '改'");
        assertThatIllegalArgumentException().isThrownBy(() -> Figure.of(List.of(panel(10, List.of(wide), Map.of()))))
                .withMessageContaining("shorten it");
    }

    private static Panel panel(double xMax, List<RegretCurve> curves, Map<String, List<PaperCurves.Point>> paper) {
        return new RegretPanel("p", AxisLabels.ROUND, RegretPanel.MEAN_AVERAGE_REGRET, xMax, 1, curves, paper, "").panel();
    }

    static Document svg(Figure figure) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(figure.svg()));
    }

    private static List<String> texts(Document svg) {
        NodeList nodes = svg.getElementsByTagName("text");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    /** Elements that have an attribute, written "name:value", themselves or from their group. */
    static List<Element> styled(Document svg, String tag, String piece) {
        NodeList paths = svg.getElementsByTagName(tag);
        List<Element> found = new ArrayList<>();
        String name = piece.substring(0, piece.indexOf(':'));
        for (int i = 0; i < paths.getLength(); i++) {
            Element path = (Element) paths.item(i);
            Element holder = path.hasAttribute(name) ? path : (Element) path.getParentNode();
            if (holder.getAttribute(name).equals(piece.substring(name.length() + 1))) {
                found.add(path);
            }
        }
        return found;
    }

    private static String path(Element group) {
        return group.getAttribute("d");
    }

    private static List<Double> numbers(String path) {
        return Stream.of(path.split("[MLZ ]+")).filter(number -> !number.isEmpty()).map(Double::valueOf).toList();
    }

    private static long count(BufferedImage image, int rgb) {
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        return Arrays.stream(pixels).filter(pixel -> pixel == rgb).count();
    }
}
