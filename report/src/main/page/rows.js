// Which spans have a row in the tree at present: what is open, folded, filtered.

const MATCH = 1;
const CONTEXT = 2;

const FEW = 500;

export class Rows {
  #trace;
  #open;
  #list;
  #openGroups = new Set();
  #closedWhileFiltered = new Set();
  #groups = null;
  #kept = null;

  constructor(trace) {
    this.#trace = trace;
    this.#open = new Uint8Array(trace.n);
    this.#list = new Uint32Array(trace.n);
    this.length = 0;
    this.openLevels(levelsOfFew(trace));
  }

  at(position) {
    return this.#list[position];
  }

  /** Where a row stands, or -1 when it has none. */
  indexOf(row) {
    let from = 0;
    let to = this.length - 1;
    while (from <= to) {
      const middle = (from + to) >> 1;
      const at = this.#list[middle];
      if (at === row) return middle;
      if (at < row) from = middle + 1;
      else to = middle - 1;
    }
    return -1;
  }

  get filtered() {
    return this.#kept !== null;
  }

  get folding() {
    return this.#groups !== null;
  }

  isContext(row) {
    return this.#kept !== null && this.#kept[row] === CONTEXT;
  }

  /** How many alike siblings a row stands for, or 0. */
  foldedSize(row) {
    return this.#isFolded(row) ? this.#groups.sizeOf(row) : 0;
  }

  foldedTotal(row) {
    return this.#groups.totalUs(row);
  }

  #isFolded(row) {
    return this.#groups !== null && this.#kept === null && this.#groups.sizeOf(row) > 0 && !this.#openGroups.has(row);
  }

  isExpandable(row) {
    return this.#trace.hasChildren(row) || this.#isFolded(row);
  }

  isOpen(row) {
    if (this.#isFolded(row)) return false;
    return this.#kept === null ? this.#open[row] === 1 : !this.#closedWhileFiltered.has(row);
  }

  /** Errors that a closed row hides. */
  errorsBelow(row) {
    if (this.isOpen(row)) return 0;
    if (this.#isFolded(row)) return this.#groups.errorsBelow(row);
    return this.#trace.errorsBetween(row + 1, this.#trace.end[row]);
  }

  setOpen(row, open) {
    if (this.#isFolded(row)) {
      if (open) this.#openGroups.add(row);
    } else if (this.#kept !== null) {
      if (open) this.#closedWhileFiltered.delete(row);
      else this.#closedWhileFiltered.add(row);
    } else {
      this.#open[row] = open ? 1 : 0;
    }
    this.#rebuild();
  }

  /** Shows that many levels. */
  openLevels(levels) {
    const { depth, n } = this.#trace;
    for (let i = 0; i < n; i++) this.#open[i] = depth[i] + 1 < levels ? 1 : 0;
    this.#closedWhileFiltered.clear();
    this.#rebuild();
  }

  /** Opens all that hides a row. */
  reveal(row) {
    const { parent } = this.#trace;
    for (let i = row; i >= 0; i = parent[i]) {
      if (i !== row) {
        this.#open[i] = 1;
        this.#closedWhileFiltered.delete(i);
      }
      if (this.#groups !== null) {
        const first = this.#groups.firstOf(i);
        if (first >= 0 && (first !== i || i !== row)) this.#openGroups.add(first);
      }
    }
    this.#rebuild();
  }

  /** Alike siblings as one row; null for each its own. */
  fold(groups) {
    this.#groups = groups;
    this.#openGroups.clear();
    this.#rebuild();
  }

  /** Only the matching rows, and above them what leads to them; null for all. */
  filter(matches) {
    this.#closedWhileFiltered.clear();
    this.#kept = matches === null ? null : withAncestors(this.#trace, matches);
    this.#rebuild();
  }

  /** Whether a filter leaves this row out. */
  isFilteredOut(row) {
    return this.#kept !== null && this.#kept[row] === 0;
  }

  #rebuild() {
    const { n, end } = this.#trace;
    const list = this.#list;
    const kept = this.#kept;
    const groups = kept === null ? this.#groups : null;
    let length = 0;
    for (let i = 0; i < n;) {
      if (kept !== null && kept[i] === 0) {
        i = end[i];
        continue;
      }
      if (groups !== null) {
        const first = groups.firstOf(i);
        if (first >= 0 && !this.#openGroups.has(first)) {
          if (first === i) list[length++] = i;
          i = end[i];
          continue;
        }
      }
      list[length++] = i;
      const open = kept === null ? this.#open[i] === 1 : !this.#closedWhileFiltered.has(i);
      i = open ? i + 1 : end[i];
    }
    this.length = length;
  }
}

function withAncestors(trace, matches) {
  const kept = new Uint8Array(trace.n);
  for (let i = 0; i < trace.n; i++) {
    if (!matches[i]) continue;
    kept[i] = MATCH;
    for (let p = trace.parent[i]; p >= 0 && kept[p] === 0; p = trace.parent[p]) kept[p] = matches[p] ? MATCH : CONTEXT;
  }
  return kept;
}

/** As many levels as can be looked through, at least two. */
function levelsOfFew(trace) {
  if (trace.n <= FEW) return Infinity;
  const onLevel = [];
  for (let i = 0; i < trace.n; i++) onLevel[trace.depth[i]] = (onLevel[trace.depth[i]] ?? 0) + 1;
  let levels = 1;
  for (
    let rows = onLevel[0] + (onLevel[1] ?? 0);
    levels < onLevel.length && rows <= FEW;
    rows += onLevel[levels] ?? 0
  ) {
    levels++;
  }
  return Math.max(2, levels);
}
