// Tables over the whole trace: times by name, service and host; statements, and those that repeat under one parent.

import { breathing } from './async.js';
import { h } from './dom.js';
import { repeatedQueries } from './fold.js';
import { counted, duration, number, oneLine, percent, shown } from './format.js';
import { sortSliced } from './sort.js';
import { STATEMENT } from './trace.js';

const FIRST_ROWS = 100;
const MORE_ROWS = 1000;
const LONGEST_TEXT = 10000;

/** Spans and microseconds of each key of a table; once sorted, order has the keys there are, heaviest first. */
class Sums {
  constructor(keys) {
    this.count = new Uint32Array(keys.size);
    this.total = new Float64Array(keys.size);
    this.self = new Float64Array(keys.size);
  }

  add(key, time, self) {
    this.count[key]++;
    this.total[key] += time;
    this.self[key] += self;
  }

  async sort(by) {
    const keys = this.count.map((_, key) => key).filter((key) => this.count[key] > 0);
    this.order = await sortSliced(keys, (a, b) => this[by][b] - this[by][a] || a - b);
    return this;
  }
}

/** Sums by type (name), service and host, most self time first. */
export async function statistics(trace) {
  const type = new Sums(trace.names);
  const service = new Sums(trace.services);
  const host = new Sums(trace.hosts);
  await addUp(trace, (i, time, self) => {
    type.add(trace.name[i], time, self);
    service.add(trace.service[i], time, self);
    host.add(trace.host[i], time, self);
  });
  for (const sums of [type, service, host]) await sums.sort('self');
  return { type, service, host };
}

/** Sums by normalised statement, most time first. */
export async function queryTotals(trace) {
  const sums = new Sums(trace.labels);
  await addUp(trace, (i, time, self) => {
    if (trace.flags[i] & STATEMENT) sums.add(trace.label[i], time, self);
  });
  return sums.sort('total');
}

async function addUp(trace, add) {
  const breath = breathing();
  for (let i = 0; i < trace.n; i++) {
    if ((i & 0x3fff) === 0 && breath.due()) await breath.pause();
    add(i, trace.time(i), trace.self[i]);
  }
}

/** A tab of tables; there while it is open, as the elements are many. */
class TablesView {
  #container;

  constructor(trace, ui, container) {
    this.trace = trace;
    this.ui = ui;
    this.#container = container;
    new ResizeObserver(() => {
      if (container.clientWidth === 0) container.replaceChildren();
    }).observe(container);
  }

  /** Called each time the tab is opened. */
  async show() {
    if (this.#container.firstChild) return;
    this.#container.append(h('p', { class: 'tables', role: 'status' }, 'Adding up …'));
    this.#container.replaceChildren(h('div', { class: 'tables' }, await this.sections()));
  }
}

/** Statistics. */
export class StatsView extends TablesView {
  async sections() {
    const { names, services, hosts } = this.trace;
    const { type, service, host } = await statistics(this.trace);
    return [
      section(
        'stats-type',
        'By name',
        'Self is the time of a span that none of its children covers; the share is that of all self time.',
        sumsTable('Name', names, type, 'self'),
      ),
      section('stats-service', 'By service', '', sumsTable('Service', services, service, 'self')),
      section('stats-host', 'By host', '', sumsTable('Host', hosts, host, 'self')),
    ];
  }
}

/** Queries: those that repeat under one parent, then all statements. */
export class QueriesView extends TablesView {
  async sections() {
    const { trace } = this;
    await trace.complete; // parents are named by their ids
    const groups = await repeatedQueries(trace);
    const sums = await queryTotals(trace);
    const repeated =
      groups.length > 0
        ? `${counted(groups.length, 'place')} where one parent runs the same statement five times or more: often a loop that asks row by row where a single query would do. A click on a line shows the parent in the tree.`
        : 'No parent runs the same statement five times or more.';
    const table = growingTable(['Statement', 'Parent'], ['Times', 'Total'], groups.length, (k) =>
      this.#group(groups[k]),
    );
    const all =
      sums.order.length > 0 ? 'Values are left out, so that like statements count together.' : 'There are none.';
    return [
      section('nplus1', 'Repeated queries', repeated, table),
      section('queries', 'All statements', all, sumsTable('Statement', trace.labels, sums, 'total')),
    ];
  }

  #group({ parent, label, count, totalUs }) {
    const { names, name, labels } = this.trace;
    const place = `${names.get(name[parent])} ${labels.get(this.trace.label[parent])}`;
    return h(
      'tr',
      {
        'data-count': count,
        'data-parent-id': this.trace.id(parent),
        'data-statement': labels.get(label),
        'data-total-us': totalUs,
        onclick: () => this.ui.select(parent, { view: 'tree' }),
      },
      textCell(labels.get(label)),
      h('td', null, h('button', { type: 'button' }, shown(oneLine(place, 200)))),
      numberCell(` ${count} `),
      numberCell(duration(totalUs)),
    );
  }
}

function section(testId, title, about, table) {
  return h('section', { 'data-testid': testId }, h('h2', null, title), h('p', null, about), table);
}

function sumsTable(what, keys, sums, by) {
  const { order, count, total, self } = sums;
  const whole = sums[by].reduce((a, b) => a + b, 0);
  const row = (place) => {
    const key = order[place];
    const text = keys.get(key);
    const share = numberCell(percent(sums[by][key], whole));
    share.style.backgroundSize = `${whole > 0 ? (100 * sums[by][key]) / whole : 0}% 3px`;
    return h(
      'tr',
      {
        [what === 'Statement' ? 'data-statement' : 'data-key']: text,
        'data-count': count[key],
        'data-total-us': total[key],
        'data-self-us': self[key],
      },
      textCell(text),
      numberCell(number(count[key])),
      numberCell(duration(total[key])),
      numberCell(duration(self[key])),
      share,
    );
  };
  return growingTable([what], ['Spans', 'Total', 'Self', 'Share'], order.length, row);
}

/** A table that begins with its first rows and shows more when asked. */
function growingTable(texts, numbers, count, rowAt) {
  if (count === 0) return null;
  const body = h('tbody');
  const more = h('button', { type: 'button', onclick: () => grow() });
  let rows = 0;
  const next = () => Math.min(count - rows, Math.max(FIRST_ROWS, Math.min(rows, MORE_ROWS)));
  const grow = () => {
    for (const stop = rows + next(); rows < stop; rows++) body.append(rowAt(rows));
    more.textContent = `Show ${number(next())} more of ${number(count)}`;
    more.hidden = rows === count;
  };
  grow();
  const heading = (kind) => (text) => h('th', { scope: 'col', class: kind }, text);
  const headings = [...texts.map(heading(null)), ...numbers.map(heading('num'))];
  return [h('table', null, h('thead', null, h('tr', null, headings)), body), more];
}

/** A text that wraps, and scrolls where it is long. */
function textCell(text) {
  return h('th', { scope: 'row' }, h('bdi', null, shown(text.slice(0, LONGEST_TEXT)) || '(none)'));
}

function numberCell(text) {
  return h('td', { class: 'num' }, text);
}
