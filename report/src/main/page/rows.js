// Which spans have a row in the tree at present: what is open, folded, filtered.

const MATCH = 1;
const CONTEXT = 2;

const FEW = 500;

export class Rows {
  #trace;
  #openUsually;
  #openFiltered;
  #list;
  #openGroups = new Set();
  #groups = null;
  #kept = null;

  constructor(trace) {
    this.#trace = trace;
    this.#openUsually = new Uint8Array(trace.n);
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

  /** What is open, 1 for each row; a filter has its own, which begins with all. */
  get #open() {
    return this.#kept === null ? this.#openUsually : this.#openFiltered;
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
    return !this.#isFolded(row) && this.#open[row] === 1;
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
    } else {
      this.#open[row] = open ? 1 : 0;
    }
    this.#rebuild();
  }

  /** Shows that many levels. */
  openLevels(levels) {
    const { depth, n } = this.#trace;
    const open = this.#open;
    for (let i = 0; i < n; i++) open[i] = depth[i] + 1 < levels ? 1 : 0;
    this.#rebuild();
  }

  /** Opens all that hides a row. */
  reveal(row) {
    const { parent } = this.#trace;
    for (let i = row; i >= 0; i = parent[i]) {
      if (i !== row) this.#open[i] = 1;
      const first = this.#groups?.firstOf(i) ?? -1;
      if (first >= 0) this.#openGroups.add(first);
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
    this.#kept = matches === null ? null : withAncestors(this.#trace, matches);
    this.#openFiltered = matches === null ? null : new Uint8Array(this.#trace.n).fill(1);
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
    const open = this.#open;
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
      i = open[i] === 1 ? i + 1 : end[i];
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
