package org.osprofiler.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StyleShortenerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
                    a { color: red; }                             ~ a{color:red}
                    a { color: red; margin: 0 1px }               ~ a{color:red;margin:0 1px}
                    a , b > c .d :hover { top: 0; ; }             ~ a,b>c .d :hover{top:0}
                    a + b > c { d: e }                             ~ a+b>c{d:e}
                    a::before { content: ' ; } /* " '; }          ~ a::before{content:' ; } /* " '}
                    a { content: 'it\\' s'; font: 13px/20px x , y } ~ a{content:'it\\' s';font:13px/20px x,y}
                    a { width: calc( 1px + (2px - 3px) * 2 ); }   ~ a{width:calc(1px + (2px - 3px) * 2)}
                    a { b: var(--c, 0px) !important; }            ~ a{b:var(--c,0px)!important}
                    a { b: url(data:x;y,z); }                     ~ a{b:url(data:x;y,z)}
                    [a='b'] [c="d e"] [f='1'] [g='h' i] { x: y }  ~ [a=b] [c="d e"] [f='1'] [g='h' i]{x:y}
                    @media print and (max-width: 1px) { a { b: c; } d { e: f; } } ~ @media print and (max-width:1px){a{b:c}d{e:f}}
                    :root:not([a='b']) { --c: #fff; }             ~ :root:not([a=b]){--c:#fff}
                    a /* x */ b { c: d/* y */; /* z */ e: 1px/**/2px; } ~ a b{c:d;e:1px 2px}
                    @import 'a'; a { b: c; & :hover { d: e; } f: g; } ~ @import 'a';a{b:c;& :hover{d:e}f:g}
                    """)
    void sheet_isShort(String sheet, String expected) {
        assertThat(StyleShortener.shorten(sheet)).isEqualTo(expected);
    }

    @Test
    void lines_areBlanks() {
        assertThat(StyleShortener.shorten("\na,\nb\n{\n\tc:\n  d\n  e;\n}\n\nf {}\n"))
                .isEqualTo("a,b{c:d e}f{}");
    }

    @Test
    void commentThatDoesNotEnd_isAProblem() {
        assertThatThrownBy(() -> StyleShortener.shorten("a {} /* b"))
                .isInstanceOf(SourcesException.class)
                .hasMessage("a comment of the style sheet does not end");
    }
}
