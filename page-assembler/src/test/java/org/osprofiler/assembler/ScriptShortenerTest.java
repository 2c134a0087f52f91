package org.osprofiler.assembler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ScriptShortenerTest {

    /** A script, and what is made of it. */
    static Stream<Arguments> scripts() {
        return Stream.of(
                        whiteSpace(), lineEnds(), slashes(), names(), properties(), privateNames(), values(), savings())
                .flatMap(each -> each);
    }

    private static Stream<Arguments> whiteSpace() {
        return Stream.of(
                arguments("", ""),
                arguments("/* a */ f ( 1 ) ; // b\n", "f(1);"),
                arguments("x = p + +q - -r + ++s - --t + -u;", "x=p+ +q- -r+ ++s- --t+-u;"),
                arguments("x = p++ + q; y = p-- > q;", "x=p++ +q;y=p-- >q;"),
                arguments("x = p < !--q; y = p < /script/.q;", "x=p< !--q;y=p< /script/.q;"),
                arguments("if (typeof x === 'y') throw new Z;", "if(typeof x==='y')throw new Z;"),
                arguments(
                        "x = 1..toString() + 1.5.toFixed() + 1 .toFixed();",
                        "x=1. .toString()+1.5 .toFixed()+1 .toFixed();"),
                arguments("x = p ? .5 : 0xfe + 1e-6 + 1_000n;", "x=p?.5:0xfe+1e-6+1_000n;"),
                arguments("x = 'it\\'s' + \"</scr\" + \"ipt>\";", "x='it\\'s'+\"</scr\"+\"ipt>\";"),
                arguments("f(`a ${ { b : 1 }.b + `c ${ d }` } }`);", "f(`a ${{b:1}.b+`c ${d}`} }`);"),
                arguments("x = `\\`${`}`}\\${`;", "x=`\\`${`}`}\\${`;"));
    }

    private static Stream<Arguments> lineEnds() {
        return Stream.of(
                arguments("f();\ng();\n", "f();g();"),
                arguments("f()\ng()\n", "f()\ng()"),
                arguments("x = 1\n++y", "x=1\n++y"),
                arguments("x = y +\n  1 *\n  2;", "x=y+1*2;"),
                arguments("x = y\n  + 1;", "x=y\n+1;"),
                arguments("x = y\n  ? 1\n  : z\n    .a()\n    ?.b;", "x=y?1:z.a()?.b;"),
                arguments("function f() {\n  return\n  1;\n}\n", "function f(){return\n1}"),
                arguments("let x\n[p, q] = r;", "let x\n[p,q]=r;"),
                arguments("x = {}\ny = () => {}\nz = function () {}\nf()", "x={}\ny=()=>{}\nz=function(){}\nf()"),
                arguments("if (x) {\n  f();\n}\ng();\nfor (;;) {}\nh();", "if(x){f()}g();for(;;){}h();"),
                arguments("function f() {}\nclass A {}\nf();", "function f(){}class A{}f();"),
                arguments("class A {\n  a\n  *b() {}\n  get\n  c() {}\n}", "class A{a\n*b(){}get\nc(){}}"));
    }

    private static Stream<Arguments> slashes() {
        return Stream.of(
                arguments("x = (p) / q / r;", "x=(p)/q/r;"),
                arguments("if (p) /q r/.test(s);", "if(p)/q r/.test(s);"),
                arguments("function f(x) { return / [/\"] /g.test(x) }", "function f(x){return/ [/\"] /g.test(x)}"),
                arguments("x = p[0] / 2 / q; y = {} / 2;", "x=p[0]/2/q;y={}/2;"),
                arguments("{ } / a b/.f();", "{}/ a b/.f();"),
                arguments("x = / a/ in y; z = p++ / 2 / q;", "x=/ a/ in y;z=p++/2/q;"),
                arguments("x = `${p}` / 2 / q; f(`${/ }/}`);", "x=`${p}`/2/q;f(`${/ }/}`);"),
                arguments("x.return / 2 / q; y = { if: / a/ };", "x.return/2/q;y={if:/ a/};"));
    }

    private static Stream<Arguments> names() {
        return Stream.of(
                arguments("const first = 1; f(first);", "let a=1;f(a);"),
                arguments("function one(two, three = two) { return two + three; }", "function a(b,c=b){return b+c}"),
                arguments(
                        "function one(value) { two(value); } function two(text) { f(text); }",
                        "function b(c){a(c)}function a(b){f(b)}"),
                arguments(
                        "class A { one(value) { return value; } two = (text) => text; }",
                        "class A{one(a){return a}two=a=>a}"),
                arguments(
                        "function f([first, , second = first], ...others) { return first + second + others; }",
                        "function f([a,,c=a],...b){return a+c+b}"),
                arguments(
                        "const f = async (value) => await value, g = async value => value, h = (p, q) => p;",
                        "let f=async a=>await a,g=async a=>a,h=(p,q)=>p;"),
                arguments("try { f(); } catch (problem) { g(problem); }", "try{f()}catch(a){g(a)}"),
                arguments("for await (const each of stream) use(each);", "for await(let a of stream)use(a);"),
                arguments(
                        "const make = class Inner { static a = () => new Inner(); }; f(make);",
                        "let a=class b{static a=()=>new b()};f(a);"),
                // What is not declared keeps its name, and nothing else gets it.
                arguments("const first = a; b(first);", "let c=a;b(c);"),
                arguments(
                        "function f() { document.title = title; const document = 1; const title = 2; }",
                        "function f(){document.title=a;let document=1,a=2}"),
                arguments(
                        "function f() { if (x) { const status = 1; g(status); } return status; }",
                        "function f(){if(x){let status=1;g(status)}return status}"),
                arguments("function f(close) { close(); } close();", "function f(a){a()}close();"));
    }

    private static Stream<Arguments> properties() {
        return Stream.of(
                arguments(
                        "function f({ name, size }) { return x.name + name?.size + name + size; }",
                        "function f({name:a,size:b}){return x.name+a?.size+a+b}"),
                arguments(
                        "const { alpha, beta: gamma, delta = alpha, ...rest } = f(gamma, delta, delta, alpha, rest);",
                        "let{alpha:a,beta:c,delta:b=a,...d}=f(c,b,b,a,d);"),
                arguments(
                        "f({ one: 1, two() {}, get three() {}, async *four() {}, [five]: 5, ...six }); let one, five, six;",
                        "f({one:1,two(){},get three(){},async*four(){},[a]:5,...b});let c,a,b;"),
                arguments(
                        "function f(choice, one, two) { return choice ? one : two ? [one] : { two: two }; }",
                        "function f(c,a,b){return c?a:b?[a]:{two:b}}"),
                arguments(
                        "switch (kind) { case one: f(); break; case two: default: g(); } const kind = 1, one = 2, two = 3;",
                        "switch(a){case b:f();break;case c:default:g()}let a=1,b=2,c=3;"),
                arguments(
                        "each: for (const each of x) { if (each) continue each; break each; }",
                        "each:for(let a of x){if(a)continue each;break each}"),
                arguments(
                        "f({ class: 'x', for: 1, default: / /, 'if': 2 });",
                        "f({class:'x',for:1,default:/ /,'if':2});"),
                arguments(
                        "class A { switch() { this.switch(); } if(value) { f(value); } class = 1; static async = value; }",
                        "class A{switch(){this.switch()}if(a){f(a)}class=1;static async=value}"));
    }

    private static Stream<Arguments> privateNames() {
        return Stream.of(
                arguments(
                        "class A { static #count = 0; #value; static has(p) { return #value in p; } #f() { A.#count++; } }",
                        "class A{static#a=0;#b;static has(p){return#b in p}#f(){A.#a++}}"),
                arguments(
                        "class A { #value; get value() { return this?.#value; } } class B { #other = 1; f(x) { x.#other; } }",
                        "class A{#a;get value(){return this?.#a}}class B{#a=1;f(x){x.#a}}"));
    }

    private static Stream<Arguments> values() {
        return Stream.of(
                arguments("f('button', 'name', 'name');", "f('button','name','name');"),
                arguments("f('button', 'button', 'button'); g(x === 'button');", "let a='button';f(a,a,a);g(x===a);"),
                arguments(
                        "f({ 'data-name': 1, x: 'data-name' }, { 'data-name': 2, 'data-name'() {} }, 'data-name');",
                        "let a='data-name';f({[a]:1,x:a},{[a]:2,'data-name'(){}},a);"),
                arguments(
                        "f({ '__proto__': 1 }, { '__proto__': 1 }, { '__proto__': 1 });",
                        "f({'__proto__':1},{'__proto__':1},{'__proto__':1});"),
                arguments(
                        "function f() { 'use strict'; } function g() { 'use strict'; } function h() { 'use strict'; }",
                        "function f(){'use strict'}function g(){'use strict'}function h(){'use strict'}"),
                arguments(
                        "f(null, null, null, null, null); x.null = { null: null };",
                        "let a=null;f(a,a,a,a,a);x.null={null:a};"),
                arguments(
                        "f(document.a, document.b, { document }); x.document = 1;",
                        "let a=document;f(a.a,a.b,{document});x.document=1;"),
                arguments(
                        "f(document.a, document.b, document.c); function g(document) { document(); }",
                        "f(document.a,document.b,document.c);function g(document){document()}"));
    }

    private static Stream<Arguments> savings() {
        return Stream.of(
                arguments("const a = 1; const b = 2; let c; f(); const d = 4;", "let a=1,b=2,c;f();let d=4;"),
                arguments("const a = 1\nf(a), b\nconst b = 2;", "let a=1\nf(a),b\nlet b=2;"),
                arguments("for (let i = 0; ; ) { } let a;", "for(let i=0;;){}let a;"),
                arguments("f(1, { a: [1, 2,], },); g([1, , ], [,],);", "f(1,{a:[1,2]});g([1,,],[,]);"),
                arguments(
                        "if (x) ; else { ; } do f(); while (x); { for (;;) ; }",
                        "if(x);else{;}do f();while(x);{for(;;);}"),
                arguments("f((x) => (y), (x, y) => x, () => (x));", "f(x=>(y),(x,y)=>x,()=>(x));"));
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void script_isShort(String script, String expected) {
        assertThat(ScriptShortener.shorten(script)).isEqualTo(expected);
    }

    @Test
    void names_areAsShortAsThereAreLetters() {
        String script = IntStream.range(0, 200)
                .mapToObj(i -> "const name" + i + " = " + i + ";")
                .collect(Collectors.joining());
        String shortened = ScriptShortener.shorten(script);
        assertThat(Pattern.compile("[,;]?(?:let )?([\\w$]+)=")
                        .matcher(shortened)
                        .results()
                        .map(each -> each.group(1)))
                .hasSize(200)
                .doesNotHaveDuplicates()
                .doesNotContain("do", "if", "in", "of")
                .allMatch(name -> name.length() <= 2);
        assertThat(ScriptShortener.shorten(script)).isEqualTo(shortened);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', quoteCharacter = '^', textBlock = """
                    var x;        ~ var is not for these scripts
                    eval(x);      ~ eval is not for these scripts
                    import('x');  ~ import is not for these scripts
                    x = 'abc      ~ a string that does not end
                    x = `abc      ~ a template literal that does not end
                    x = /abc      ~ a regular expression that does not end
                    /* abc        ~ a comment that does not end
                    f(            ~ never closed: (
                    f(]           ~ ] closes nothing
                    }             ~ } closes nothing
                    x @ y         ~ what is @?
                    """)
    void whatIsNotUnderstood_isAProblem_withItsLine(String line, String told) {
        assertThatThrownBy(() -> ScriptShortener.shorten("f();\n" + line))
                .isInstanceOf(SourcesException.class)
                .hasMessage("line 2 of the script: " + told);
    }
}
