// A trace as the page's modules see it, made of nested literals; what trace.js reads from a page this builds from
// {id, name, service, host, project, start, stop, info, out, children, …}. All but the name may be left out:
//   start, stop   µs since the trace's start; without one of them the span is unfinished
//   info, out     what the start and the stop say; their host is added. Numbers of any length: as BigInt
//   label         otherwise the statement, METHOD path or the function's name
//   parentId      of a root; otherwise the trace's id
//   read          its place in the order of reading; otherwise that in which the literals stand
//   loop          a root that is none, but hangs in a cycle of parents
//   payloads      [{name, payload}] instead of those of start and stop

const STARTED_US = 1772352930123456;

export const BASE_ID = '7c9e6679-0000-4000-8000-000000000000';

/** options: {blockRows, baseId} */
export function fakeTrace(roots, { blockRows = 4, baseId = BASE_ID } = {}) {
  const t = { baseId, startedUs: STARTED_US, n: 0 };
  const spans = depthFirst(numbered(roots, baseId));
  const n = spans.length;
  t.n = n;
  t.totalUs = latest(spans.flatMap((span) => [span.start, span.stop])) ?? 0;
  t.lastStartedUs = latest(spans.map((span) => span.start));
  t.start = Float64Array.from(spans, (span) => span.start ?? span.stop);
  t.dur = Float64Array.from(spans, (span) => span.stop - span.start);
  t.depth = Int32Array.from(spans, (span) => span.depth);
  t.parent = Int32Array.from(spans, (span) => (span.parent ? span.parent.row : -1));
  t.end = Int32Array.from(spans, (span) => span.end);
  t.flags = Uint8Array.from(spans, flagsOf(baseId));
  for (const column of ['name', 'service', 'host', 'project', 'label']) {
    const table = new FakeTable();
    t[column] = Uint32Array.from(spans, (span) => table.number(span[column]));
    t[column + 's'] = table;
  }
  t.labels.number('');
  t.time = (i) => (t.dur[i] > 0 ? t.dur[i] : 0);
  t.stopped = (i) => (Number.isNaN(t.dur[i]) ? t.start[i] : t.start[i] + t.dur[i]);
  t.state = (i) => (Number.isNaN(t.dur[i]) ? 'unfinished' : t.flags[i] & 4 ? 'error' : 'ok');
  t.hasChildren = (i) => t.end[i] > i + 1;
  t.skewed = (i) => {
    const span = spans[i];
    return Boolean(span.parent) && (span.start < span.parent.start || span.stop > span.parent.stop);
  };
  t.self = Float64Array.from(spans, (span) => selfTime(t, span.row));
  t.id = (i) => spans[i].id;
  t.parentId = (i) => spans[i].parentId;
  t.find = (id) => spans.findIndex((span) => span.id === id);
  t.readingIndex = (i) => spans[i].read;
  t.criticalUs = new Map();
  t.complete = Promise.resolve();
  t.alike = async () => {
    const numbers = new FakeTable();
    const alike = Uint32Array.from(spans, (span) => numbers.number(JSON.stringify([span.name, span.label])));
    t.alikeCount = numbers.size;
    return alike;
  };
  t.infos = fakeInfos(spans, blockRows);
  return t;
}

function latest(times) {
  return times.reduce((last, time) => (time === undefined || time < last ? last : time), null);
}

function numbered(roots, baseId) {
  let read = 0;
  const tops = roots.map((literal) => ({ ...literal, parent: null }));
  for (const open = tops.toReversed(); open.length > 0; read++) {
    const span = open.pop();
    const usual = { id: `id-${read}`, service: 'api', host: 'host-1', project: 'cinder', read };
    Object.assign(span, { ...usual, ...span });
    span.parentId = span.parent ? span.parent.id : (span.parentId ?? baseId);
    span.label ??= labelOf(span.info ?? {});
    span.payloads ??= payloadsOf(span, baseId);
    span.children = (span.children ?? []).map((literal) => ({ ...literal, parent: span }));
    for (let k = span.children.length - 1; k >= 0; k--) open.push(span.children[k]);
  }
  return tops;
}

function depthFirst(tops) {
  const byStart = (a, b) => (a.start ?? a.stop) - (b.start ?? b.stop) || a.read - b.read;
  const rows = [];
  const open = [
    tops
      .filter((top) => !top.loop)
      .sort(byStart)
      .concat(tops.filter((top) => top.loop))
      .values(),
  ];
  const path = [];
  while (open.length > 0) {
    const { value: span, done } = open.at(-1).next();
    if (done) {
      open.pop();
      if (path.length > 0) path.pop().end = rows.length;
      continue;
    }
    span.row = rows.length;
    span.depth = path.length;
    rows.push(span);
    path.push(span);
    open.push(span.children.sort(byStart).values());
  }
  return rows;
}

function flagsOf(baseId) {
  return (span) =>
    (span.start === undefined ? 1 : 0) |
    (span.stop === undefined ? 2 : 0) |
    (span.out && 'etype' in span.out ? 4 : 0) |
    (!span.parent && !span.loop && span.parentId !== baseId ? 8 : 0) |
    (span.loop ? 16 : 0) |
    (span.info?.db?.statement !== undefined ? 32 : 0);
}

function labelOf(info) {
  const request = info.request ?? info.requests;
  return info.db?.statement ?? (request && `${request.method} ${request.path}`) ?? info.function?.name ?? '';
}

function selfTime(t, i) {
  let covered = 0;
  let at = t.start[i];
  for (let c = i + 1; c < t.end[i]; c = t.end[c]) {
    const from = Math.max(at, t.start[c]);
    const to = Math.min(t.stopped(i), t.start[c] + t.time(c));
    if (to > from) {
      covered += to - from;
      at = to;
    }
  }
  return t.time(i) === 0 ? 0 : t.dur[i] - covered;
}

function payloadsOf(span, baseId) {
  const one = (which, time, info) => ({
    name: `${span.name}-${which}`,
    payload: {
      name: `${span.name}-${which}`,
      base_id: baseId,
      trace_id: span.id,
      parent_id: span.parentId,
      timestamp: new Date((STARTED_US + time) / 1000).toISOString().slice(0, 23) + '000',
      info: { ...info, host: span.host },
      project: span.project,
      service: span.service,
    },
  });
  return [
    ...(span.start === undefined ? [] : [one('start', span.start, span.info)]),
    ...(span.stop === undefined ? [] : [one('stop', span.stop, span.out)]),
  ];
}

class FakeTable {
  #texts = [];
  #numbers = new Map();

  number(text) {
    if (!this.#numbers.has(text)) {
      this.#numbers.set(text, this.#texts.length);
      this.#texts.push(text);
    }
    return this.#numbers.get(text);
  }

  get size() {
    return this.#texts.length;
  }

  get(k) {
    return this.#texts[k];
  }
}

/** Counts in `opened` how often each block was opened. */
function fakeInfos(spans, blockRows) {
  const open = new Set();
  const infosOf = (i) => new FakeInfos(spans[i].payloads);
  const infos = {
    blockRows,
    blocks: Math.ceil(spans.length / blockRows),
    opened: [],
    cached: (i) => (open.has(Math.floor(i / blockRows)) ? infosOf(i) : null),
    at: async (i) => (await infos.block(Math.floor(i / blockRows))).at(i),
    block: async (b) => {
      infos.opened.push(b);
      await null;
      open.add(b);
      const some = (i, passes) =>
        spans[i].payloads.some(({ payload }) =>
          leavesOf(payload.info).some((leaf) => leaf.kind !== 'other' && passes(leaf.value)),
        );
      const rows = spans.slice(b * blockRows, (b + 1) * blockRows).map((span) => span.row);
      return {
        at: infosOf,
        someValue: some,
        mayHold: (lowerCase) => rows.some((i) => some(i, (value) => value.toLowerCase().includes(lowerCase))),
      };
    },
  };
  return infos;
}

class FakeInfos {
  constructor(payloads) {
    this.payloads = payloads.map(({ name, payload }) => ({ name, json: jsonOf(payload) }));
    const last = (isStop) => payloads.findLast(({ name }) => name.endsWith('stop') === isStop);
    this.start = last(false) ? new FakeInfo(last(false).payload.info) : null;
    this.stop = last(true) ? new FakeInfo(last(true).payload.info) : null;
  }

  statement() {
    return this.start?.text('db', 'statement') ?? null;
  }
}

class FakeInfo {
  #info;

  constructor(info) {
    this.#info = info;
  }

  get json() {
    return jsonOf(this.#info);
  }

  leaves() {
    return leavesOf(this.#info);
  }

  text(...path) {
    const leaf = this.leaves().find((each) => JSON.stringify(each.path) === JSON.stringify(path.map(String)));
    return leaf && leaf.kind !== 'other' ? leaf.value : null;
  }
}

function leavesOf(value, path = []) {
  if (value !== null && typeof value === 'object' && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
  }
  if (typeof value === 'string') return [{ path, kind: 'text', value }];
  const kind = ['number', 'bigint'].includes(typeof value) ? 'number' : 'other';
  return [{ path, kind, value: jsonOf(value) }];
}

function jsonOf(value) {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${JSON.stringify(key)}:${jsonOf(inner)}`)
    .join(',')}}`;
}
