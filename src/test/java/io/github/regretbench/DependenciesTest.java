package io.github.regretbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Licences and versions of what Maven resolved, from the POMs in the local repository: nothing is asked of a network. New advisories are not found
 * here; when one is published, its first mended version goes into {@code least-versions.csv}.
 */
class DependenciesTest {
    /** What a program under Apache-2.0 can be shipped with; of several licences one is enough. */
    private static final Pattern MAY_SHIP = Pattern.compile("(?i).*(apache|\\bmit\\b|\\bbsd\\b|eclipse public|\\bepl\\b).*");
    /** What tests and benchmarks alone use, which nobody ships. */
    private static final Pattern TESTS_ONLY = Pattern.compile("(org/junit|org/opentest4j|org/apiguardian|org/assertj|net/bytebuddy|com/tngtech|"
            + "org/openjdk/jmh|net/sf/jopt-simple|com/networknt|com/ethlo|com/fasterxml/jackson/dataformat|org/ejml/ejml-(?!core|ddense)).*");
    /** What is compiled against and not shipped: a cluster has it. */
    private static final Pattern PROVIDED = Pattern.compile("(org/apache/spark|org/scala-lang)/.*");
    private static final Pattern NOTICE_LINE = Pattern.compile("  ([A-Za-z0-9_., -]+) \\| ([^|]+) \\| ([^|]+)");

    /**
     * A library on the class path.
     *
     * @param path of its folder in the local repository, such as org/junit/jupiter/junit-jupiter/5.14.4
     */
    private record Library(Path repository, String path) {
        String artifact() {
            return path.split("/")[path.split("/").length - 2];
        }

        String version() {
            return path.substring(path.lastIndexOf('/') + 1);
        }

        Path pom() {
            return repository.resolve(path).resolve(artifact() + "-" + version() + ".pom");
        }
    }

    private static List<Library> libraries() {
        return Stream.of(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")).split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar")).flatMap(entry -> library(Path.of(entry)).stream()).toList();
    }

    /** The repository is the ancestor below which the path is the group, the artifact and the version. */
    private static Optional<Library> library(Path jar) {
        Path folder = jar.getParent();
        Path pom = folder.resolve(folder.getParent().getFileName() + "-" + folder.getFileName() + ".pom");
        if (!Files.exists(pom)) {
            return Optional.empty();
        }
        String group = value(root(pom), "groupId").or(() -> child(root(pom), "parent").flatMap(parent -> value(parent, "groupId"))).orElseThrow();
        Path repository = folder.getParent().getParent();
        for (int i = 0; i < group.split("\\.").length; i++) {
            repository = repository.getParent();
        }
        return Optional.of(new Library(repository, repository.relativize(folder).toString().replace(File.separatorChar, '/')));
    }

    private static List<Library> used() {
        return libraries().stream().filter(library -> !TESTS_ONLY.matcher(library.path()).matches()).toList();
    }

    private static List<Library> shipped() {
        return used().stream().filter(library -> !PROVIDED.matcher(library.path()).matches()).toList();
    }

    @Test
    void whatIsUsedHasALicenceThatAllowsIt() {
        assertThat(shipped()).hasSizeGreaterThan(25).hasSizeLessThan(used().size());
        assertThat(used().stream().filter(library -> licences(library).stream().noneMatch(name -> MAY_SHIP.matcher(name).matches()
                && !name.matches("(?i).*\\b(A?GPL)\\b.*"))).map(library -> library.artifact() + ": " + licences(library))).isEmpty();
    }

    @Test
    void theNoticeListsWhatIsShipped() throws IOException {
        Map<String, String> listed = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("NOTICE"))) {
            Matcher matcher = NOTICE_LINE.matcher(line);
            if (matcher.matches()) {
                Arrays.stream(matcher.group(1).split(", *")).forEach(artifact -> listed.put(artifact, matcher.group(2)));
            }
        }
        // DuckDB's classes lie unpacked beside the other libraries.
        assertThat(listed.keySet()).isEqualTo(new TreeSet<>(Stream.concat(shipped().stream().map(Library::artifact), Stream.of("duckdb_jdbc"))
                .toList()));
    }

    @Test
    void contributingTellsWhatEachDirectDependencyIsForAndItsLicence() throws IOException {
        String table = Files.readString(Path.of("CONTRIBUTING.md"));
        table = table.substring(table.indexOf("## Dependencies"));
        for (Element dependency : children(child(root(Path.of("pom.xml")), "dependencies").orElseThrow(), "dependency")) {
            if (!value(dependency, "scope").equals(Optional.of("test"))) {
                String artifact = value(dependency, "artifactId").orElseThrow();
                assertThat(table.lines().filter(line -> line.startsWith("|") && line.contains(artifact))).as(artifact)
                        .anyMatch(line -> line.matches("\\|.*\\|.*\\|.*(Apache|MIT|BSD|EPL).*\\|"));
            }
        }
    }

    @Test
    void noVersionIsBelowTheFirstWithoutAKnownAdvisory() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("src/test/resources/dependencies/least-versions.csv"));
        for (String row : rows.subList(1, rows.size())) {
            String[] cells = row.split(",", 3);
            List<Library> found = libraries().stream().filter(library -> library.artifact().equals(cells[0])).toList();
            assertThat(found).as(cells[0]).isNotEmpty();
            assertThat(found).allSatisfy(library -> assertThat(compare(library.version(), cells[1])).as(library.path() + ": " + cells[2])
                    .isGreaterThanOrEqualTo(0));
        }
    }

    @Test
    void sparkIsCompiledAgainstWhatIsRun() {
        Element list = child(child(root(Path.of("src/main/spark/pom.xml")), "dependencies").orElseThrow(), "dependency").orElseThrow();
        assertThat(child(root(Path.of("pom.xml")), "properties").flatMap(properties -> value(properties, "spark.version")))
                .isEqualTo(value(list, "version")).isPresent();
        assertThat(libraries()).anyMatch(library -> library.artifact().equals(value(list, "artifactId").orElseThrow())
                && library.version().equals(value(list, "version").orElseThrow()));
    }

    @Test
    void versionsAreComparedByNumber() {
        assertThat(compare("2.21.10", "2.21.8")).isPositive();
        assertThat(compare("2.9", "2.10")).isNegative();
        assertThat(compare("3.0.8", "3.0.8")).isZero();
    }

    /** The local and the remote sums are of no use while nobody looks at them. */
    @Test
    void mavenChecksWhatItBrings() throws IOException {
        assertThat(Files.readString(Path.of(".mvn/wrapper/maven-wrapper.properties"))).containsPattern("distributionSha256Sum=[0-9a-f]{64}");
        assertThat(Files.readString(Path.of(".mvn/maven.config"))).contains("trustedChecksums=true", "failIfMissing=true");
        Set<String> pinned = new TreeSet<>();
        Files.readAllLines(Path.of(".mvn/checksums/checksums.sha256")).forEach(line -> pinned.add(line.substring(line.indexOf(' ')).strip()));
        for (Library library : libraries()) {
            assertThat(pinned).as("run .mvn/refresh-checksums").contains(library.path() + "/" + library.artifact() + "-" + library.version() + ".pom");
        }
    }

    private static int compare(String version, String other) {
        int[] a = Arrays.stream(version.split("[^0-9]+")).filter(part -> !part.isEmpty()).mapToInt(Integer::parseInt).toArray();
        int[] b = Arrays.stream(other.split("[^0-9]+")).filter(part -> !part.isEmpty()).mapToInt(Integer::parseInt).toArray();
        return Arrays.compare(a, b);
    }

    /** The names of the licences in a POM, else in its nearest ancestor that has some. */
    private static List<String> licences(Library library) {
        Path pom = library.pom();
        for (int generation = 0; generation < 10; generation++) {
            Element project = root(pom);
            Optional<Element> licences = child(project, "licenses");
            if (licences.isPresent()) {
                return children(licences.get(), "license").stream().flatMap(licence -> value(licence, "name").stream()).toList();
            }
            Optional<Element> parent = child(project, "parent");
            if (parent.isEmpty()) {
                return List.of();
            }
            String artifact = value(parent.get(), "artifactId").orElseThrow();
            String version = value(parent.get(), "version").orElseThrow();
            pom = library.repository().resolve(value(parent.get(), "groupId").orElseThrow().replace('.', '/')).resolve(artifact).resolve(version)
                    .resolve(artifact + "-" + version + ".pom");
        }
        return List.of();
    }

    private static Element root(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Document document = factory.newDocumentBuilder().parse(pom.toFile());
            return document.getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom + " cannot be read", e);
        }
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(parent, name).stream().findFirst();
    }

    private static Optional<String> value(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip());
    }

    private static List<Element> children(Element parent, String name) {
        NodeList nodes = parent.getChildNodes();
        return Stream.iterate(0, i -> i < nodes.getLength(), i -> i + 1).map(nodes::item).filter(node -> node.getNodeType() == Node.ELEMENT_NODE
                && node.getNodeName().equals(name)).map(Element.class::cast).toList();
    }
}
