// What a flame shows: spans in order of time, or left-heavy, where alike siblings are one frame.

import { breathing } from './async.js';

const NARROWEST = 0.5;
const LARGE = 0.01;
const MOST_LARGE = 300;
/** Lighter ones can never be seen beside their siblings. */
const LIGHTEST = 1 / 16384;

/**
 * The frames of each line from one level to another, later ones over earlier ones. A frame's row is that of its first
 * span; -1 where several are too narrow to be told apart.
 */
export class FlamePicture {
  /** The large ones of the first two levels. */
  large = [];
  current = null;

  constructor(width, top, bottom, row) {
    Object.assign(this, { width, top, row, lowest: Math.max(bottom, 1) });
    this.lines = Array.from({ length: bottom - top + 1 }, () => []);
  }

  line(level) {
    return this.lines[level - this.top] ?? [];
  }

  add(frame, left, width, isLarge) {
    const x = Math.max(left, -2);
    const end = Math.min(left + width, this.width + 2);
    const line = this.line(frame.level);
    const placed = { ...frame, source: frame, x, width: Math.max(end - x, 0) };
    if (frame.row === this.row) this.current = placed;
    if (isLarge && frame.level < 2 && this.large.length < MOST_LARGE) this.large.push(placed);
    while (line.length > 0 && line.at(-1).x > x - 0.25 && line.at(-1).x + line.at(-1).width < end + 0.25) line.pop();
    line.push(placed);
  }

  addNarrow(level, x, width) {
    const line = this.line(level);
    const end = x + Math.max(width, NARROWEST);
    const last = line.at(-1);
    const lastEnd = last?.x <= x ? last.x + last.width : -Infinity;
    if (end <= lastEnd) return;
    if (last?.row === -1 && x <= lastEnd + 1) last.width = end - last.x;
    else line.push({ row: -1, x, width: end - x });
  }
}

/** Each span a frame, at its time. */
export async function timeFlame(trace) {
  const { n, start, depth, parent, end } = trace;
  const breath = breathing();
  const begin = start.slice(); // of a span and all below it
  const stop = new Float64Array(n);
  for (let row = n - 1; row >= 0; row--) {
    if ((row & 0x3fff) === 0 && breath.due()) await breath.pause();
    const p = parent[row];
    stop[row] = Math.max(stop[row], start[row] + trace.time(row));
    if (p < 0) continue;
    begin[p] = Math.min(begin[p], begin[row]);
    stop[p] = Math.max(stop[p], stop[row]);
  }

  /** Fills a picture with what lies between two times. */
  async function layOut(picture, { from, to }) {
    const scale = picture.width / Math.max(to - from, 1);
    const place = (row) => {
      const total = trace.time(row);
      const isLarge = total >= LARGE * (to - from) - 1e-6;
      picture.add({ row, level: depth[row] }, (start[row] - from) * scale, Math.max(total * scale, 1), isLarge);
    };
    for (let row = 0, steps = 0; row < n;) {
      if ((++steps & 0xfff) === 0 && breath.due()) await breath.pause();
      const width = (stop[row] - begin[row]) * scale;
      if (depth[row] > picture.lowest || begin[row] > to || stop[row] < from) {
        row = end[row];
      } else if (width < NARROWEST) {
        picture.addNarrow(depth[row], (begin[row] - from) * scale, width);
        row = end[row];
      } else {
        place(row++);
      }
    }
    if (picture.row >= 0 && !picture.current) place(picture.row);
    for (const frame of [...picture.lines.flat(), ...picture.large, picture.current ?? []]) {
      const { row } = frame;
      if (!(row >= 0)) continue;
      const errors = trace.state(row) === 'error' ? 1 : 0;
      const self = trace.self[row];
      Object.assign(frame, { up: { row: parent[row] }, rows: [row], total: trace.time(row), self, errors });
    }
  }
  return { whole: trace.totalUs, layOut };
}

/** Alike siblings as one frame, on every level, the heaviest at the left; frames are made once they can be seen. */
export async function heavyFlame(trace) {
  const { n, end, parent } = trace;
  const alike = await trace.alike();
  const root = newFrame(-1, -1, null);
  root.rows.push(-1);
  const weights = new Float64Array(n); // a span's time; of one that has none, its children's
  const breath = breathing();
  for (let row = n - 1; row >= 0; row--) {
    if ((row & 0x3fff) === 0 && breath.due()) await breath.pause();
    weights[row] = trace.time(row) || weights[row];
    if (parent[row] >= 0) {
      weights[parent[row]] += weights[row];
    } else {
      root.weight += weights[row];
      root.total += trace.time(row);
    }
  }
  const kindWeights = new Float64Array(trace.alikeCount);
  let steps = 0;

  async function eachBelow(frame, visit) {
    for (const span of frame.rows) {
      const stop = span < 0 ? n : end[span];
      for (let row = span + 1; row < stop; row = end[row]) {
        if ((++steps & 0xfff) === 0 && breath.due()) await breath.pause();
        visit(row, alike[row]);
      }
    }
  }

  /** Makes the frames below one. */
  async function unfold(frame) {
    frame.below = 0;
    await eachBelow(frame, (row, kind) => {
      kindWeights[kind] += weights[row];
      frame.below += weights[row];
    });
    const kids = new Map();
    await eachBelow(frame, (row, kind) => {
      if (kindWeights[kind] <= frame.below * LIGHTEST) return;
      if (!kids.has(kind)) kids.set(kind, newFrame(row, frame.level + 1, frame));
      const kid = kids.get(kind);
      kid.weight = kindWeights[kind];
      kid.rows.push(row);
      kid.total += trace.time(row);
      kid.self += trace.self[row];
      if (trace.state(row) === 'error') kid.errors++;
    });
    await eachBelow(frame, (row, kind) => (kindWeights[kind] = 0));
    frame.kids = [...kids.values()].sort((a, b) => b.total - a.total || b.weight - a.weight || a.row - b.row);
  }

  /**
   * Fills a picture with one frame over the whole width, what is below it, and what leads to it. Children that ran side
   * by side share their parent's width.
   */
  async function layOut(picture, zoomed) {
    const large = LARGE * (zoomed.up ? zoomed.weight : root.total);
    for (let frame = zoomed; frame.up; frame = frame.up) picture.add(frame, 0, picture.width, true);
    const open = [[zoomed, 0, picture.width]];
    while (open.length > 0) {
      const [frame, left, width] = open.pop();
      if (frame.level >= picture.lowest) continue;
      if (!frame.kids) await unfold(frame);
      const scale = width / (Math.max(frame.weight, frame.below) || 1);
      let x = left;
      for (const kid of frame.kids) {
        const wide = kid.weight * scale;
        if (wide < NARROWEST) continue;
        picture.add(kid, x, wide, kid.total > 0 && kid.total >= large);
        open.push([kid, x, wide]);
        x += wide;
      }
      const rest = left + frame.below * scale - x;
      if (rest > NARROWEST) picture.addNarrow(frame.level + 1, x, rest);
    }
  }
  return { whole: root.total, root, layOut };
}

function newFrame(row, level, up) {
  return { row, level, up, rows: [], total: 0, self: 0, errors: 0, weight: 0, below: 0, kids: null };
}
