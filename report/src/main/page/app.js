// The page of one trace: its controls, and what its views share.

import { h, byTestId, setAttribute, pressed } from './dom.js';
import { counted, number, shown, tensOfPercent } from './format.js';
import { nextTask, painted } from './async.js';
import { Rows } from './rows.js';
import { Tree } from './tree.js';
import { Axis, Minimap, TimeRange } from './timeline.js';
import { Theme, serviceRanks } from './theme.js';
import { VIEWS, readHash, writeHash } from './hash.js';
import { Matcher, parseQuery } from './search.js';
import { DetailView } from './detail.js';
import { FlameView } from './flame.js';
import { StatsView, QueriesView } from './stats.js';
import { foldGroups } from './fold.js';
import { skewShifts } from './skew.js';
import { exportMenu } from './menu.js';
import { helpDialog } from './help.js';

const TYPING_MS = 40;
const HASH_MS = 50;
const MOST_SERVICES = 40;
const MOST_PRINTED = 1000;
// Pixels; trace.css has them too.
const PRINTED_LINE = 200;

export class App {
  #trace;
  #theme = new Theme();
  #ranks;
  #rows;
  #range;
  #tree;
  #axis;
  #minimap;
  #detail;
  #views = new Map();
  #view = 'tree';
  #matcher = new Matcher();
  #query = { kind: 'none', text: '' };
  #services = new Set();
  #searching = { cancelled: false };
  #matches = null;
  #shifts = null;
  #groups = null;
  #timers = new Map();

  constructor(trace) {
    this.#trace = trace;
    this.#ranks = serviceRanks(trace);
    this.#rows = new Rows(trace);
    this.#range = new TimeRange(trace.totalUs);
  }

  async start() {
    const { complete } = this.#trace;
    const { span } = readHash(location.hash);
    if (span !== null && this.#trace.find(span) < 0) await complete;
    this.#build();
    this.#applyHash();
    this.#listen();
    await painted();
    document.documentElement.dataset.ready = 'true';
    await nextTask();
    this.#minimap.draw();
    await complete;
    // With the ids that were not there yet.
    if (this.#view === 'tree') this.#tree.render();
    else this.#views.get(this.#view).show();
  }

  // ---- what the views ask for

  color(service) {
    return this.#theme.color(this.#ranks.ranks[service]);
  }

  onTheme(listener) {
    this.#theme.onChange(listener);
  }

  get themeName() {
    return this.#theme.name;
  }

  selected() {
    return this.#tree.selected;
  }

  query() {
    return this.#query;
  }

  matches() {
    return this.#matches;
  }

  /** How far a row is moved because of its clock. */
  shift(i) {
    return this.#shifts === null ? 0 : this.#shifts[i];
  }

  /** The share of the critical path while it is shown, else null. */
  criticalUs(i) {
    return pressed(byTestId('critical-path')) ? (this.#trace.criticalUs.get(i) ?? null) : null;
  }

  announce(text) {
    const element = byTestId('announcements');
    if (element.textContent !== text) element.textContent = text;
  }

  select(i, { detail = false, view } = {}) {
    if (view !== undefined) {
      this.#showView(view);
      this.#focusView();
    }
    if (this.#rows.indexOf(i) < 0) this.#reveal(i);
    this.#tree.select(i);
    if (detail || this.#detail.isOpen) this.#openDetail(i);
    if (this.#view === 'flame') this.#views.get('flame').refresh();
    this.#writeHash();
  }

  zoomTo(i) {
    const start = this.#trace.start[i] + this.shift(i);
    this.#range.zoom(start, start + this.#trace.time(i));
  }

  closeDetail() {
    const hadFocus = document.activeElement.closest('aside') !== null;
    this.#detail.hide();
    this.#layout();
    if (hadFocus || this.#view === 'tree') this.#focusView();
  }

  // ---- building

  #build() {
    const main = document.querySelector('main');
    const summary = byTestId('summary');
    summary.after(this.#toolbar());
    const views = h('div', { class: 'views' });
    const detail = h('aside', { 'data-testid': 'detail', 'aria-label': 'Detail', hidden: true });
    main.append(views, detail);
    views.append(this.#treePanel());
    for (const [name, View] of [
      ['flame', FlameView],
      ['stats', StatsView],
      ['queries', QueriesView],
    ]) {
      const panel = h('section', {
        id: `view-${name}`,
        role: 'tabpanel',
        'aria-labelledby': `tab-${name}`,
        hidden: true,
      });
      views.append(panel);
      this.#views.set(name, new View(this.#trace, this, panel));
    }
    document.body.append(
      h('div', { 'data-testid': 'announcements', class: 'unseen', role: 'status' }),
      helpDialog(() => this.#tree.focus()),
    );
    const grid = document.querySelector('[role=treegrid]');
    this.#tree = new Tree(this.#trace, this.#rows, this.#range, this, grid);
    this.#axis = new Axis(this.#range, byTestId('axis'));
    this.#minimap = new Minimap(this.#trace, this.#range, byTestId('minimap'), this);
    this.#detail = new DetailView(this.#trace, this, detail);
    this.#summaryLinks(summary);
    this.#showCount(this.#trace.n);
  }

  #toolbar() {
    const button = (testId, text, title, onclick) =>
      h('button', { type: 'button', 'data-testid': testId, title, onclick }, text);
    const toggle = (testId, text, title, onclick) => {
      const element = button(testId, text, title, onclick);
      element.setAttribute('aria-pressed', 'false');
      return element;
    };
    const tabs = [
      ['tree', 'Tree'],
      ['flame', 'Flame'],
      ['stats', 'Statistics'],
      ['queries', 'Queries'],
    ].map(([name, text]) =>
      h(
        'button',
        {
          type: 'button',
          role: 'tab',
          id: `tab-${name}`,
          'data-testid': `tab-${name}`,
          'aria-controls': `view-${name}`,
          'aria-selected': name === 'tree' ? 'true' : 'false',
          tabindex: name === 'tree' ? '0' : '-1',
          onclick: () => this.#showView(name, true),
          onkeydown: (event) => this.#onTabKey(event, name),
        },
        text,
      ),
    );
    const search = h('input', {
      type: 'search',
      'data-testid': 'search',
      'aria-label': 'Search',
      placeholder: 'Search  /  for an expression: /…/',
      spellcheck: 'false',
      autocomplete: 'off',
      oninput: () => this.#later('search', TYPING_MS, () => this.#search()),
      onkeydown: (event) => this.#onSearchKey(event),
    });
    return h(
      'nav',
      { class: 'tools', 'aria-label': 'Tools' },
      h('div', { role: 'tablist', 'aria-label': 'Views' }, ...tabs),
      h(
        'div',
        { class: 'find' },
        search,
        h('output', { 'data-testid': 'count', 'aria-label': 'Spans shown' }),
        h('span', { 'data-testid': 'search-message', role: 'alert', hidden: true }),
      ),
      h(
        'div',
        { class: 'buttons' },
        button('next-error', 'Next error', 'Select the next span that failed', () => this.#nextError()),
        toggle('filter-errors', 'Only errors', 'Show the spans that failed and what leads to them', (event) =>
          this.#press(event, () => this.#search()),
        ),
        toggle('critical-path', 'Critical path', 'Mark the spans that the longest root waited for', (event) =>
          this.#press(event, (on) => this.#showCritical(on)),
        ),
        toggle('fold', 'Fold', 'Show five or more alike siblings as one row', (event) =>
          this.#press(event, () => this.#fold()),
        ),
        toggle('skew-toggle', 'Align clocks', 'Move spans of other hosts into their parents', (event) =>
          this.#press(event, (on) => this.#align(on)),
        ),
        exportMenu(this.#trace, this, () => this.#theme.switch()),
        button('help-button', '?', 'Keys', () => this.#help()),
      ),
      this.#serviceButtons(),
    );
  }

  #serviceButtons() {
    const list = h('div', { 'data-testid': 'services', role: 'group', 'aria-label': 'Only these services' });
    for (const service of this.#ranks.order.slice(0, MOST_SERVICES)) {
      const swatch = h('span', { 'data-swatch': true });
      const paint = () => (swatch.style.backgroundColor = this.color(service));
      paint();
      this.onTheme(paint);
      const name = this.#trace.services.get(service);
      list.append(
        h(
          'button',
          {
            type: 'button',
            'data-service': name,
            'aria-pressed': 'false',
            title: 'Show only this service',
            onclick: (event) =>
              this.#press(event, (on) => {
                if (on) this.#services.add(service);
                else this.#services.delete(service);
                this.#search();
              }),
          },
          swatch,
          h('bdi', null, name === '' ? 'no service' : shown(name)),
        ),
      );
    }
    return list;
  }

  #treePanel() {
    return h(
      'section',
      { id: 'view-tree', role: 'tabpanel', 'aria-labelledby': 'tab-tree' },
      h('div', {
        'data-testid': 'minimap',
        role: 'img',
        'aria-label': 'The whole trace; drag to zoom, double click for all',
      }),
      h(
        'div',
        { class: 'columns', 'aria-hidden': 'true' },
        h('div', { class: 'what' }, 'Span'),
        h('div', { class: 'num' }, 'Duration'),
        h('div', { class: 'num self' }, 'Self'),
        h('div', { class: 'num critical' }, 'Critical'),
        h('div', { class: 'line axis', 'data-testid': 'axis' }),
      ),
      h('div', { role: 'treegrid', tabindex: '0', 'aria-label': 'Spans of the trace' }),
    );
  }

  #summaryLinks(summary) {
    const link = (element, title, action) => {
      const button = h('button', { type: 'button', title, onclick: action }, ...element.childNodes);
      element.append(button);
    };
    for (const place of summary.querySelectorAll('[data-place]')) {
      link(place, 'Select the heaviest of these spans', () =>
        this.select(Number(place.dataset.row), { detail: true, view: 'tree' }),
      );
    }
    const errors = summary.querySelector('[data-fact=errors]');
    if (errors !== null) link(errors, 'Select the next error', () => this.#nextError());
    const repeated = summary.querySelector('[data-fact=repeated]');
    if (repeated !== null) link(repeated, 'Show repeated queries', () => this.#showView('queries', true));
  }

  // ---- what happens

  #listen() {
    this.#range.onChange(() => this.#axis.draw(this.#lineWidth()));
    this.#onResize(document.querySelector('[role=treegrid]'), () => this.#layout());
    window.addEventListener('hashchange', async () => {
      await this.#trace.complete;
      this.#applyHash();
    });
    document.addEventListener('keydown', (event) => this.#onKey(event));
    window.addEventListener('beforeprint', () => this.#print(true));
    window.addEventListener('afterprint', () => this.#print(false));
  }

  #onResize(element, action) {
    let told = false; // of the size that it has already
    new ResizeObserver(() => {
      if (told) action();
      told = true;
    }).observe(element);
  }

  #lineWidth() {
    return byTestId('axis').clientWidth;
  }

  #layout() {
    if (this.#view !== 'tree') return;
    this.#tree.reserve(); // with a scroll bar, where there will be one
    const grid = document.querySelector('[role=treegrid]');
    grid.parentElement.style.setProperty('--scroll-bar', `${grid.offsetWidth - grid.clientWidth}px`);
    const width = this.#lineWidth();
    this.#tree.setLineWidth(width);
    this.#axis.draw(width); // it measures its labels: before the rows, which would have to be laid out for that
    this.#tree.refresh();
    if (document.documentElement.dataset.ready) this.#later('minimap', 100, () => this.#minimap.draw());
  }

  #onKey(event) {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.ctrlKey || event.metaKey || event.altKey || typing || event.defaultPrevented) return;
    if (event.key === '/') {
      event.preventDefault();
      const search = byTestId('search');
      search.focus();
      search.select();
    } else if (event.key === '?') {
      this.#help();
    } else if (event.key === 'Escape' && this.#detail.isOpen && !byTestId('help').open) {
      this.closeDetail();
    }
  }

  #help() {
    byTestId('help').showModal();
  }

  #onSearchKey(event) {
    if (event.key === 'Escape') {
      event.preventDefault();
      this.#focusView();
    } else if (event.key === 'Enter') {
      this.#selectFirstMatch();
    }
  }

  #focusView() {
    if (this.#view === 'tree') this.#tree.focus();
    else byTestId(`tab-${this.#view}`).focus();
  }

  async #selectFirstMatch() {
    clearTimeout(this.#timers.get('search'));
    const text = byTestId('search').value;
    await this.#search();
    if (byTestId('search').value !== text) return;
    const row = this.#matches === null ? -1 : this.#matches.indexOf(1);
    if (row >= 0) this.select(row, { view: 'tree' });
  }

  #onTabKey(event, name) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = VIEWS[(VIEWS.indexOf(name) + step + VIEWS.length) % VIEWS.length];
    this.#showView(next, true);
    byTestId(`tab-${next}`).focus();
  }

  #showView(name, byUser = false) {
    this.#view = name;
    for (const each of VIEWS) {
      const tab = byTestId(`tab-${each}`);
      setAttribute(tab, 'aria-selected', each === name);
      tab.tabIndex = each === name ? 0 : -1;
      document.getElementById(`view-${each}`).hidden = each !== name;
    }
    if (name === 'tree') {
      this.#layout();
      this.#tree.center();
    } else {
      this.#views.get(name).show();
    }
    if (byUser) this.#writeHash();
  }

  #press(event, action) {
    const button = event.currentTarget;
    const on = !pressed(button);
    button.setAttribute('aria-pressed', String(on));
    action(on);
  }

  async #search() {
    const text = byTestId('search').value;
    const query = parseQuery(text);
    this.#query = { ...query, text };
    const message = byTestId('search-message');
    message.hidden = query.kind !== 'bad';
    message.textContent = query.kind === 'bad' ? query.message : '';
    this.#searching.cancelled = true;
    const token = { cancelled: false };
    this.#searching = token;
    const errorsOnly = pressed(byTestId('filter-errors'));
    if ((query.kind === 'none' || query.kind === 'bad') && !errorsOnly && this.#services.size === 0) {
      this.#filter(null, this.#trace.n);
      return;
    }
    const asked = { query: query.kind === 'bad' ? { kind: 'none' } : query, errorsOnly, services: this.#services };
    const found = await this.#matcher.matches(this.#trace, asked, token, (share) => this.#showProgress(share));
    if (found !== null) this.#filter(found.rows, found.count);
  }

  #filter(matches, count) {
    this.#matches = matches;
    this.#rows.filter(matches);
    this.#tree.refresh();
    this.#tree.center();
    this.#showCount(count);
    if (this.#detail.isOpen) this.#detail.show(this.#tree.selected); // its marks are others now
    this.#views.get('flame').refresh();
  }

  #showCount(count) {
    byTestId('count').textContent = `${number(count)} / ${number(this.#trace.n)}`;
  }

  #showProgress(share) {
    if (share < 1) byTestId('count').textContent = `${tensOfPercent(share)} …`;
  }

  #nextError() {
    const t = this.#trace;
    for (let step = 1; step <= t.n; step++) {
      const i = (this.#tree.selected + step) % t.n;
      if (t.state(i) === 'error') {
        this.select(i, { view: 'tree' });
        this.announce(`Error in ${t.names.get(t.name[i])}`);
        return;
      }
    }
    this.announce('This trace has no errors');
  }

  #showCritical(on) {
    document.querySelector('main').classList.toggle('with-critical', on);
    if (on) this.announce(`The critical path leads through ${counted(this.#trace.criticalUs.size, 'span')}`);
    this.#layout();
  }

  async #fold() {
    this.#groups ??= foldGroups(this.#trace);
    const groups = await this.#groups;
    this.#rows.fold(pressed(byTestId('fold')) ? groups : null);
    this.#tree.keepSelection();
    this.#tree.refresh();
    this.#tree.center();
  }

  #align(on) {
    this.#shifts = on ? skewShifts(this.#trace) : null;
    this.#tree.render();
  }

  #reveal(i) {
    if (this.#rows.isFilteredOut(i)) this.#clearFilters();
    this.#rows.reveal(i);
    this.#tree.refresh();
  }

  #clearFilters() {
    byTestId('search').value = '';
    byTestId('filter-errors').setAttribute('aria-pressed', 'false');
    for (const button of byTestId('services').children) button.setAttribute('aria-pressed', 'false');
    this.#services.clear();
    this.#search();
  }

  #openDetail(i) {
    const wasOpen = this.#detail.isOpen;
    this.#detail.show(i);
    if (!wasOpen) {
      this.#layout();
      this.#tree.select(i);
    }
  }

  // ---- the address

  #writeHash() {
    this.#later('hash', HASH_MS, async () => {
      const before = location.hash;
      await this.#trace.complete;
      if (location.hash !== before) return; // another one was entered
      const i = this.#tree.selected;
      history.replaceState(null, '', writeHash(i < 0 ? null : this.#trace.id(i), this.#view));
    });
  }

  #applyHash() {
    clearTimeout(this.#timers.get('hash'));
    const { span, view } = readHash(location.hash);
    this.#showView(view ?? this.#view);
    const row = span === null ? -1 : this.#trace.find(span);
    if (row < 0) {
      if (span !== null && span !== '') this.announce('The link names a span that is not in this trace');
      return;
    }
    if (this.#rows.indexOf(row) < 0 || this.#rows.foldedSize(row) > 0) this.#reveal(row);
    this.#tree.select(row);
    this.#tree.center();
    if (this.#detail.isOpen) this.#detail.show(row);
  }

  #later(name, ms, action) {
    clearTimeout(this.#timers.get(name));
    this.#timers.set(name, setTimeout(action, ms));
  }

  #print(on) {
    if (on) {
      this.#tree.setLineWidth(PRINTED_LINE);
      this.#axis.draw(PRINTED_LINE);
      this.#tree.renderRows(0, Math.min(this.#rows.length, MOST_PRINTED), 0);
    } else {
      this.#tree.shrink();
      this.#layout();
    }
  }
}
