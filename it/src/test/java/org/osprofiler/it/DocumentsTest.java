package org.osprofiler.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
        modules.removeAll(List.of("bom", "it", "benchmarks"));
        assertThat(all("(?<=osprofiler-)[a-z-]+(?=</artifactId>)", bom)).isEqualTo(plusBom(modules));
    }

    private static Set<String> plusBom(Set<String> modules) {
        Set<String> with = new TreeSet<>(modules);
        with.add("bom");
        return with;
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

    @Test
    void links_leadSomewhere() throws Exception {
        for (String name :
                List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/architecture.md", "docs/testing.md")) {
            Path document = ROOT.resolve(name);
            for (String link : all("(?<=\\]\\()[^)#:]+(?=[)#])", Files.readString(document))) {
                assertThat(document.resolveSibling(link)).as(name).exists();
            }
        }
    }
}
