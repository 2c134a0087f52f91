// Five or more alike siblings: folded into one row of the tree, and told as repeated queries.

import { breathing } from './async.js';
import { sortSliced } from './sort.js';
import { STATEMENT } from './trace.js';

const GROUP_FROM = 5;

/**
 * The groups of a trace, each behind the first of them. firstOf(row) is the first of the group a row belongs to, itself
 * perhaps, -1 if to none; sizeOf(row) is 0 unless the row is the first of a group; errorsBelow(first) counts the spans in
 * state error that the one row hides: the others, and all below any of them.
 */
export async function foldGroups(trace) {
  const alike = await trace.alike();
  const firsts = new Int32Array(trace.n).fill(-1);
  const groups = new Map();
  const kindOf = (row) => alike[row];
  await eachRepeated(trace, -1, kindOf, trace.alikeCount, (row, first, size, totalUs) => {
    firsts[row] = first;
    if (row === first) groups.set(row, { size, totalUs, errors: 0 });
    groups.get(first).errors += trace.errorsBetween(row === first ? row + 1 : row, trace.end[row]);
  });
  return {
    firstOf: (row) => firsts[row],
    sizeOf: (row) => groups.get(row)?.size ?? 0,
    totalUs: (first) => groups.get(first).totalUs,
    errorsBelow: (first) => groups.get(first).errors,
  };
}

/** Statements that run again and again under one parent, most time first: {parent, label, count, totalUs, first}. */
export async function repeatedQueries(trace) {
  const { parent, label, flags, labels } = trace;
  const groups = [];
  const kindOf = (row) => (flags[row] & STATEMENT ? label[row] : -1);
  await eachRepeated(trace, 0, kindOf, labels.size, (row, first, count, totalUs) => {
    if (row === first) groups.push({ parent: parent[row], label: label[row], count, totalUs, first });
  });
  const heavier = (a, b) => groups[b].totalUs - groups[a].totalUs || a - b;
  return Array.from(await sortSliced(Uint32Array.from(groups.keys()), heavier), (k) => groups[k]);
}

/** Visits the members of each group: siblings of one kind, below parents from a row on (-1: the roots too); kind -1 is in none. */
async function eachRepeated(trace, fromParent, kindOf, kinds, visit) {
  const { n, end } = trace;
  const family = new Int32Array(kinds).fill(-2);
  const first = new Int32Array(kinds);
  const count = new Int32Array(kinds);
  const total = new Float64Array(kinds);
  const breath = breathing();
  let steps = 0;
  for (let parent = fromParent; parent < n; parent++) {
    const stop = parent < 0 ? n : end[parent];
    let most = 0;
    for (let row = parent + 1; row < stop; row = end[row]) {
      if ((++steps & 0x1fff) === 0 && breath.due()) await breath.pause();
      const kind = kindOf(row);
      if (kind < 0) continue;
      if (family[kind] !== parent) {
        family[kind] = parent;
        first[kind] = row;
        count[kind] = total[kind] = 0;
      }
      total[kind] += trace.time(row);
      most = Math.max(most, ++count[kind]);
    }
    for (let row = parent + 1; row < stop && most >= GROUP_FROM; row = end[row]) {
      if ((++steps & 0x1fff) === 0 && breath.due()) await breath.pause();
      const kind = kindOf(row);
      if (kind >= 0 && count[kind] >= GROUP_FROM) visit(row, first[kind], count[kind], total[kind]);
    }
  }
}
