// A trace in columns: row i is a span's place in depth-first order, siblings by their start.

import { blockLines, namedLines, unpacked } from './blocks.js';
import { Table, Varints, readInts } from './columns.js';
import { breathing } from './async.js';
import { InfoBlocks } from './infos.js';

export const NO_START = 1;
export const NO_STOP = 2;
export const ERROR = 4;
export const ORPHAN = 8;
export const LOOP = 16;
export const STATEMENT = 32;
const ODD_ID = 64;

const UNFINISHED = NO_START | NO_STOP;
const ID_BYTES = 16;
const HEX = Array.from({ length: 256 }, (_, byte) => (byte + 256).toString(16).slice(1));

export class Trace {
  #ids;
  #oddIds;
  #oddRows;
  #rootParents;
  #alike = null;
  #reading = new Map();

  /** Reads the data blocks of the page. */
  static async read() {
    const trace = new Trace();
    await trace.#read(breathing());
    return trace;
  }

  async #read(breath) {
    const line = namedLines('columns');
    const facts = JSON.parse(new TextDecoder().decode(await line('facts')));
    const n = facts.spans;
    Object.assign(this, { n, baseId: facts.baseId, startedUs: facts.startedUs, totalUs: facts.totalUs });
    this.lastStartedUs = facts.lastStartedUs;
    const ints = async (name, Kind = Uint32Array) => {
      const bytes = await line(name);
      if (breath.due()) await breath.pause();
      return readInts(bytes, n, Kind);
    };
    const table = async (name) => new Table(await line(name));
    this.flags = await line('flags');
    this.#treeOf(await ints('depth', Int32Array));
    this.start = await ints('start', Float64Array);
    this.dur = await ints('duration', Float64Array);
    this.#times();
    this.self = this.#selfTimes();
    this.names = await table('names');
    this.name = await ints('name');
    this.services = await table('services');
    this.service = await ints('service');
    this.hosts = await table('hosts');
    this.host = await ints('host');
    this.projects = await table('projects');
    this.project = await ints('project');
    this.labels = await table('labels');
    this.label = await ints('label');
    this.pattern = await ints('pattern');
    this.#ids = await line('ids');
    this.complete = this.#readOtherIds();
    this.#oddIds = await table('odd-ids');
    this.#oddRows = rowsWith(this.flags, ODD_ID);
    this.#rootParents = await table('root-parents');
    this.roots = rowsWhere(n, (i) => this.depth[i] === 0);
    this.criticalUs = readPairs(await line('critical'));
    this.#reading = readPairs(await line('reading'));
    const shapes = tableTexts(await table('shapes'));
    const patterns = tableTexts(await table('patterns'));
    this.infos = new InfoBlocks(
      this,
      facts.infoRows,
      shapes,
      patterns,
      this.complete.then(() => blockLines('infos')),
    );
  }

  /** The first rows' ids come with the columns, the others' behind the script. What needs any id waits for it. */
  async #readOtherIds() {
    await whenParsed();
    const others = await unpacked(blockLines('ids')[0]);
    if (others.length === 0) return;
    const all = new Uint8Array(this.#ids.length + others.length);
    all.set(this.#ids);
    all.set(others, this.#ids.length);
    this.#ids = all;
  }

  /** Parents and ends of subtrees; what is stored is how many levels a row is above where a child of the row before would be. */
  #treeOf(depth) {
    const n = this.n;
    this.depth = depth;
    this.parent = new Int32Array(n);
    this.end = new Int32Array(n).fill(n);
    const open = [];
    for (let i = 0; i < n; i++) {
      const level = (i === 0 ? 0 : depth[i - 1] + 1) - depth[i];
      depth[i] = level;
      while (open.length > level) this.end[open.pop()] = i;
      this.parent[i] = level === 0 ? -1 : open[level - 1];
      open.push(i);
    }
  }

  /** Starts are stored as signed steps from row to row, durations signed. */
  #times() {
    const { start, dur, flags } = this;
    const signed = (value) => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);
    for (let i = 0, at = 0; i < this.n; i++) {
      at += signed(start[i]);
      start[i] = at;
      dur[i] = flags[i] & UNFINISHED ? NaN : signed(dur[i]);
    }
  }

  /** The part of each span that no finished child covers; children come by their start. */
  #selfTimes() {
    const self = new Float64Array(this.n);
    const coveredTo = new Float64Array(this.n);
    for (let i = 0; i < this.n; i++) {
      const time = this.time(i);
      self[i] = time;
      coveredTo[i] = this.start[i];
      const p = this.parent[i];
      if (time === 0 || p < 0 || this.time(p) === 0) continue;
      const from = Math.max(this.start[i], coveredTo[p]);
      const to = Math.min(this.stopped(i), this.stopped(p));
      if (to > from) {
        self[p] -= to - from;
        coveredTo[p] = to;
      }
    }
    return self;
  }

  /** Microseconds that count: none of a span that is unfinished or ends before it starts. */
  time(i) {
    return this.dur[i] > 0 ? this.dur[i] : 0;
  }

  /** When the span stopped; of one without a stop, its start. */
  stopped(i) {
    return this.flags[i] & UNFINISHED ? this.start[i] : this.start[i] + this.dur[i];
  }

  state(i) {
    return this.flags[i] & UNFINISHED ? 'unfinished' : this.flags[i] & ERROR ? 'error' : 'ok';
  }

  hasChildren(i) {
    return this.end[i] > i + 1;
  }

  /** Whether a span sticks out of its parent; only times that are there count. */
  skewed(i) {
    const p = this.parent[i];
    if (p < 0) return false;
    const both = this.flags[i] | this.flags[p];
    return (
      (!(both & NO_START) && this.start[i] < this.start[p]) || (!(both & NO_STOP) && this.stopped(i) > this.stopped(p))
    );
  }

  /** Spans in state error among the rows from … to - 1. */
  errorsBetween(from, to) {
    if (!this.errorsBefore) {
      this.errorsBefore = new Uint32Array(this.n + 1);
      for (let i = 0; i < this.n; i++) this.errorsBefore[i + 1] = this.errorsBefore[i] + (this.state(i) === 'error');
    }
    return this.errorsBefore[to] - this.errorsBefore[from];
  }

  id(i) {
    if (this.flags[i] & ODD_ID) return this.#oddIds.get(indexIn(this.#oddRows, i));
    if (i * ID_BYTES >= this.#ids.length) return ''; // not there yet
    let hex = '';
    for (let k = 0; k < ID_BYTES; k++) {
      if (k === 4 || k === 6 || k === 8 || k === 10) hex += '-';
      hex += HEX[this.#ids[i * ID_BYTES + k]];
    }
    return hex;
  }

  parentId(i) {
    return this.parent[i] >= 0 ? this.id(this.parent[i]) : this.#rootParents.get(indexIn(this.roots, i));
  }

  /** The row of an id, or -1. */
  find(id) {
    for (let k = 0; k < this.#oddRows.length; k++) if (this.#oddIds.get(k) === id) return this.#oddRows[k];
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return -1;
    const wanted = id
      .replaceAll('-', '')
      .match(/../g)
      .map((hex) => parseInt(hex, 16));
    const ids = this.#ids;
    for (let i = 0; i < this.n; i++) {
      if (ids[i * ID_BYTES] !== wanted[0] || ids[i * ID_BYTES + 1] !== wanted[1] || this.flags[i] & ODD_ID) continue;
      let k = 2;
      while (k < ID_BYTES && ids[i * ID_BYTES + k] === wanted[k]) k++;
      if (k === ID_BYTES) return i;
    }
    return -1;
  }

  /** Its place among its siblings in the report, whose order is that of milliseconds. */
  readingIndex(i) {
    return this.#reading.get(i) ?? i;
  }

  /** The same number for alike spans, those of one name and label; alikeCount says how many there are. */
  async alike() {
    this.#alike ??= this.#numberAlike();
    return this.#alike;
  }

  async #numberAlike() {
    const breath = breathing();
    const numbers = new Map();
    const alike = new Uint32Array(this.n);
    for (let i = 0; i < this.n; i++) {
      const key = this.name[i] * this.labels.size + this.label[i];
      let k = numbers.get(key);
      if (k === undefined) numbers.set(key, (k = numbers.size));
      alike[i] = k;
      if ((i & 0x3fff) === 0 && breath.due()) await breath.pause();
    }
    this.alikeCount = numbers.size;
    return alike;
  }
}

function rowsWith(flags, bit) {
  return rowsWhere(flags.length, (i) => (flags[i] & bit) !== 0);
}

function rowsWhere(n, holds) {
  let count = 0;
  for (let i = 0; i < n; i++) if (holds(i)) count++;
  const rows = new Uint32Array(count);
  for (let i = 0, k = 0; i < n; i++) if (holds(i)) rows[k++] = i;
  return rows;
}

/** Where a row stands in a sorted list of rows. */
function indexIn(rows, i) {
  let from = 0;
  for (let to = rows.length; to - from > 1;) {
    const middle = (from + to) >> 1;
    if (rows[middle] <= i) from = middle;
    else to = middle;
  }
  return from;
}

/** Steps from row to row, each with a number. */
function readPairs(bytes) {
  const pairs = new Map();
  const varints = new Varints(bytes);
  for (let row = 0; !varints.done;) {
    row += varints.next();
    pairs.set(row, varints.next());
  }
  return pairs;
}

function tableTexts(table) {
  return Array.from({ length: table.size }, (_, k) => table.get(k));
}

/** Ids and infos stand behind the script. */
function whenParsed() {
  return document.readyState === 'loading'
    ? new Promise((resolve) => document.addEventListener('DOMContentLoaded', resolve, { once: true }))
    : Promise.resolve();
}
