// The trace as files: OSProfiler's report, a table, and events for Chrome's trace viewer. Each is written in slices and
// comes as pieces for a Blob; progress gets the share that is done, from 0 to 1.

import { breathing } from './async.js';
import { h } from './dom.js';
import { LOOP } from './trace.js';
import { sortSliced } from './sort.js';

/** Characters that are kept as text; what is longer goes into a Blob, and so out of the script's memory. */
const PIECE = 1 << 20;

/** So many tracks of a process are looked at for a free one; who has more spans side by side gets new ones. */
const TRACKS_TRIED = 100;

/** So many ancestors are looked at for one on a track of the same process. */
const ANCESTORS_TRIED = 100;

/** Lets a browser save pieces of text as a file. */
export function download(name, type, pieces) {
  const url = URL.createObjectURL(new Blob(pieces, { type }));
  const link = h('a', { href: url, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60000);
}

/** Text on its way into a file. */
class FileText {
  #pieces = [];
  #texts = [];
  #length = 0;
  #breath = breathing();
  #rows;
  #done = 0;
  #progress;

  constructor(rows, progress) {
    this.#rows = rows;
    this.#progress = progress;
  }

  add(text) {
    this.#texts.push(text);
    this.#length += text.length;
    if (this.#length < PIECE) return;
    this.#pieces.push(new Blob([this.#texts.join('')]));
    this.#texts = [];
    this.#length = 0;
  }

  async rowDone() {
    this.#done++;
    await this.rest();
  }

  /** Others have their turn when the slice is over. */
  async rest() {
    if (!this.#breath.due()) return;
    this.#progress(this.#done / this.#rows);
    await this.#breath.pause();
  }

  pieces() {
    return [...this.#pieces, this.#texts.join('')];
  }
}

/**
 * The report as `osprofiler trace show --json` has it, apart from its white space: whole milliseconds, siblings by these
 * and then as they were read, without the spans in a cycle of parents, which count in the statistics only.
 */
export async function exportJson(trace, progress = () => {}) {
  const file = new FileText(trace.n, progress);
  file.add(`{"info":${reportTotal(trace)},"children":[`);
  const open = [reportOrder(trace, 0, trace.n)];
  for (let comma = ''; open.length > 0;) {
    const { value: i, done } = open.at(-1).next();
    if (done) {
      open.pop();
      file.add(open.length > 0 ? ']}' : ']');
      comma = ',';
      continue;
    }
    const { payloads } = trace.infos.cached(i) ?? (await trace.infos.at(i));
    const ids = `"trace_id":${JSON.stringify(trace.id(i))},"parent_id":${JSON.stringify(trace.parentId(i))}`;
    file.add(`${comma}{"info":${reportInfo(trace, i, payloads)},${ids},"children":[`);
    comma = '';
    open.push(reportOrder(trace, i + 1, trace.end[i]));
    await file.rowDone();
  }
  file.add(`,"stats":${await reportStats(trace, file)}}`);
  return file.pieces();
}

function reportTotal({ n, totalUs, lastStartedUs }) {
  const finished = n === 0 ? null : reportMillis(totalUs);
  const last = lastStartedUs === null ? null : reportMillis(lastStartedUs);
  return JSON.stringify({ name: 'total', started: 0, finished, last_trace_started: last });
}

/** As Python computes it, in floating point, from microseconds since the trace's start. */
function reportMillis(us) {
  return Math.trunc(us / 1000);
}

/** OSProfiler's name of a span, which ends at the first hyphen. */
function reportName(trace, i) {
  return trace.names.get(trace.name[i]).split('-', 1)[0];
}

/** Siblings in the report's order, from the row of the first to the one behind the last and all that is below. */
function* reportOrder(trace, first, behind) {
  for (let c = first; c < behind;) {
    const millis = reportMillis(trace.start[c]);
    const tied = [];
    for (; c < behind && (trace.flags[c] & LOOP || reportMillis(trace.start[c]) === millis); c = trace.end[c]) {
      if (!(trace.flags[c] & LOOP)) tied.push(c);
    }
    yield* tied.sort((a, b) => trace.readingIndex(a) - trace.readingIndex(b));
  }
}

/** The info of a span, its keys in the order in which Python sets them; what is set twice keeps its first place. */
function reportInfo(trace, i, payloads) {
  const started = reportMillis(trace.start[i]);
  const finished = reportMillis(trace.stopped(i));
  const fields = new Map([['name', JSON.stringify(reportName(trace, i))]]);
  for (const { name, json } of payloads) {
    if (fields.size === 1) {
      const first = jsonFields(json);
      fields.set('project', first.get('project')).set('service', first.get('service'));
      fields.set('host', jsonFields(first.get('info')).get('host'));
    }
    fields.set('meta.raw_payload.' + name, json);
    if (name.endsWith('stop')) fields.set('finished', finished).set('exception', exceptionIn(json));
    else fields.set('started', started);
  }
  if (!fields.has('started')) fields.set('started', started);
  if (!fields.has('finished')) fields.set('finished', finished);
  return jsonObject(fields);
}

function exceptionIn(stop) {
  const etype = stop.includes('"etype"') ? jsonFields(jsonFields(stop).get('info')).get('etype') : undefined;
  return etype ?? '"None"';
}

async function reportStats(trace, file) {
  const stats = new Map();
  for (let i = 0; i < trace.n; i++) {
    const name = reportName(trace, i);
    if (!stats.has(name)) stats.set(name, { count: 0, duration: 0 });
    const stat = stats.get(name);
    stat.count++;
    stat.duration += reportMillis(trace.stopped(i)) - reportMillis(trace.start[i]);
    if ((i & 63) === 0) await file.rest();
  }
  return jsonObject(Array.from(stats, ([name, stat]) => [name, JSON.stringify(stat)]));
}

/** An object of JSON values; one that is not there is null. */
function jsonObject(fields) {
  return `{${Array.from(fields, ([key, json]) => `${JSON.stringify(key)}:${json ?? null}`).join(',')}}`;
}

/** The fields of an object written as JSON, their values as JSON: JSON.parse would round long numbers. */
export function jsonFields(json) {
  const fields = new Map();
  let key = null;
  let depth = 0;
  let from = 0;
  for (let at = 0; at < json.length; at++) {
    const c = json[at];
    if (c === '"') {
      const begin = at;
      while (json[++at] !== '"') if (json[at] === '\\') at++;
      if (depth === 1 && key === null) {
        key = JSON.parse(json.slice(begin, at + 1));
        from = json.indexOf(':', at) + 1;
      }
    } else if (c === '{' || c === '[') {
      depth++;
    } else if (c === '}' || c === ']' || c === ',') {
      if (depth === 1 && key !== null) fields.set(key, json.slice(from, at).trim());
      if (depth === 1) key = null;
      if (c !== ',') depth--;
    }
  }
  return fields;
}

/**
 * All spans as RFC 4180 has it, in the order of the rows. Cells are unchanged: one that begins with =, +, - or @ is taken
 * for a formula by spreadsheets that are not told to import text.
 */
export async function exportCsv(trace, progress = () => {}) {
  const file = new FileText(trace.n, progress);
  file.add('trace_id,parent_id,name,service,host,project,label,start_us,duration_us,self_us,state\r\n');
  for (let i = 0; i < trace.n; i++) {
    const cells = [trace.id(i), trace.parentId(i)];
    for (const column of ['name', 'service', 'host', 'project', 'label']) {
      cells.push(trace[column + 's'].get(trace[column][i]));
    }
    cells.push(trace.start[i], Number.isNaN(trace.dur[i]) ? '' : trace.dur[i], trace.self[i], trace.state(i));
    file.add(cells.map(csvCell).join(',') + '\r\n');
    await file.rowDone();
  }
  return file.pieces();
}

function csvCell(value) {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/**
 * Events for Chrome's trace viewer and for Perfetto: an X event for each finished span, a process for each service, times
 * from the trace's start. Events of one track nest; a span stands on the track of its nearest ancestor where it fits.
 */
export async function exportChrome(trace, progress = () => {}) {
  const file = new FileText(trace.n, progress);
  const tracks = new Tracks(trace);
  const { names, labels, hosts, services } = trace;
  let before = `{"otherData":${JSON.stringify({ base_id: trace.baseId })},"traceEvents":[`;
  const add = (event) => {
    file.add(before + JSON.stringify(event));
    before = ',\n';
  };
  for (const i of await rowsByStart(trace)) {
    const args = { trace_id: trace.id(i), parent_id: trace.parentId(i), label: labels.get(trace.label[i]) };
    Object.assign(args, { host: hosts.get(trace.host[i]), state: trace.state(i) });
    const place = { pid: trace.service[i] + 1, tid: tracks.place(i) };
    add({ ph: 'X', name: names.get(trace.name[i]), ts: trace.start[i], dur: trace.time(i), ...place, args });
    await file.rowDone();
  }
  for (const [service, ofService] of tracks.byService) {
    const pid = service + 1;
    add({ ph: 'M', name: 'process_name', pid, args: { name: services.get(service) || 'no service' } });
    for (const [k, { tid }] of ofService.entries()) {
      add({ ph: 'M', name: 'thread_name', pid, tid, args: { name: `track ${k + 1}` } });
    }
  }
  file.add((tracks.byService.size === 0 ? before : '') + ']}');
  return file.pieces();
}

/** The finished spans by their start, of several the longest first: what encloses comes before what it encloses. */
async function rowsByStart(trace) {
  const { n, start } = trace;
  const rows = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) if (trace.state(i) !== 'unfinished') rows[count++] = i;
  return sortSliced(rows.subarray(0, count), (a, b) => start[a] - start[b] || trace.time(b) - trace.time(a) || a - b);
}

/** The tracks on which spans stand. A track is {tid, ends}: when the spans end that are open on it, the innermost last. */
class Tracks {
  byService = new Map();
  #trace;
  #ofRow;
  #count = 0;

  constructor(trace) {
    this.#trace = trace;
    this.#ofRow = new Array(trace.n);
  }

  /** The tid for a span, each of which starts no earlier than the one before. */
  place(i) {
    const end = this.#trace.start[i] + this.#trace.time(i);
    const near = this.#ofAncestor(i);
    const fits = near && (this.#openOn(near, i).at(-1) ?? Infinity) >= end;
    const track = fits ? near : this.#free(i);
    track.ends.push(end);
    this.#ofRow[i] = track;
    return track.tid;
  }

  /** The track of the nearest ancestor in the same service. */
  #ofAncestor(i) {
    const { parent, service } = this.#trace;
    for (let p = parent[i], k = 0; p >= 0 && k < ANCESTORS_TRIED; p = parent[p], k++) {
      if (service[p] === service[i] && this.#ofRow[p]) return this.#ofRow[p];
    }
    return null;
  }

  #free(i) {
    const service = this.#trace.service[i];
    if (!this.byService.has(service)) this.byService.set(service, []);
    const tracks = this.byService.get(service);
    for (let k = 0; k < tracks.length && k < TRACKS_TRIED; k++) {
      if (this.#openOn(tracks[k], i).length === 0) return tracks[k];
    }
    tracks.push({ tid: ++this.#count, ends: [] });
    return tracks.at(-1);
  }

  #openOn({ ends }, i) {
    while (ends.length > 0 && ends.at(-1) <= this.#trace.start[i]) ends.pop();
    return ends;
  }
}
