// The part of the trace's time that is shown, its axis, and the small picture of the whole above it.

import { h, setAttribute } from './dom.js';
import { tick } from './format.js';
import { breathing } from './async.js';

const SHORTEST_US = 10;
const TICK_WIDTH = 84;
const FEWEST_TICKS = 3;

/** Shown time, from and to in whole microseconds since the trace's start. */
export class TimeRange {
  #listeners = [];

  constructor(totalUs) {
    this.totalUs = totalUs;
    this.from = 0;
    this.to = totalUs;
  }

  get isWhole() {
    return this.from <= 0 && this.to >= this.totalUs;
  }

  onChange(listener) {
    this.#listeners.push(listener);
  }

  /** Shows this much of the whole; never less than some microseconds. */
  zoom(from, to) {
    const length = Math.min(Math.max(to - from, SHORTEST_US), Math.max(this.totalUs, SHORTEST_US));
    const middle = (from + to) / 2;
    const wanted = to - from < length ? middle - length / 2 : from;
    this.from = Math.round(Math.max(0, Math.min(wanted, this.totalUs - length)));
    this.to = this.from + Math.round(length);
    for (const listener of this.#listeners) listener();
  }

  reset() {
    this.from = 0;
    this.to = this.totalUs;
    for (const listener of this.#listeners) listener();
  }

  /** Pixels from the left, of so many. */
  x(us, width) {
    return this.to > this.from ? ((us - this.from) / (this.to - this.from)) * width : 0;
  }
}

/** Round times inside of a range, for so many pixels. */
export function ticks(from, to, width) {
  const wanted = Math.max(FEWEST_TICKS, Math.floor(width / TICK_WIDTH));
  const length = to - from;
  if (!(length > 0)) return [from];
  let step = roundStep(length / wanted);
  const inside = (distance) => Math.floor(to / distance) - Math.ceil(from / distance) + 1;
  // No step is more than 2.5 times the one before it, so that this finds a smaller one.
  while (inside(step) < FEWEST_TICKS && step > 1) step = roundStep(step / 2.6);
  const times = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) times.push(at);
  return times;
}

const STEPS_OVER_A_SECOND = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400];

/** The next round number of microseconds from here on. */
function roundStep(us) {
  if (us > 1e6) {
    const seconds = STEPS_OVER_A_SECOND.find((each) => each * 1e6 >= us);
    return (seconds ?? Math.ceil(us / 86400e6) * 86400) * 1e6;
  }
  const power = 10 ** Math.floor(Math.log10(Math.max(us, 1)));
  return Math.max(1, power * [1, 2, 5, 10].find((each) => each * power >= us * 0.999));
}

export class Axis {
  #range;
  #element;

  constructor(range, element) {
    this.#range = range;
    this.#element = element;
  }

  draw(width) {
    const { from, to } = this.#range;
    setAttribute(this.#element, 'data-from-us', from);
    setAttribute(this.#element, 'data-to-us', to);
    const times = ticks(from, to, width);
    const step = times.length > 1 ? times[1] - times[0] : to - from;
    const labels = times.map((us) => {
      const label = h('span', null, tick(us, step));
      label.style.left = `${this.#range.x(us, width)}px`;
      return label;
    });
    this.#element.replaceChildren(...labels);
    this.#unstack(labels, width);
  }

  /** No label beyond the right edge, none over another. */
  #unstack(labels, width) {
    const boxes = labels.map((label) => [label.offsetLeft, label.offsetWidth]);
    let free = -Infinity;
    for (let k = 0; k < labels.length; k++) {
      const [left, size] = boxes[k];
      const at = Math.min(left, width - size);
      if (at !== left) labels[k].style.left = `${at}px`;
      labels[k].hidden = at < free;
      if (!labels[k].hidden) free = at + size + 4;
    }
  }
}

const MAP_LEVELS = 12;

/** The whole trace in a few pixels; dragging shows a part of it, a double click all. */
export class Minimap {
  #trace;
  #range;
  #element;
  #canvas;
  #shade;
  #ui;
  #drawing = 0;

  constructor(trace, range, element, ui) {
    this.#trace = trace;
    this.#range = range;
    this.#element = element;
    this.#ui = ui;
    this.#canvas = h('canvas', { 'aria-hidden': 'true' });
    this.#shade = [h('div', { class: 'shade' }), h('div', { class: 'shade' })];
    element.append(this.#canvas, ...this.#shade);
    element.addEventListener('pointerdown', (event) => this.#drag(event));
    element.addEventListener('dblclick', () => range.reset());
    range.onChange(() => this.#showRange());
    ui.onTheme(() => this.draw());
  }

  #us(event) {
    const box = this.#element.getBoundingClientRect();
    return Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * this.#range.totalUs;
  }

  #drag(event) {
    if (event.button !== 0) return;
    const begun = this.#us(event);
    const x = event.clientX;
    let dragged = false;
    this.#element.setPointerCapture(event.pointerId);
    const move = (now) => {
      dragged ||= Math.abs(now.clientX - x) > 3;
      if (!dragged) return;
      const at = this.#us(now);
      this.#range.zoom(Math.round(Math.min(begun, at)), Math.round(Math.max(begun, at)));
    };
    const end = () => {
      this.#element.removeEventListener('pointermove', move);
      this.#element.removeEventListener('pointerup', end);
      this.#element.removeEventListener('pointercancel', end);
    };
    this.#element.addEventListener('pointermove', move);
    this.#element.addEventListener('pointerup', end);
    this.#element.addEventListener('pointercancel', end);
  }

  #showRange() {
    const { from, to, totalUs } = this.#range;
    const share = (us) => `${totalUs > 0 ? (100 * us) / totalUs : 0}%`;
    this.#shade[0].style.width = share(from);
    this.#shade[1].style.width = share(totalUs - to);
  }

  /** Draws all spans, each as wide as it is long, its level the height. */
  async draw() {
    const turn = ++this.#drawing;
    const { clientWidth: width, clientHeight: height } = this.#element;
    if (width === 0) return;
    const trace = this.#trace;
    const scale = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(width * scale);
    this.#canvas.height = Math.round(height * scale);
    const context = this.#canvas.getContext('2d');
    context.scale(scale, scale);
    const levels = Math.min(MAP_LEVELS, deepest(trace) + 1);
    const line = height / levels;
    const colors = Array.from({ length: Math.min(trace.services.size, 512) }, (_, k) => this.#ui.color(k));
    const drawnTo = new Float64Array(levels).fill(-1);
    const perUs = trace.totalUs > 0 ? width / trace.totalUs : 0;
    const breath = breathing();
    for (let i = 0; i < trace.n; i++) {
      if ((i & 0x1fff) === 0 && breath.due()) {
        await breath.pause();
        if (turn !== this.#drawing) return;
      }
      const level = Math.min(trace.depth[i], levels - 1);
      const x = trace.start[i] * perUs;
      const end = x + Math.max(trace.time(i) * perUs, 0.5);
      if (end - drawnTo[level] < 0.5 && x >= drawnTo[level] - 1) continue; // where another one has been drawn
      context.fillStyle = colors[trace.service[i]] ?? this.#ui.color(trace.service[i]);
      context.fillRect(x, level * line, Math.max(end - x, 1), Math.max(line - 1, 1));
      drawnTo[level] = end;
    }
  }
}

function deepest(trace) {
  let depth = 0;
  for (let i = 0; i < trace.n; i++) if (trace.depth[i] > depth) depth = trace.depth[i];
  return depth;
}
