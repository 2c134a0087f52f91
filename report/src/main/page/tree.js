// The tree: a treegrid of which only the rows in view exist.

import { h, setAttribute } from './dom.js';
import { duration, number, oneLine, shown } from './format.js';
import { highlightParts } from './search.js';
import { NO_START, NO_STOP, ORPHAN, LOOP, STATEMENT } from './trace.js';

const ROW_HEIGHT = 22;
const SPARE_ROWS = 6;
const INDENT = 14;
const DEEPEST_INDENT = 16;
const LONGEST_LABEL = 400;
const NARROWEST_BAR = 2;
// Browsers know no taller elements; beyond this a pixel of the scroll bar is more than one of the rows.
const TALLEST = 16e6;
// Steps of the scroll bar that are taken as they are on such a page, in heights of the view.
const SMALL_STEP = 10;
const MOST_TOLD = 2000;

export class Tree {
  #trace;
  #rows;
  #range;
  #ui;
  #grid;
  #canvas;
  #pool = [];
  #at = 0;
  #scrolled = 0;
  #frame = 0;
  #lineWidth = 0;
  #selected = -1;
  #waiting = new Set();
  #told = new Map();

  constructor(trace, rows, range, ui, grid) {
    this.#trace = trace;
    this.#rows = rows;
    this.#range = range;
    this.#ui = ui;
    this.#grid = grid;
    this.#canvas = h('div', { class: 'rows', role: 'presentation' });
    grid.append(this.#canvas);
    grid.addEventListener('scroll', () => this.#onScroll());
    grid.addEventListener('click', (event) => this.#onClick(event));
    grid.addEventListener('keydown', (event) => this.#onKey(event));
    range.onChange(() => this.render());
    ui.onTheme(() => this.render());
  }

  get selected() {
    return this.#selected;
  }

  focus() {
    this.#grid.focus({ preventScroll: true });
  }

  /** Pixels of the time line. */
  setLineWidth(width) {
    this.#lineWidth = width;
  }

  get #height() {
    return this.#rows.length * ROW_HEIGHT;
  }

  get #physicalHeight() {
    return Math.min(this.#height, TALLEST);
  }

  get #viewHeight() {
    return this.#grid.clientHeight;
  }

  /** Takes the room of all rows. */
  reserve() {
    this.#canvas.style.height = `${this.#physicalHeight}px`;
  }

  /** After other rows have come into view. */
  refresh() {
    this.reserve();
    setAttribute(this.#grid, 'aria-rowcount', this.#rows.length);
    this.#at = Math.max(0, Math.min(this.#at, this.#height - this.#viewHeight));
    this.#scrollTo(this.#at);
    this.render();
  }

  /** Selects a row that is in view, and scrolls it to where it can be seen. */
  select(row) {
    this.#selected = row;
    const position = this.#rows.indexOf(row);
    if (position >= 0) {
      const top = position * ROW_HEIGHT;
      if (top < this.#at) this.#scrollTo(top);
      else if (top + ROW_HEIGHT > this.#at + this.#viewHeight) this.#scrollTo(top + ROW_HEIGHT - this.#viewHeight);
    }
    this.render();
  }

  /** Scrolls the selected row to the middle where it is out of view. */
  center() {
    const top = this.#rows.indexOf(this.#selected) * ROW_HEIGHT;
    if (top < 0 || (top >= this.#at && top + ROW_HEIGHT <= this.#at + this.#viewHeight)) return;
    this.#scrollTo(Math.max(0, top - this.#viewHeight / 2));
    this.render();
  }

  #scrollTo(at) {
    this.#at = Math.max(0, Math.min(at, this.#height - this.#viewHeight));
    const spare = this.#height - this.#viewHeight;
    const physical = this.#physicalHeight - this.#viewHeight;
    this.#grid.scrollTop =
      this.#height === this.#physicalHeight ? this.#at : spare > 0 ? (this.#at / spare) * physical : 0;
    this.#scrolled = this.#grid.scrollTop;
  }

  #onScroll() {
    const now = this.#grid.scrollTop;
    if (now === this.#scrolled) return;
    const spare = Math.max(0, this.#height - this.#viewHeight);
    const physical = Math.max(0, this.#physicalHeight - this.#viewHeight);
    const step = now - this.#scrolled;
    if (this.#height === this.#physicalHeight) this.#at = now;
    else if (now <= 0) this.#at = 0;
    else if (now >= physical - 1) this.#at = spare;
    else if (Math.abs(step) < SMALL_STEP * this.#viewHeight) this.#at = Math.max(0, Math.min(spare, this.#at + step));
    else this.#at = (now / physical) * spare;
    this.#scrolled = now;
    this.render();
  }

  /** Draws the rows in view. */
  render() {
    const from = Math.max(0, Math.floor(this.#at / ROW_HEIGHT) - SPARE_ROWS);
    const inView = Math.ceil(this.#viewHeight / ROW_HEIGHT) + 1 + 2 * SPARE_ROWS;
    this.renderRows(from, Math.min(this.#rows.length, from + inView), this.#at - this.#grid.scrollTop);
  }

  /** Draws rows from … to - 1, shifted up by so many pixels; those of the pool that are left over are hidden. */
  renderRows(from, to, shift) {
    while (this.#pool.length < to - from) this.#pool.push(this.#newRow(this.#pool.length));
    const size = this.#pool.length;
    for (let position = from; position < from + size; position++) {
      const cells = this.#pool[position % size];
      if (position < to) {
        this.#fill(cells, position);
        cells.row.style.transform = `translateY(${position * ROW_HEIGHT - shift}px)`;
      }
      if (cells.row.hidden !== position >= to) cells.row.hidden = position >= to;
    }
    const position = this.#rows.indexOf(this.#selected);
    const active = position >= from && position < to ? this.#pool[position % size].row.id : null;
    setAttribute(this.#grid, 'aria-activedescendant', active);
  }

  /** Once more rows have been drawn than are ever in view. */
  shrink() {
    for (const { row } of this.#pool.splice(0)) row.remove();
  }

  #newRow(number_) {
    const text = (name) => h('bdi', { class: name });
    const cells = {
      toggle: h('button', { 'data-toggle': true, tabindex: '-1', type: 'button' }),
      level: h('span', { class: 'level' }),
      name: text('name'),
      status: h('span', { class: 'status' }),
      badges: h('span', { class: 'badges' }),
      label: text('label'),
      service: text('service'),
      duration: h('div', { role: 'gridcell', class: 'num' }),
      self: h('div', { role: 'gridcell', class: 'num self' }),
      critical: h('div', { role: 'gridcell', class: 'num critical' }),
      bar: h('div', { 'data-bar': true }),
    };
    const { toggle, level, name, status, badges, label, service, bar } = cells;
    cells.what = h('div', { role: 'gridcell', class: 'what' }, toggle, level, name, status, badges, label, service);
    const line = h('div', { role: 'gridcell', class: 'line' }, bar);
    cells.row = h(
      'div',
      { role: 'row', id: `row-${number_}`, class: 'row' },
      cells.what,
      cells.duration,
      cells.self,
      cells.critical,
      line,
    );
    this.#canvas.append(cells.row);
    return cells;
  }

  #fill(cells, position) {
    const t = this.#trace;
    const i = this.#rows.at(position);
    const state = t.state(i);
    const unfinished = state === 'unfinished';
    const expandable = this.#rows.isExpandable(i);
    const open = expandable && this.#rows.isOpen(i);
    const below = expandable ? this.#rows.errorsBelow(i) : 0;
    const folded = this.#rows.foldedSize(i);
    const start = t.start[i] + this.#ui.shift(i);
    const critical = this.#ui.criticalUs(i);
    const skewed = t.skewed(i);
    const { row } = cells;
    const flag = (name, on) => setAttribute(row, name, on ? 'true' : null);
    setAttribute(row, 'data-span-id', t.id(i));
    row.dataset.row = i;
    setAttribute(row, 'aria-level', t.depth[i] + 1);
    setAttribute(row, 'aria-rowindex', position + 1);
    setAttribute(row, 'aria-expanded', expandable ? open : null);
    setAttribute(row, 'aria-selected', i === this.#selected);
    setAttribute(row, 'data-start-us', start);
    setAttribute(row, 'data-duration-us', unfinished ? '' : t.dur[i]);
    setAttribute(row, 'data-self-us', t.self[i]);
    setAttribute(row, 'data-state', state);
    setAttribute(row, 'data-critical-us', critical);
    setAttribute(row, 'data-errors-below', below > 0 ? below : null);
    setAttribute(row, 'data-folded', folded > 0 ? folded : null);
    setAttribute(row, 'data-folded-us', folded > 0 ? this.#rows.foldedTotal(i) : null);
    flag('data-skew', skewed);
    flag('data-orphan', (t.flags[i] & ORPHAN) !== 0);
    flag('data-context', this.#rows.isContext(i));
    cells.what.style.paddingLeft = `${Math.min(t.depth[i], DEEPEST_INDENT) * INDENT}px`;
    cells.toggle.hidden = !expandable;
    setAttribute(cells.toggle, 'aria-label', open ? 'Close' : 'Open');
    setText(cells.level, t.depth[i] > DEEPEST_INDENT ? number(t.depth[i] + 1) : '');
    this.#words(cells, i, folded, below);
    setText(cells.duration, folded > 0 ? duration(this.#rows.foldedTotal(i)) : unfinished ? '–' : duration(t.dur[i]));
    setText(cells.self, unfinished ? '–' : duration(t.self[i]));
    setText(cells.critical, critical === null ? '' : duration(critical));
    this.#bar(cells.bar, i, start);
  }

  #words(cells, i, folded, below) {
    const t = this.#trace;
    const query = this.#ui.query();
    const told = this.#toldBy(i);
    this.#marked(cells.name, t.names.get(t.name[i]), query);
    this.#marked(cells.label, told?.statement ?? oneLine(t.labels.get(t.label[i]), LONGEST_LABEL), query);
    this.#marked(cells.service, t.services.get(t.service[i]), query);
    const status = told?.status ?? '';
    setText(cells.status, shown(status));
    cells.status.className = parseInt(status) >= 400 ? 'status bad' : 'status';
    this.#badges(cells.badges, i, told, folded, below);
  }

  #badges(element, i, told, folded, below) {
    const t = this.#trace;
    const flags = t.flags[i];
    const badges = [];
    if (folded > 0) badges.push(['count', `×${number(folded)}`]);
    if (t.state(i) === 'error') badges.push(['bad', `error ${told?.etype ?? ''}`.trim()]);
    if (flags & NO_STOP) badges.push(['warn', 'unfinished: no stop']);
    if (flags & NO_START) badges.push(['warn', 'unfinished: no start']);
    if (flags & ORPHAN) badges.push(['warn', 'orphan: parent missing']);
    if (flags & LOOP) badges.push(['warn', 'its parents form a cycle']);
    if (t.skewed(i)) badges.push(['note', this.#ui.shift(i) === this.#ui.shift(t.parent[i]) ? 'clock' : 'clock moved']);
    if (t.dur[i] < 0) badges.push(['warn', 'ends before it starts']);
    if (below > 0) badges.push(['bad', below === 1 ? '1 error below' : `${below} errors below`]);
    const text = badges.map((badge) => badge.join('\t')).join('\n');
    if (element.dataset.is === text) return;
    element.dataset.is = text;
    element.replaceChildren(...badges.map(([tone, words]) => h('span', { class: `badge ${tone}` }, shown(words))));
  }

  #marked(element, text, query) {
    const key = query.kind === 'none' ? text : `${query.text}\n${text}`;
    if (element.dataset.is === key) return;
    element.dataset.is = key;
    if (query.kind === 'none' || query.kind === 'bad') {
      element.textContent = shown(text);
      return;
    }
    const parts = highlightParts(text, query);
    element.replaceChildren(...parts.map((part) => (part.hit ? h('mark', null, shown(part.text)) : shown(part.text))));
  }

  /**
   * What a row shows of its infos when they are at hand; else they are fetched, and the rows drawn anew. It is kept, for the
   * rows in view may be of more blocks than are.
   */
  #toldBy(i) {
    const known = this.#told.get(i);
    if (known) return known;
    const { infos, flags } = this.#trace;
    const cached = infos.cached(i);
    if (cached === null) {
      this.#fetch(Math.floor(i / infos.blockRows));
      return null;
    }
    if (this.#told.size >= MOST_TOLD) this.#told.clear();
    const statement = flags[i] & STATEMENT ? cached.statement() : null;
    const told = {
      statement: statement === null ? null : oneLine(statement, LONGEST_LABEL),
      status: cached.stop?.text('response', 'status'),
      etype: oneLine(cached.stop?.text('etype') ?? '', 60),
    };
    this.#told.set(i, told);
    return told;
  }

  async #fetch(b) {
    if (this.#waiting.has(b)) return;
    this.#waiting.add(b); // for good when it cannot be read: the rows stay without, and whoever opens a detail is told
    await this.#trace.infos.block(b);
    this.#waiting.delete(b);
    this.#renderSoon();
  }

  #renderSoon() {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.render();
    });
  }

  #bar(bar, i, start) {
    const width = this.#lineWidth;
    const left = this.#range.x(start, width);
    const right = this.#range.x(start + this.#trace.time(i), width);
    const cutLeft = Math.max(-9, Math.min(left, width - NARROWEST_BAR));
    const size = Math.max(NARROWEST_BAR, Math.min(right, width + 9) - cutLeft);
    const out = right < -NARROWEST_BAR || left > width + NARROWEST_BAR;
    if (bar.hidden !== out) bar.hidden = out;
    bar.style.left = `${cutLeft}px`;
    bar.style.width = `${size}px`;
    bar.style.backgroundColor = this.#ui.color(this.#trace.service[i]);
  }

  #rowOf(event) {
    const row = event.target.closest('[role=row]');
    return row === null ? -1 : Number(row.dataset.row);
  }

  #onClick(event) {
    const i = this.#rowOf(event);
    if (i < 0) return;
    this.focus();
    if (event.target.closest('[data-toggle]')) this.#toggle(i, !this.#rows.isOpen(i));
    else this.#ui.select(i, { detail: true });
  }

  #toggle(i, open) {
    this.#rows.setOpen(i, open);
    this.keepSelection();
    this.refresh();
  }

  #onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== this.#grid) return;
    const action = this.#actionOf(event.key);
    if (action === null) return;
    event.preventDefault();
    action();
  }

  #actionOf(key) {
    const rows = this.#rows;
    const page = Math.max(1, Math.floor(this.#viewHeight / ROW_HEIGHT) - 1);
    const position = rows.indexOf(this.#selected);
    const to = (wanted) => () => {
      if (rows.length > 0) this.#ui.select(rows.at(Math.max(0, Math.min(wanted, rows.length - 1))), {});
    };
    const selected = position >= 0 ? this.#selected : -1;
    switch (key) {
      case 'ArrowDown':
        return to(position + 1);
      case 'ArrowUp':
        return to(position - 1);
      case 'PageDown':
        return to(position + page);
      case 'PageUp':
        return to(position - page);
      case 'Home':
        return to(0);
      case 'End':
        return to(rows.length - 1);
      case 'ArrowLeft':
        return () => this.#left(selected);
      case 'ArrowRight':
        return () => this.#right(selected);
      case 'Enter':
      case ' ':
        return () => selected >= 0 && this.#ui.select(selected, { detail: true });
      case 'z':
        return () => selected >= 0 && this.#ui.zoomTo(selected);
      case 'Z':
        return () => this.#range.reset();
      case '*':
        return () => this.#levels(Infinity);
      default:
        return /^[1-9]$/.test(key) ? () => this.#levels(Number(key)) : null;
    }
  }

  #levels(levels) {
    this.#rows.openLevels(levels);
    this.keepSelection();
    this.refresh();
    this.center();
  }

  /** Where the selected row is closed away, what closes it is selected. */
  keepSelection() {
    let row = this.#selected;
    while (row >= 0 && this.#rows.indexOf(row) < 0) row = this.#trace.parent[row];
    if (row >= 0 && row !== this.#selected) this.#ui.select(row, {});
  }

  #left(row) {
    if (row < 0) return;
    if (this.#rows.isExpandable(row) && this.#rows.isOpen(row)) this.#toggle(row, false);
    else if (this.#trace.parent[row] >= 0) this.#ui.select(this.#trace.parent[row], {});
  }

  #right(row) {
    if (row < 0 || !this.#rows.isExpandable(row)) return;
    if (!this.#rows.isOpen(row)) {
      this.#toggle(row, true);
      return;
    }
    const next = this.#rows.indexOf(row) + 1;
    const isChild = next < this.#rows.length && this.#trace.parent[this.#rows.at(next)] === row;
    if (isChild) this.#ui.select(this.#rows.at(next), {});
  }
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
