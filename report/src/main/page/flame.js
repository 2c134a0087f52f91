// The tab of the flame: drawn on a canvas; its large frames and the current one are elements above that.

import { h, setAttribute } from './dom.js';
import { counted, duration, oneLine, percent, shown } from './format.js';
import { FlamePicture, heavyFlame, timeFlame } from './frames.js';
import { Axis, TimeRange } from './timeline.js';

const LINE = 20;

export class FlameView {
  #trace;
  #ui;
  #container;
  #range;
  #flames = new Map();
  #kind = timeFlame;
  #flame = null;
  #picture = null;
  /** Left-heavy: the frame that is as wide as the view. */
  #zoomed = null;
  /** The current frame's row. */
  #row = -1;
  #selected = -1;
  #drawing = 0;
  #order;
  #axis;
  #canvas;
  #frames;
  #plot;
  #tip;
  #scroll;
  #busy = false;

  constructor(trace, ui, container) {
    this.#trace = trace;
    this.#ui = ui;
    this.#container = container;
    this.#range = new TimeRange(trace.totalUs);
  }

  /** Called each time the tab is opened. */
  show() {
    if (!this.#scroll) this.#build();
    return this.#open();
  }

  /** Draws what can be seen before the next paint; after a change of the selection or of what matches. */
  refresh() {
    if (!this.#scroll) return;
    cancelAnimationFrame(this.#drawing);
    this.#drawing = requestAnimationFrame(() => this.#layOut());
  }

  #build() {
    const refresh = () => this.refresh();
    const button = (text, title, onclick) => h('button', { type: 'button', 'aria-label': title, title, onclick }, text);
    this.#order = button('Left-heavy', 'Left-heavy: alike siblings as one frame', () => this.#turn());
    setAttribute(this.#order, 'data-testid', 'flame-order');
    setAttribute(this.#order, 'aria-pressed', 'false');
    this.#axis = h('div', { class: 'axis flame-axis', 'aria-hidden': 'true' });
    this.#canvas = h('canvas', { 'aria-hidden': 'true' });
    this.#frames = h('div');
    this.#plot = h('div', { class: 'flame-plot' }, this.#canvas, this.#frames);
    this.#plot.style.height = `${LINE * (1 + this.#trace.depth.reduce((a, b) => Math.max(a, b), 0))}px`;
    this.#tip = h('div', { class: 'flame-tip', role: 'tooltip', hidden: true });
    this.#scroll = h(
      'div',
      {
        class: 'flame-scroll',
        role: 'tree',
        tabindex: '0',
        'aria-label': 'Flame: arrows lead from frame to frame, Enter opens one, + and - zoom, Escape leads back',
        onscroll: refresh,
        onfocus: refresh,
        onblur: () => this.#tell(),
        onkeydown: (event) => this.#key(event),
        onclick: (event) => this.#use(this.#frameAt(event)),
        onwheel: (event) => this.#wheel(event),
        onpointermove: (event) => this.#tell(this.#frameAt(event), event.clientX + 12, event.clientY + 16),
        onpointerleave: () => this.#tell(),
      },
      this.#plot,
    );
    const tools = [
      this.#order,
      button('−', 'Zoom out', () => this.#zoom(2)),
      button('+', 'Zoom in', () => this.#zoom(0.5)),
    ];
    this.#container.append(
      h(
        'div',
        { class: 'flame', 'data-testid': 'flame' },
        h('div', { class: 'flame-tools' }, tools),
        this.#axis,
        this.#scroll,
        this.#tip,
      ),
    );
    this.#range.onChange(refresh);
    this.#ui.onTheme(refresh);
    new ResizeObserver(refresh).observe(this.#scroll);
  }

  async #open() {
    const kind = this.#kind;
    if (!this.#flames.has(kind)) this.#flames.set(kind, kind(this.#trace));
    const flame = await this.#flames.get(kind);
    if (kind !== this.#kind) return;
    this.#flame = flame;
    this.#zoomed ??= flame.root;
    this.#axis.hidden = kind === heavyFlame;
    this.refresh();
  }

  #turn() {
    this.#kind = this.#kind === timeFlame ? heavyFlame : timeFlame;
    setAttribute(this.#order, 'aria-pressed', this.#kind === heavyFlame);
    this.#flame = this.#picture = this.#zoomed = null;
    this.#frames.replaceChildren();
    this.#open();
  }

  async #layOut() {
    const flame = this.#flame;
    const width = this.#plot.clientWidth;
    if (width === 0) this.#frames.replaceChildren();
    if (!flame || width === 0) return;
    if (this.#busy) return this.refresh();
    const selected = this.#ui.selected();
    if (selected !== this.#selected && selected >= 0 && !this.#zoomed) this.#go(selected);
    this.#selected = selected;
    const { scrollTop, clientHeight } = this.#scroll;
    const top = Math.max(0, Math.floor(scrollTop / LINE) - 1);
    const picture = new FlamePicture(width, top, Math.floor((scrollTop + clientHeight) / LINE) + 1, this.#row);
    this.#busy = true;
    await flame.layOut(picture, this.#zoomed ?? this.#range);
    this.#busy = false;
    if (flame !== this.#flame) return;
    this.#picture = picture;
    this.#place(picture);
    this.#draw(picture);
  }

  #place({ width, large, current }) {
    if (!this.#zoomed) new Axis(this.#range, this.#axis).draw(width);
    const elements = large
      .filter(({ row }) => row !== this.#row)
      .concat(current ?? [])
      .map((frame) => this.#element(frame));
    this.#frames.replaceChildren(...elements);
    setAttribute(this.#scroll, 'aria-activedescendant', current && 'flame-current');
    if (!current) return;
    elements.at(-1).id = 'flame-current';
    const { left, bottom } = elements.at(-1).getBoundingClientRect();
    if (this.#scroll.matches(':focus-visible')) this.#tell(current, Math.max(left, 0) + 8, bottom + 4);
  }

  #element(frame) {
    const { row, level, x, width, rows, total } = frame;
    const trace = this.#trace;
    const element = h('div', {
      role: 'treeitem',
      'aria-level': level + 1,
      'aria-label': this.#words(frame).join(', '),
      'data-frame': row,
      'data-level': level + 1,
      'data-name': trace.names.get(trace.name[row]),
      'data-label': trace.labels.get(trace.label[row]),
      'data-count': rows.length,
      'data-total-us': total,
      'data-span-id': this.#zoomed ? null : trace.id(row),
    });
    element.style.left = `${x}px`;
    element.style.top = `${level * LINE}px`;
    element.style.width = `${width}px`;
    return element;
  }

  /** Name, label, and what there is to say of a frame. */
  #words({ row, rows, total, self, errors }) {
    const trace = this.#trace;
    const facts = [
      rows.length === 1 && trace.state(row) === 'unfinished' ? 'unfinished' : duration(total),
      percent(total, this.#flame.whole),
      `self ${duration(self)}`,
      counted(rows.length, 'span'),
      errors > 0 && counted(errors, 'error'),
      trace.services.get(trace.service[row]),
    ];
    const texts = [
      trace.names.get(trace.name[row]),
      trace.labels.get(trace.label[row]),
      facts.filter(Boolean).join(' · '),
    ];
    return texts.map((text) => shown(oneLine(text, 300)));
  }

  /** Shows what there is to say of a frame, or nothing. */
  #tell(frame, x, y) {
    this.#tip.hidden = !frame;
    if (!frame) return;
    this.#tip.replaceChildren(...this.#words(frame).map((text) => h('bdi', null, text)));
    this.#tip.style.left = `max(4px, min(${x}px, 100vw - ${this.#tip.offsetWidth + 4}px))`;
    this.#tip.style.top = `min(${y}px, 100vh - ${this.#tip.offsetHeight + 4}px)`;
  }

  #draw({ width, lines, top }) {
    const canvas = this.#canvas;
    const scroll = this.#scroll;
    const scale = devicePixelRatio;
    const height = Math.min(scroll.clientHeight, this.#plot.clientHeight);
    canvas.width = Math.round(width * scale);
    canvas.height = Math.round(height * scale);
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext('2d');
    context.scale(scale, scale);
    context.font = '12px system-ui, sans-serif';
    context.textBaseline = 'middle';
    context.lineWidth = 2;
    // By a property of its own, for a variable's value may be what a canvas does not know, such as light-dark().
    const css = (name) => {
      canvas.style.color = `var(${name})`;
      return getComputedStyle(canvas).color;
    };
    const [strip, bad, mark] = ['--line', '--bad', '--mark'].map(css);
    const paints = new Map();
    const paint = (what, color) => {
      if (!paints.has(what)) paints.set(what, { fill: color, ink: inkOn(context, color) });
      return paints.get(what);
    };
    const matches = this.#ui.matches?.();
    const draw = (frame, y) => {
      const { row, x, rows, errors } = frame;
      const wide = Math.max(frame.width > 2 ? frame.width - 1 : frame.width, 1);
      const box = (color, from, to) => {
        context.fillStyle = color;
        context.fillRect(x, y + from, wide, to - from);
      };
      if (row < 0) return box(strip, 0, LINE - 1);
      const service = this.#trace.service[row];
      const isMatch = matches && rows.some((each) => matches[each]);
      const { fill, ink } = isMatch ? paint('mark', mark) : paint(service, this.#ui.color(service));
      box(fill, 0, LINE - 1);
      if (errors > 0) box(bad, LINE - 4, LINE - 1);
      if (row === this.#row) {
        context.strokeStyle = ink;
        context.strokeRect(x + 1, y + 1, Math.max(wide - 2, 1), LINE - 3);
      }
      const left = Math.max(x, 0) + 4;
      const room = x + wide - 4 - left;
      if (room < 20) return;
      const [name, label] = this.#words(frame).map((text) => `\u2068${text}\u2069`);
      const text = `${errors > 0 ? '! ' : ''}${name}${rows.length > 1 ? ` ×${rows.length}` : ''} ${label}`;
      const share = room / context.measureText(text).width;
      context.fillStyle = ink;
      context.fillText(share < 1 ? text.slice(0, text.length * share - 1) + '…' : text, left, y + LINE / 2, room);
    };
    lines.forEach((line, k) => line.forEach((frame) => draw(frame, (top + k) * LINE - scroll.scrollTop)));
  }

  /** The frame under the pointer; a screen reader clicks elements. */
  #frameAt({ target, clientX, clientY }) {
    const picture = this.#picture;
    if (!picture) return null;
    const row = target.getAttribute('data-frame');
    if (row) return [picture.current, ...picture.large].find((frame) => frame?.row === Number(row));
    const { left, top } = this.#plot.getBoundingClientRect();
    const x = clientX - left;
    const line = picture.line(Math.floor((clientY - top) / LINE));
    return line.findLast((frame) => frame.row >= 0 && x >= frame.x && x <= frame.x + Math.max(frame.width, 2));
  }

  #use(frame) {
    if (!frame) return;
    this.#row = frame.row;
    if (this.#zoomed) {
      this.#zoomed = frame.source;
    } else {
      this.#selected = frame.row;
      this.#ui.select(frame.row, { detail: true });
    }
    this.refresh();
  }

  /** Makes a row's frame the current one and brings its level into view. */
  #go(row) {
    this.#row = row;
    const scroll = this.#scroll;
    const y = this.#trace.depth[row] * LINE;
    scroll.scrollTop = Math.max(Math.min(scroll.scrollTop, y), y + LINE - scroll.clientHeight);
    this.refresh();
  }

  #key(event) {
    const { key } = event;
    if (!this.#picture || event.ctrlKey || event.altKey || event.metaKey) return;
    if (key === 'Enter') this.#use(this.#picture.current);
    else if (key === '+') this.#zoom(0.5);
    else if (key === '-') this.#zoom(2);
    else if (key.startsWith('Arrow')) this.#move(key);
    else if (key !== 'Escape' || !this.#zoom(Infinity)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  #move(key) {
    const { current, lines } = this.#picture;
    const level = current ? current.level + (key === 'ArrowDown' ? 1 : 0) : 0;
    const frames = this.#picture
      .line(level)
      .filter(({ row, up }) => row >= 0 && (level === current?.level || up.row === (current?.row ?? -1)));
    frames.sort((a, b) => a.x - b.x);
    const at = frames.findIndex(({ row }) => row === current?.row);
    const widest = () => frames.reduce((a, b) => (b.width > a.width ? b : a), frames[0]);
    const to = key === 'ArrowUp' ? current?.up : at < 0 ? widest() : frames[at + (key === 'ArrowLeft' ? -1 : 1)];
    const next = to ?? (current ? null : lines.flat().find(({ row }) => row >= 0));
    if (next?.row >= 0) this.#go(next.row);
  }

  /**
   * In order of time, shows so many times as much, around a share of the width or the current frame; left-heavy, the
   * current frame or the one above. False if all is shown.
   */
  #zoom(factor, share) {
    if (!this.#picture) return false;
    const { from, to, totalUs, isWhole } = this.#range;
    const { current, width } = this.#picture;
    const frame = factor < 1 ? current?.source : this.#zoomed?.up;
    if (this.#zoomed ? !frame : factor > 1 && isWhole) return false;
    if (this.#zoomed) {
      this.#zoomed = frame;
      this.refresh();
    } else {
      const length = Math.min((to - from) * factor, totalUs);
      const around = share ?? (current ? (current.x + current.width / 2) / width : 0.5);
      this.#showTime(from + around * (to - from - length), length);
    }
    return true;
  }

  #showTime(from, length) {
    const start = Math.max(0, Math.min(from, this.#range.totalUs - length));
    this.#range.zoom(start, start + length);
  }

  #wheel(event) {
    if (this.#zoomed || !this.#picture || !(event.ctrlKey || event.deltaX)) return;
    event.preventDefault();
    const { from, to } = this.#range;
    const { left, width } = this.#plot.getBoundingClientRect();
    if (event.ctrlKey) this.#zoom(2 ** (event.deltaY / 200), (event.clientX - left) / width);
    else this.#showTime(from + (event.deltaX / width) * (to - from), to - from);
  }
}

/** Black or white, whichever can be read on a colour. */
function inkOn(context, color) {
  context.fillStyle = color;
  const [r, g, b] = context.fillStyle.match(/[0-9a-f]{2}/g).map((hex) => (parseInt(hex, 16) / 255) ** 2.2);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.18 ? '#000' : '#fff';
}
