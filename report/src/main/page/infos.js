// What the notifications of a span said. They lie packed, some thousand spans a block, and a block is opened when it is asked for.
//
// A shape is a payload as JSON with letters where its values go: A and Z are the span's name with -start and -stop,
// B base_id, I trace_id, P parent_id, T the time, p project, s service, h host, S any other text, # a number.
// A pattern is the shapes of a span's notifications, in the order in which they were read.

import { unpacked } from './blocks.js';
import { unescapeText } from './columns.js';
import { timestamp } from './format.js';

const KEPT = 8;
// What stands otherwise in the block than in the text.
const ESCAPED = /[\\\n\ud800-\udfff]/;
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|true|false|null|[ABIPSTZhps#]/g;

/** All infos of a trace. */
export class InfoBlocks {
  #lines;
  #opened = new Map();
  #opening = new Map();
  #trace;
  #shapes;
  #patterns;

  constructor(trace, blockRows, shapes, patterns, lines) {
    this.blockRows = blockRows;
    this.#trace = trace;
    this.#shapes = shapes.map((text) => new Shape(text));
    this.#patterns = patterns.map((text) => text.split(' ').map((shape) => this.#shapes[shape]));
    this.#lines = lines;
  }

  get blocks() {
    return Math.ceil(this.#trace.n / this.blockRows);
  }

  async at(i) {
    return (await this.block(Math.floor(i / this.blockRows))).at(i);
  }

  /** The infos when their block is open, else null. */
  cached(i) {
    const block = this.#opened.get(Math.floor(i / this.blockRows));
    return block ? block.at(i) : null;
  }

  async block(b) {
    const known = this.#opened.get(b);
    if (known) {
      this.#opened.delete(b);
      this.#opened.set(b, known); // the last one used stays longest
      return known;
    }
    if (!this.#opening.has(b)) this.#opening.set(b, this.#open(b));
    return this.#opening.get(b);
  }

  async #open(b) {
    const lines = await this.#lines;
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await unpacked(lines[b]));
    const block = new InfoBlock(this.#trace, this.#patterns, b * this.blockRows, this.blockRows, text);
    this.#opened.set(b, block);
    this.#opening.delete(b);
    if (this.#opened.size > KEPT) this.#opened.delete(this.#opened.keys().next().value);
    return block;
  }
}

/** The infos of some thousand spans. */
class InfoBlock {
  #trace;
  #patterns;
  #from;
  #text;
  #values;
  #begins;

  constructor(trace, patterns, from, rows, text) {
    this.#trace = trace;
    this.#patterns = patterns;
    this.#from = from;
    this.#text = text;
    this.#values = text.split('\n');
    const to = Math.min(trace.n, from + rows);
    this.#begins = new Uint32Array(to - from);
    for (let i = from, at = 0; i < to; i++) {
      this.#begins[i - from] = at;
      for (const shape of patterns[trace.pattern[i]]) at += shape.holes;
    }
  }

  at(i) {
    const payloads = [];
    let at = this.#begins[i - this.#from];
    for (const shape of this.#patterns[this.#trace.pattern[i]]) {
      payloads.push(new Payload(this.#trace, i, shape, this.#values, at));
      at += shape.holes;
    }
    return new Infos(payloads);
  }

  /** False when no value of this block holds a text, whatever the case; a cheap question before the long ones. */
  mayHold(lowerCase) {
    return ESCAPED.test(lowerCase) || this.#text.toLowerCase().includes(lowerCase);
  }

  /** Whether a value in one of the two infos of a span passes; hosts are not asked for, they have a table. */
  someValue(i, passes) {
    let at = this.#begins[i - this.#from];
    for (const shape of this.#patterns[this.#trace.pattern[i]]) {
      for (const hole of shape.infoHoles) if (passes(unescapeText(this.#values[at + hole]))) return true;
      at += shape.holes;
    }
    return false;
  }
}

/** The notifications of one span. */
class Infos {
  constructor(payloads) {
    this.payloads = payloads;
    this.start = payloads.findLast((payload) => !payload.isStop)?.info ?? null;
    this.stop = payloads.findLast((payload) => payload.isStop)?.info ?? null;
  }

  /** The SQL statement, as it was sent. */
  statement() {
    return this.start?.text('db', 'statement') ?? null;
  }
}

/** A payload as JSON, apart from its values. */
class Shape {
  constructor(text) {
    this.tokens = text.match(TOKEN);
    this.leaves = shapeLeaves(this.tokens);
    this.holes = this.leaves.filter((leaf) => leaf.hole >= 0).length;
    this.infoHoles = this.leaves.filter((leaf) => leaf.hole >= 0 && inInfo(leaf)).map((leaf) => leaf.hole);
    this.name = this.leaves.find((leaf) => leaf.path.length === 1 && leaf.path[0] === 'name');
  }
}

function inInfo(leaf) {
  return leaf.path.length > 1 && leaf.path[0] === 'info';
}

/** Where the values of a shape stand: {path, token, hole}; hole counts those that lie in the block, else -1. */
function shapeLeaves(tokens) {
  const leaves = [];
  const path = [];
  const inList = [];
  let holes = 0;
  let keyNext = false;
  for (let k = 0; k < tokens.length; k++) {
    const token = tokens[k];
    if (keyNext && token !== '}') {
      path[path.length - 1] = JSON.parse(token);
      keyNext = false;
      k++; // the colon
    } else if ((token === '{' && tokens[k + 1] === '}') || (token === '[' && tokens[k + 1] === ']')) {
      leaves.push({ path: [...path], token: token + tokens[++k], hole: -1 });
    } else if (token === '{' || token === '[') {
      inList.push(token === '[');
      path.push(0);
      keyNext = token === '{';
    } else if (token === '}' || token === ']') {
      inList.pop();
      path.pop();
    } else if (token === ',') {
      if (inList.at(-1)) path[path.length - 1]++;
      keyNext = !inList.at(-1);
    } else {
      leaves.push({ path: [...path], token, hole: token === 'S' || token === '#' ? holes++ : -1 });
    }
  }
  return leaves;
}

/** One notification. */
class Payload {
  #trace;
  #row;
  #shape;
  #values;
  #from;
  #info = null;

  constructor(trace, row, shape, values, from) {
    this.#trace = trace;
    this.#row = row;
    this.#shape = shape;
    this.#values = values;
    this.#from = from;
  }

  get name() {
    return this.#text(this.#shape.name);
  }

  get isStop() {
    return this.name.endsWith('stop');
  }

  get info() {
    this.#info ??= new Info(this);
    return this.#info;
  }

  /** The payload as it came, as JSON. */
  get json() {
    let leaf = 0;
    const leaves = this.#shape.leaves;
    return this.#shape.tokens
      .map((token) => {
        if (!/^[ABIPSTZhps#]$/.test(token)) return token;
        while (leaves[leaf].token !== token) leaf++; // past what stands in the shape itself, such as true
        const text = this.#text(leaves[leaf++]);
        return token === '#' ? text : JSON.stringify(text);
      })
      .join('');
  }

  /** All values, in order: {path, kind, value}. */
  leaves() {
    return this.#shape.leaves.map((leaf) => {
      const kind = leaf.token === '#' ? 'number' : leaf.token.length === 1 ? 'text' : 'other';
      return { path: leaf.path, kind, value: kind === 'other' ? leaf.token : this.#text(leaf) };
    });
  }

  #text(leaf) {
    const t = this.#trace;
    const i = this.#row;
    switch (leaf.token) {
      case 'A':
        return t.names.get(t.name[i]) + '-start';
      case 'Z':
        return t.names.get(t.name[i]) + '-stop';
      case 'B':
        return t.baseId;
      case 'I':
        return t.id(i);
      case 'P':
        return t.parentId(i);
      case 'T':
        return timestamp(t.startedUs + (this.isStop ? t.stopped(i) : t.start[i])).replace(' ', 'T');
      case 'p':
        return t.projects.get(t.project[i]);
      case 's':
        return t.services.get(t.service[i]);
      case 'h':
        return t.hosts.get(t.host[i]);
      default:
        return unescapeText(this.#values[this.#from + leaf.hole]);
    }
  }
}

/** The info of a notification. */
class Info {
  #payload;
  #leaves = null;

  constructor(payload) {
    this.#payload = payload;
  }

  /** All values, in order; the path begins below info. */
  leaves() {
    this.#leaves ??= this.#payload
      .leaves()
      .filter(inInfo)
      .map((leaf) => ({ ...leaf, path: leaf.path.slice(1) }));
    return this.#leaves;
  }

  /** The text or number at a path, else null. */
  text(...path) {
    const leaf = this.leaves().find(
      (each) => each.path.length === path.length && each.path.every((key, k) => key === path[k]),
    );
    return leaf && leaf.kind !== 'other' ? leaf.value : null;
  }
}
