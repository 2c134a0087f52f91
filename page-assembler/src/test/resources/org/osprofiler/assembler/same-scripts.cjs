// node same-scripts.cjs FOLDER
// Fails unless each NAME.short.js there does what NAME.js does: it has the same tree, and each name stands for the same,
// as ESLint's parser and scopes see it. Two differences count as none: `let a, b` instead of two statements, and a
// variable that only ever stands for a text, true, false, null or something global, instead of that.
const fs = require('node:fs');
const path = require('node:path');
const espree = require('espree');
const { analyze } = require('eslint-scope');

const OPTIONS = { ecmaVersion: 2022, sourceType: 'script', range: true };

function wordsOf(file) {
  const tree = espree.parse(`(async () => { 'use strict'; ${fs.readFileSync(file, 'utf8')}\n});`, OPTIONS);
  const names = new Names(tree);
  const words = [];
  write(tree, names, new Map(), words);
  return words;
}

/** What the identifiers of a tree stand for. */
class Names {
  #variables = new Map();
  #numbers = new Map();

  constructor(tree) {
    for (const scope of analyze(tree, OPTIONS).scopes) {
      for (const variable of scope.variables) {
        for (const identifier of variable.identifiers) this.#variables.set(identifier, variable);
      }
      for (const { identifier, resolved } of scope.references) this.#variables.set(identifier, resolved);
    }
  }

  /** The node of the value that the variable always has, or null. */
  valueOf(identifier) {
    const variable = this.#variables.get(identifier);
    const init = variable?.defs[0]?.node.init;
    if (!init || variable.references.filter((each) => each.isWrite()).length > 1) return null;
    if (variable.defs[0].node.id !== variable.identifiers[0]) return null;
    if (init.type === 'Identifier') return this.#isGlobal(init) ? init : this.valueOf(init);
    return ['string', 'boolean'].includes(typeof init.value) || init.raw === 'null' ? init : null;
  }

  #isGlobal(node) {
    return this.#variables.get(node) === null;
  }

  /** In the order of their places; undefined of what is no variable. */
  meaning(identifier) {
    const variable = this.#variables.get(identifier);
    if (variable === null) return `global ${identifier.name}`;
    if (variable === undefined) return `property ${identifier.name}`;
    if (!this.#numbers.has(variable)) this.#numbers.set(variable, this.#numbers.size);
    return `variable ${this.#numbers.get(variable)}`;
  }
}

function write(node, names, privateNames, words) {
  if (Array.isArray(node)) {
    words.push('[');
    for (const each of node.flatMap((every) => declarationsApart(every, names)))
      write(each, names, privateNames, words);
    words.push(']');
  } else if (node === null || typeof node !== 'object' || node instanceof RegExp) {
    words.push(String(node));
  } else if (node.type === 'Identifier') {
    const value = names.valueOf(node);
    if (value === null) words.push(names.meaning(node));
    else write(value, names, privateNames, words);
  } else if (node.type === 'PrivateIdentifier') {
    if (!privateNames.has(node.name)) privateNames.set(node.name, privateNames.size);
    words.push(`private ${privateNames.get(node.name)}`);
  } else {
    writeNode(node, names, node.type === 'ClassBody' ? new Map(privateNames) : privateNames, words);
  }
}

function writeNode(node, names, privateNames, words) {
  words.push(node.type);
  for (const key of Object.keys(node).sort()) {
    if (['type', 'start', 'end', 'range', 'shorthand', 'raw'].includes(key)) continue;
    words.push(key);
    if (key === 'key' && node.shorthand) {
      words.push(`property ${node.key.name}`);
    } else if (key === 'kind' && node.kind === 'const') {
      words.push('let');
    } else if (key === 'computed' && node.key?.type === 'Identifier' && names.valueOf(node.key) !== null) {
      words.push('false');
    } else {
      write(node[key], names, privateNames, words);
    }
  }
}

function declarationsApart(node, names) {
  if (node?.type !== 'VariableDeclaration') return [node];
  return node.declarations
    .filter((each) => names.valueOf(each.id) === null)
    .map((each) => ({ ...node, declarations: [each] }));
}

for (const file of fs.readdirSync(process.argv[2])) {
  if (!file.endsWith('.js') || file.endsWith('.short.js')) continue;
  const before = wordsOf(path.join(process.argv[2], file));
  const after = wordsOf(path.join(process.argv[2], file.replace(/js$/, 'short.js')));
  const first = before.findIndex((word, k) => word !== after[k]);
  if (first >= 0 || before.length !== after.length) {
    const part = (words) => words.slice(Math.max(0, first - 20), first + 10).join(' ');
    console.error(`${file}:\n${part(before)}\nis now\n${part(after)}`);
    process.exitCode = 1;
  }
}
