package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say of the code is true of the code. */
class DocumentsTest {

    private static final Path ROOT = Path.of("..");

    private static Set<String> all(String regex, String text) {
        return Pattern.compile(regex)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void readme_namesEveryModule() throws Exception {
        String readme = Files.readString(ROOT.resolve("README.md"));
        for (String module : all("(?<=<module>)[a-z-]+(?=<)", Files.readString(ROOT.resolve("pom.xml")))) {
            assertThat(readme).contains("](" + module + ")");
        }
    }

    @Test
    void bom_hasEveryModuleThatIsUsedByOthers() throws Exception {
        String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
        Set<String> modules = all("(?<=<module>)[a-z-]+(?=<)", Files.readString(ROOT.resolve("pom.xml")));
        modules.removeAll(List.of("bom", "page-assembler", "it", "benchmarks", "fuzz"));
        assertThat(all("(?<=osprofiler-)[a-z-]+(?=</artifactId>)", bom)).isEqualTo(plusBom(modules));
    }

    private static Set<String> plusBom(Set<String> modules) {
        Set<String> with = new TreeSet<>(modules);
        with.add("bom");
        return with;
    }

    @Test
    void versions_areThoseOfTheParent() throws Exception {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        String bom = Files.readString(ROOT.resolve("bom/pom.xml"));
        String version = first("(?<=osprofiler-parent</artifactId>\\s{1,9}<version>)[^<]+", parent);
        assertThat(first("(?<=osprofiler-bom</artifactId>\\s{1,9}<version>)[^<]+", bom))
                .isEqualTo(version);
        assertThat(first(
                        "(?<=osprofiler-bom</artifactId>\\s{1,9}<version>)[^<]+",
                        Files.readString(ROOT.resolve("README.md"))))
                .isEqualTo(version);
        String time = "<project.build.outputTimestamp>[^<]+";
        assertThat(first(time, bom)).isEqualTo(first(time, parent));
        Set<String> plugins = all("<artifactId>maven-[a-z]+-plugin</artifactId>\\s+<version>[^<]+", bom);
        assertThat(plugins).hasSizeGreaterThan(2);
        assertThat(all("<artifactId>maven-[a-z]+-plugin</artifactId>\\s+<version>[^<]+", parent))
                .containsAll(plugins);
    }

    private static String first(String regex, String text) {
        Matcher matcher = Pattern.compile(regex).matcher(text);
        assertThat(matcher.find()).as(regex).isTrue();
        return matcher.group();
    }

    @Test
    void documents_nameClassesThatExist() throws Exception {
        Set<String> classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.osprofiler").stream()
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toSet());
        String architecture = Files.readString(ROOT.resolve("docs/architecture.md"));
        String picture = architecture.substring(architecture.indexOf("```"), architecture.lastIndexOf("```"));
        Set<String> named = all("\\b[A-Z][a-z]+(?:[A-Z][a-z]+)+\\b", picture);
        assertThat(named).hasSizeGreaterThan(15);
        assertThat(classes).containsAll(named);
    }

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        for (String folder : List.of("", "docs", "vectors")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).forEach(documents::add);
            }
        }
        assertThat(documents).hasSizeGreaterThan(6);
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void links_leadSomewhere(Path document) throws Exception {
        for (String link : all("(?<=\\]\\()[^):\\s]+(?=\\))", Files.readString(document))) {
            int hash = link.indexOf('#');
            String file = hash < 0 ? link : link.substring(0, hash);
            Path target = file.isEmpty() ? document : document.resolveSibling(file);
            assertThat(target).as(link).exists();
            if (hash >= 0) {
                assertThat(anchors(target)).as(link).contains(link.substring(hash + 1));
            }
        }
    }

    /** What its headings are linked by. */
    private static Set<String> anchors(Path document) throws IOException {
        return all("(?m)(?<=^#{1,6} ).+$", Files.readString(document)).stream()
                .map(heading -> heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void documents_nameFilesOfOursThatExist(Path document) throws Exception {
        for (String name : all(
                "(?<![\\w/.-])(?:[a-z]+/)*[A-Za-z]+\\.md\\b|(?<![\\w/.-])(?:bin|peers|docs|\\.ci)/[\\w/.-]+\\w",
                Files.readString(document))) {
            assertThat(List.of(ROOT.resolve(name), document.resolveSibling(name)))
                    .as(name)
                    .anyMatch(Files::exists);
        }
    }
}
