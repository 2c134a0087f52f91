package org.osprofiler.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageAssemblerTest {

    @TempDir
    Path folder;

    private Path sources;
    private Path results;

    @BeforeEach
    void folders() throws IOException {
        sources = Files.createDirectory(folder.resolve("with a space"));
        results = folder.resolve("made/here");
        write("page.properties", "# What is made of what.", "", "page.js = main.js");
        write("main.js", "const main = 1;");
    }

    private void write(String file, String... lines) throws IOException {
        Files.writeString(sources.resolve(file), String.join("\n", lines) + "\n");
    }

    private String assembled(String result) throws IOException {
        PageAssembler.assemble(sources, results, Form.READABLE);
        return Files.readString(results.resolve(result));
    }

    /** What is wrong, each with the file's name instead of its path. */
    private void assertProblems(String... problems) {
        String inSources = sources + sources.getFileSystem().getSeparator();
        assertThatThrownBy(() -> PageAssembler.assemble(sources, results, Form.READABLE))
                .isInstanceOf(SourcesException.class)
                .satisfies(thrown ->
                        assertThat(thrown.getMessage().replace(inSources, "")).isEqualTo(String.join("\n", problems)));
        assertThat(results).doesNotExist();
    }

    @Test
    void commentWithoutEnd_isAProblem() throws Exception {
        write("main.js", "const main = 1;", "/* the rest", "const lost = 2;");
        assertProblems("main.js:3: a comment that does not end");
    }

    @Test
    void lineOfThePlanThatIsNone_isAProblem() throws Exception {
        write("page.properties", "page.js = main.js", "other.js main.js");
        assertProblems("page.properties:2: neither NAME = SOURCE … nor a comment");
    }

    @Test
    void script_isAllModules_eachBehindWhatItImports() throws Exception {
        write("main.js", "import {b} from './b.js';", "import { a, A } from './a.js';", "", "b(a, A);");
        write("b.js", "import {a} from './a.js';", "export function b() {", "  return a;", "}");
        write(
                "a.js",
                "export const a = [",
                "  `1${2}`,",
                "];",
                "export class A {}",
                "let own = 1;",
                "async function alsoOwn() {}",
                "function* rows() {}");
        assertThat(assembled("page.js")).isEqualTo("""
                        (()=>{"use strict";
                        const a = [
                        `1${2}`,
                        ];
                        class A {}
                        let own = 1;
                        async function alsoOwn() {}
                        function* rows() {}
                        function b() {
                        return a;
                        }
                        b(a, A);
                        })();
                        """);
    }

    @Test
    void commentsWithLinesOfTheirOwn_areLeftOut() throws Exception {
        write(
                "main.js",
                "// of the whole file: `",
                "/** One line: </script> */",
                "/**",
                " * Several,",
                "   and export {this}",
                " */",
                "class Rows {",
                "\t// inside",
                "  *each() {",
                "    yield 'https://example.org'; // stays",
                "  }",
                "}");
        assertThat(assembled("page.js")).isEqualTo("""
                        (()=>{"use strict";
                        class Rows {
                        *each() {
                        yield 'https://example.org'; // stays
                        }
                        }
                        })();
                        """);
    }

    @Test
    void import_mayHaveSeveralLines() throws Exception {
        write("main.js", "import {", "  a,", "  b,", "} from './a.js';", "const main = () => a(b);");
        write("a.js", "export function a() {}", "export const b = 1;");
        assertThat(assembled("page.js"))
                .contains("const b = 1;\nconst main = () => a(b);")
                .doesNotContain("import");
    }

    @Test
    void styleSheet_isItsPartsInOrder() throws Exception {
        write("page.properties", "page.js = main.js", "page.css = b.css a.css");
        write("a.css", "/* A", "   sheet. */", "a {", "  color: red;", "}", "", "/* One line. */");
        write("b.css", "b { content: '//'; }");
        assertThat(assembled("page.css")).isEqualTo("b { content: '//'; }\na {\ncolor: red;\n}\n");
    }

    @Test
    void shortForm_isForPages() throws Exception {
        write("page.properties", "page.js = main.js", "page.css = a.css");
        write("a.css", "a {", "  color: red;", "}");
        write("main.js", "import {one} from './one.js';", "const two = one + 1;", "one(two);");
        write("one.js", "export const one = (value) => value + 1;");
        PageAssembler.assemble(sources, results, Form.SHORT);
        assertThat(results.resolve("page.js")).hasContent("(()=>{\"use strict\";\nlet a=b=>b+1,b=a+1;a(b);})();\n");
        assertThat(results.resolve("page.css")).hasContent("a{color:red}");
    }

    @Test
    void severalScripts_shareModules_andEachHasOnlyItsOwn() throws Exception {
        write("page.properties", "page.js = main.js", "two.js = two.js");
        write("main.js", "import {shared} from './shared.js';", "const main = () => shared;");
        write("two.js", "import {other} from './other.js';", "const main = () => other;");
        write("shared.js", "export const shared = 1;");
        write("other.js", "import {shared} from './shared.js';", "export const other = shared;");
        assertThat(assembled("page.js")).contains("const shared").doesNotContain("other");
        assertThat(assembled("two.js")).contains("const shared = 1;\nconst other = shared;\nconst main = () => other;");
    }

    @Test
    void whatIsAsBefore_isNotWrittenAgain() throws Exception {
        assembled("page.js");
        FileTime longAgo = FileTime.fromMillis(0);
        Files.setLastModifiedTime(results.resolve("page.js"), longAgo);
        assembled("page.js");
        assertThat(Files.getLastModifiedTime(results.resolve("page.js"))).isEqualTo(longAgo);
        write("main.js", "const main = 2;");
        assertThat(assembled("page.js")).contains("const main = 2;");
    }

    @Test
    void lineEnds_areTheSameOnEverySystem() throws Exception {
        Files.writeString(sources.resolve("main.js"), "function main() {\r\n}\r\n");
        assertThat(assembled("page.js")).contains("function main() {\n}\n").doesNotContain("\r");
    }

    @Test
    void nameInTwoModules_isAProblem() throws Exception {
        write("main.js", "import {a} from './a.js';", "function size() {}", "const main = () => size(a);");
        write("a.js", "export const a = 1;", "", "let size;");
        assertProblems("main.js:2: size is declared in a.js:3 too");
    }

    @Test
    void importOfWhatIsNotThere_isAProblem() throws Exception {
        write(
                "main.js",
                "import {a, hidden, absent} from './a.js';",
                "import {b} from './b.js';",
                "const main = () => b(a, hidden, absent);");
        write("a.js", "export const a = 1;", "const hidden = 2;");
        assertProblems(
                "main.js:1: a.js does not export hidden",
                "main.js:1: a.js does not export absent",
                "main.js:2: no module b.js");
    }

    @Test
    void importsThatGoRound_areAProblem() throws Exception {
        write("main.js", "import {a} from './a.js';", "const main = a;");
        write("a.js", "import {b} from './b.js';", "export const a = () => b;");
        write("b.js", "", "import {a} from './a.js';", "export const b = () => a;");
        assertProblems("b.js:2: imports go round: a.js > b.js > a.js");
    }

    @Test
    void whatNobodyNeeds_isAProblem() throws Exception {
        write("main.js", "import {a} from './a.js';", "const main = a;");
        write(
                "a.js",
                "export const a = () => forTests;",
                "export const forTests = 1;",
                "export function forNobody() {}");
        write("lost.js", "export const lost = 1;");
        write("lost.css");
        assertProblems(
                "a.js:3: nobody uses forNobody",
                "lost.css:1: no style sheet of page.properties has this part",
                "lost.js:1: no script of page.properties needs this module");
    }

    @Test
    void absentSources_areAProblem() throws Exception {
        write("page.properties", "# Made:", "page.js = absent.js", "page.css = absent.css");
        assertProblems("page.properties:2: no source absent.js", "page.properties:3: no source absent.css");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "export default 1;",
                "export {a};",
                "export * from './a.js';",
                "export const {a} = b;",
                "import a from './a.js';",
                "import * as a from './a.js';",
                "import {a as b} from './a.js';",
                "import './a.js';",
                "import {a} from \"./a.js\";",
                "import {a} from './other/a.js';",
                "import {a} from 'a';"
            })
    void otherFormsOfImportAndExport_areAProblem(String line) throws Exception {
        write("main.js", "function main() {}", line);
        assertProblems(
                "main.js:2: write \"import {a, b} from './file.js';\", and \"export\" in front of a function, a class,"
                        + " or a const or let with one name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"  import('./a.js');", "const here = import.meta.url;"})
    void dynamicImport_isAProblem(String line) throws Exception {
        write("main.js", "function main() {}", line);
        assertProblems("main.js:2: neither import() nor import.meta: there is one script");
    }

    @Test
    void templateOfSeveralLines_isAProblem_whereItBeginsAndEnds() throws Exception {
        write("main.js", "const main = `one", "  two` + `\\``;");
        String told = ": a template literal spans lines, or a lone backtick is not written \\x60";
        assertProblems("main.js:1" + told, "main.js:2" + told);
    }

    @ParameterizedTest
    @ValueSource(strings = {"const a = \"</SCRIPT>\";", "const a = '<!--';", "const a = '</style';"})
    void markup_isAProblem(String line) throws Exception {
        write("main.js", line, "function main() {}");
        assertProblems("main.js:1: </script, </style or <!-- cannot stand in a page: write it in two parts");
    }

    @Test
    void markupInAStyleSheet_isAProblem() throws Exception {
        write("page.properties", "page.js = main.js", "page.css = a.css");
        write("a.css", "a::before { content: '</style>'; }");
        assertProblems("a.css:1: </script, </style or <!-- cannot stand in a page: write it in two parts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start();", "if (a) {", "a = 2;", "const {c} = a;", "await a;"})
    void statement_isAProblem_butNotInAnEntry(String line) throws Exception {
        write("main.js", "import {a} from './a.js';", line, "a();", "}");
        write("a.js", "export let a = 1;", line, "}");
        assertProblems("a.js:2: only functions, classes, const NAME and let NAME begin at the left margin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"let a, b;", "const a = 1,"})
    void severalNamesInOneStatement_areAProblem(String line) throws Exception {
        write("main.js", line, "function main() {}");
        assertProblems("main.js:1: each const or let has a statement of its own");
    }

    @Test
    void codeBehindAComment_isAProblem() throws Exception {
        write("main.js", "/* why */ const a = 1;", "function main() {}");
        assertProblems("main.js:1: code behind a comment: give each a line of its own");
    }
}
