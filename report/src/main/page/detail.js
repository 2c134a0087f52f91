// The panel with all that is known of one span.

import { INCOMPLETE } from './blocks.js';
import { h } from './dom.js';
import { duration, number, percent, shown, timestamp } from './format.js';
import { gaps } from './gaps.js';
import { highlightParts } from './search.js';
import { laidOutSql } from './sql.js';
import { ERROR, LOOP, NO_START, NO_STOP, ORPHAN } from './trace.js';

/** Characters of a value, and of all values of a span together, that are shown at first: browsers are slow with more. */
const LONGEST_VALUE = 100000;
const ROOM = 300000;

/** Of the values that there is no room for so many characters are shown nevertheless. */
const SHORTEST_CUT = 1000;

/** Values of an info that are shown at first. */
const MOST_VALUES = 300;

const TOLD_MS = 1500;

/** Shows one span at a time in its container, the element with data-testid=detail. */
export class DetailView {
  #trace;
  #ui;
  #container;
  #row = -1;
  #turn = 0;
  #room = ROOM;

  constructor(trace, ui, container) {
    this.#trace = trace;
    this.#ui = ui;
    this.#container = container;
    ui.onTheme(() => this.#paintSwatch());
  }

  get isOpen() {
    return !this.#container.hidden;
  }

  /** Shows a row as soon as its infos are there, unless another one was asked for since. */
  async show(i) {
    const turn = ++this.#turn;
    const container = this.#container;
    const again = this.isOpen && this.#row === i;
    const scrolled = again ? container.scrollTop : 0;
    const hadFocus = container.contains(document.activeElement);
    this.#row = i;
    container.hidden = false;
    let infos = this.#trace.infos.cached(i);
    if (infos === null) {
      container.replaceChildren(h('p', { class: 'dim' }, 'Reading …'));
      try {
        infos = await this.#trace.infos.at(i);
      } catch (problem) {
        if (turn === this.#turn) container.replaceChildren(h('p', { class: 'warn' }, INCOMPLETE));
        throw problem;
      }
      if (turn !== this.#turn) return;
    }
    this.#room = ROOM;
    container.replaceChildren(...this.#parts(i, infos));
    this.#paintSwatch();
    container.scrollTop = scrolled;
    if (hadFocus) container.querySelector('h2').focus({ preventScroll: true });
  }

  hide() {
    this.#turn++;
    this.#row = -1;
    this.#container.hidden = true;
    this.#container.replaceChildren();
  }

  #paintSwatch() {
    const swatch = this.#container.querySelector('.swatch');
    if (swatch !== null) swatch.style.backgroundColor = this.#ui.color(this.#trace.service[this.#row]);
  }

  #parts(i, infos) {
    return [
      this.#heading(i),
      this.#error(i, infos),
      ...spanNotes(this.#trace, i, infos).map((note) => h('p', { class: 'warn' }, note)),
      this.#statement(infos.statement()),
      this.#facts(i),
      this.#gaps(i),
      this.#info('Info of the start', infos.start),
      this.#info('Info of the stop', infos.stop),
    ].filter((part) => part !== null);
  }

  #heading(i) {
    const t = this.#trace;
    const state = t.state(i);
    const close = { type: 'button', 'aria-label': 'Close the detail', onclick: () => this.#ui.closeDetail() };
    return h(
      'header',
      null,
      h('h2', { tabindex: '-1' }, this.#marked(t.names.get(t.name[i]))),
      h('button', close, '×'),
      h(
        'p',
        null,
        h('span', { class: 'swatch' }),
        this.#marked(t.services.get(t.service[i]) || 'no service'),
        h('span', { class: state === 'ok' ? 'dim' : state === 'error' ? 'bad' : 'warn' }, state),
      ),
    );
  }

  #error(i, { stop }) {
    if (!(this.#trace.flags[i] & ERROR)) return null;
    const message = stop.text('message');
    return h(
      'div',
      { class: 'error' },
      h('b', null, this.#marked(stop.text('etype') ?? 'Error')),
      message === null ? null : this.#value('pre', message),
    );
  }

  #statement(statement) {
    if (statement === null) return null;
    const heading = h('h3', null, 'Statement ', this.#copyButton('copy-sql', 'statement', statement));
    const text = statement.length > LONGEST_VALUE ? statement : laidOutSql(statement);
    return h('section', null, heading, this.#value('pre', text));
  }

  #facts(i) {
    const t = this.#trace;
    const list = h('dl', null);
    const add = (name, ...value) => list.append(h('dt', null, name), h('dd', null, ...value));
    add('trace_id', this.#marked(t.id(i)), ' ', this.#copyButton('copy-id', 'trace_id', t.id(i)));
    add('parent_id', this.#parent(i));
    add('name', this.#marked(t.names.get(t.name[i])));
    add('service', this.#marked(t.services.get(t.service[i])));
    add('host', this.#marked(t.hosts.get(t.host[i])));
    add('project', this.#marked(t.projects.get(t.project[i])));
    for (const [name, text] of spanTimes(t, i)) add(name, text);
    const critical = t.criticalUs.get(i);
    if (critical !== undefined) add('critical path', exactTime(critical));
    return list;
  }

  #parent(i) {
    const parent = this.#trace.parent[i];
    const id = h('bdi', null, shown(this.#trace.parentId(i)));
    if (parent < 0) return id;
    const onclick = () => this.#ui.select(parent, { detail: true });
    return h('button', { type: 'button', class: 'link', title: 'Select the parent', onclick }, id);
  }

  #gaps(i) {
    const list = gaps(this.#trace, i);
    if (list.length === 0) return null;
    const items = list.map(({ startUs, us }) =>
      h(
        'li',
        { 'data-gap-us': us, 'data-gap-start-us': startUs },
        h('span', { class: 'num' }, duration(us)),
        h('span', { class: 'num' }, percent(us, this.#trace.time(i))),
        h('span', { class: 'dim' }, `from ${duration(startUs)} on`),
      ),
    );
    return h(
      'section',
      { 'data-testid': 'gaps' },
      h('h3', null, 'Times in which no child ran'),
      h('ol', null, ...items),
    );
  }

  #info(title, info, most = MOST_VALUES) {
    if (info === null) return null;
    const leaves = info.leaves();
    const list = h('dl', null);
    for (const { path, kind, value } of leaves.slice(0, most)) {
      const element = this.#value('dd', value === '' ? 'empty' : value);
      if (kind === 'other' || value === '') element.classList.add('dim');
      list.append(h('dt', null, shown(path.join('.'))), element);
    }
    const section = h('section', null, h('h3', null, title), list);
    if (leaves.length > most) {
      const all = () => section.replaceWith(this.#info(title, info, Infinity));
      section.append(h('button', { type: 'button', onclick: all }, `Show all ${number(leaves.length)} values`));
    }
    return section;
  }

  /** An element with a text, of which a very long one is cut until all of it is asked for. */
  #value(tag, text) {
    const element = h(tag, null);
    const cut = cutText(text, Math.max(SHORTEST_CUT, Math.min(LONGEST_VALUE, this.#room)));
    this.#room -= cut.length;
    element.append(...this.#pieces(cut));
    if (cut.length < text.length) {
      const all = () => element.replaceChildren(...this.#pieces(text));
      element.append(h('button', { type: 'button', onclick: all }, `Show all ${number(text.length)} characters`));
    }
    return element;
  }

  /** A text whose direction concerns nothing beside it, with what the present search finds in it marked. */
  #marked(text) {
    return h('bdi', null, ...this.#pieces(text));
  }

  #pieces(text) {
    return highlightParts(text, this.#ui.query()).map((part) =>
      part.hit ? h('mark', null, shown(part.text)) : shown(part.text),
    );
  }

  #copyButton(testId, what, text) {
    const copy = async () => {
      const done = await copyText(text);
      button.textContent = done ? 'Copied' : 'Not copied';
      this.#ui.announce(done ? `The ${what} is copied` : `The browser does not let the page copy the ${what}`);
      setTimeout(() => (button.textContent = 'Copy'), TOLD_MS);
    };
    const button = h(
      'button',
      { type: 'button', 'data-testid': testId, title: `Copy the ${what}`, onclick: copy },
      'Copy',
    );
    return button;
  }
}

/** When a span ran and for how long, as [name, text]. */
export function spanTimes(trace, i) {
  const at = (us) => `${timestamp(trace.startedUs + us)} UTC`;
  const flags = trace.flags[i];
  const times = [
    ['start', flags & NO_START ? 'no start' : at(trace.start[i])],
    ['stop', flags & NO_STOP ? 'no stop' : at(trace.stopped(i))],
    ['offset', exactTime(trace.start[i])],
  ];
  if (trace.state(i) === 'unfinished') return [...times, ['duration', 'unfinished']];
  times.push(['duration', exactTime(trace.dur[i])], ['self', exactTime(trace.self[i])]);
  times.push(['share of trace', percent(trace.time(i), trace.totalUs)]);
  return times;
}

/** What else is to be known of a span, in sentences. */
export function spanNotes(trace, i, { payloads, start, stop }) {
  const notes = [];
  const flags = trace.flags[i];
  if (flags & ORPHAN) notes.push('Its parent is missing: nothing was read of the span that parent_id names.');
  if (flags & LOOP) notes.push('It has no place in the tree: its parents lead in a circle.');
  if (trace.skewed(i)) {
    notes.push('It starts before its parent or stops after it: work that goes on, or clocks of hosts that differ.');
  }
  if (payloads.length > (start === null ? 0 : 1) + (stop === null ? 0 : 1)) {
    notes.push(`${payloads.length} notifications were read of it; the last start and the last stop count.`);
  }
  return notes;
}

/** 1.23 ms (1234 µs) */
function exactTime(us) {
  return Math.abs(us) < 1000 ? duration(us) : `${duration(us)} (${number(us)} µs)`;
}

/** The beginning of a text, which does not end within a character. */
export function cutText(text, length) {
  return text.slice(0, text.length > length && text.codePointAt(length - 1) > 0xffff ? length - 1 : length);
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text); // no clipboard for pages from a disk, or not allowed
  }
}

function copyBySelection(text) {
  const focused = document.activeElement;
  const oncopy = (event) => {
    event.clipboardData.setData('text/plain', text); // the area would change line ends
    event.preventDefault();
  };
  const area = h('textarea', { class: 'unseen', oncopy });
  area.value = text;
  document.body.append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  focused.focus();
  return done;
}
