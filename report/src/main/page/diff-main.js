// The page of two traces: what became slower, faster, new or gone, by path.

import { blockLines, tellIncomplete, unpacked } from './blocks.js';
import { byTestId, h, pressed } from './dom.js';
import { duration, number, percent, shown } from './format.js';
import { Theme } from './theme.js';

const AT_FIRST = 200;
const KINDS = ['slower', 'faster', 'new', 'gone', 'same'];

/** Shows the rows, those that changed most first. */
class Diff {
  #rows;
  #changed;
  #limit = AT_FIRST;
  #kinds = new Set();
  #body;
  #more;

  constructor(rows) {
    this.#rows = rows;
    this.#changed = rows.reduce((sum, row) => sum + Math.abs(row.deltaUs), 0);
  }

  start() {
    const theme = new Theme();
    const search = h('input', {
      type: 'search',
      'aria-label': 'Search',
      placeholder: 'Search paths',
      'data-testid': 'search',
      oninput: () => this.#draw(),
    });
    const kinds = KINDS.map((kind) => [kind, this.#rows.filter((row) => row.kind === kind).length])
      .filter(([, count]) => count > 0)
      .map(([kind, count]) => this.#kindButton(kind, count));
    const themeButton = h(
      'button',
      { type: 'button', 'data-testid': 'theme', onclick: () => theme.switch() },
      'Light or dark',
    );
    this.#body = h('tbody', { 'data-testid': 'diff' });
    this.#more = h('button', { type: 'button', onclick: () => this.#showMore() });
    const headings = ['Change', 'Share', 'Self time', 'A', 'B', 'Spans', 'What'];
    const table = h(
      'table',
      { class: 'diff' },
      h('thead', null, h('tr', null, ...headings.map((text) => h('th', { scope: 'col' }, text)))),
      this.#body,
    );
    document
      .querySelector('main')
      .append(h('nav', { class: 'tools', 'aria-label': 'Tools' }, ...kinds, search, themeButton), table, this.#more);
    this.#draw();
  }

  #kindButton(kind, count) {
    const toggle = (event) => {
      const button = event.currentTarget;
      button.setAttribute('aria-pressed', String(!pressed(button)));
      if (pressed(button)) this.#kinds.add(kind);
      else this.#kinds.delete(kind);
      this.#draw();
    };
    const text = `${number(count)} ${kind}`;
    return h('button', { type: 'button', 'aria-pressed': 'false', class: `kind ${kind}`, onclick: toggle }, text);
  }

  #showMore() {
    this.#limit *= 5;
    this.#draw();
  }

  #draw() {
    const needle = byTestId('search')?.value.toLowerCase() ?? '';
    const wanted = this.#rows.filter(
      (row) =>
        (this.#kinds.size === 0 || this.#kinds.has(row.kind)) &&
        (needle === '' || row.text.toLowerCase().includes(needle)),
    );
    const drawn = wanted.slice(0, this.#limit);
    const largest = Math.max(1, Math.abs(drawn[0]?.deltaUs ?? 0)); // they come by it
    this.#body.replaceChildren(...drawn.map((row) => this.#row(row, largest)));
    this.#more.hidden = wanted.length <= drawn.length;
    this.#more.textContent = `Show more of ${number(wanted.length)} rows`;
  }

  #row(row, largest) {
    const path = pathOf(row);
    const bar = h('span', { class: 'change-bar' });
    bar.style.width = `${(100 * Math.abs(row.deltaUs)) / largest}%`;
    const sign = row.deltaUs > 0 ? '+' : '';
    const parents = path.slice(0, -1).join(' > ');
    return h(
      'tr',
      {
        'data-diff': row.kind,
        'data-path': path.join(' > '),
        'data-a-us': row.aUs,
        'data-b-us': row.bUs,
        'data-delta-us': row.deltaUs,
        'data-a-count': row.aCount,
        'data-b-count': row.bCount,
      },
      h('td', null, h('span', { class: `kind ${row.kind}` }, row.kind)),
      h('td', { class: 'num' }, percent(Math.abs(row.deltaUs), this.#changed)),
      h('td', { class: 'num change' }, bar, `${sign}${duration(row.deltaUs)}`),
      h('td', { class: 'num' }, row.aCount > 0 ? duration(row.aUs) : '–'),
      h('td', { class: 'num' }, row.bCount > 0 ? duration(row.bUs) : '–'),
      h(
        'td',
        { class: 'num' },
        row.aCount === row.bCount ? number(row.aCount) : `${number(row.aCount)} → ${number(row.bCount)}`,
      ),
      h(
        'td',
        { class: 'path' },
        parents === '' ? null : h('bdi', { class: 'dim' }, shown(`${parents} > `)),
        h('bdi', null, shown(row.text)),
      ),
    );
  }
}

/** The texts from the root down to a row. */
function pathOf(row) {
  const path = [];
  for (let at = row; at !== null; at = at.parent) path.push(at.text);
  return path.reverse();
}

async function readRows() {
  const listed = JSON.parse(new TextDecoder().decode(await unpacked(blockLines('diff')[0])));
  const rows = listed.map(([, text, kind, aUs, bUs, deltaUs, aCount, bCount]) => {
    return { parent: null, text, kind, aUs, bUs, deltaUs, aCount, bCount };
  });
  listed.forEach(([parent], k) => {
    if (parent >= 0) rows[k].parent = rows[parent];
  });
  return rows;
}

readRows()
  .then((rows) => {
    new Diff(rows).start();
    document.documentElement.dataset.ready = 'true';
  })
  .catch(tellIncomplete);
