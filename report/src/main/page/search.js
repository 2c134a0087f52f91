// What the search field asks for, and which spans answer.

import { breathing } from './async.js';

/** So many hits are marked in one text; with more the page would be slow and nothing clearer. */
const MOST_MARKS = 500;

/** Asked for in a loop over rows: often enough for a slice, seldom enough to cost nothing. */
const ROWS_A_LOOK = 63;

/**
 * What was typed: {kind: 'none'}, {kind: 'text', needle} in lower case, {kind: 'expression', regexp} of /…/, or
 * {kind: 'bad', message} of an expression that is none.
 */
export function parseQuery(text) {
  const typed = text.trim();
  if (typed === '') return { kind: 'none' };
  const isExpression = typed.length > 2 && typed.startsWith('/') && typed.endsWith('/');
  return isExpression ? parseExpression(typed.slice(1, -1)) : { kind: 'text', needle: text.toLowerCase() };
}

function parseExpression(source) {
  try {
    return { kind: 'expression', regexp: new RegExp(source, 'i') };
  } catch (e) {
    const why = e.message.slice(e.message.lastIndexOf(': ') + 1).trim();
    return { kind: 'bad', message: `/${source}/ is no regular expression (${why}); it hides nothing.` };
  }
}

/** Finds the spans that a search and the filters ask for. One search at a time; a newer one cancels the older. */
export class Matcher {
  #last = null;

  /**
   * Which spans fit all of the criteria: {rows, count}, rows having a 1 for each that does and not to be changed; null
   * when cancelled.
   *
   * criteria: {query, errorsOnly, services}; query from parseQuery, services a Set of indices, when empty all of them.
   * token.cancelled is looked at after each pause; progress gets the share that is done, from 0 to 1.
   */
  async matches(trace, criteria, token, progress = () => {}) {
    const search = new Search(trace, criteria, token, progress);
    const known = this.#last?.bounds(search) ? this.#last.rows.slice() : null;
    if (!(await search.run(known))) return null;
    this.#last = search;
    let count = 0;
    for (const hit of search.rows) count += hit;
    return { rows: search.rows, count };
  }
}

/** One run over a trace. */
class Search {
  rows = null;
  #trace;
  #query;
  #errorsOnly;
  #services;
  #token;
  #progress;
  #breath = breathing();

  constructor(trace, { query, errorsOnly = false, services = new Set() }, token, progress) {
    this.#trace = trace;
    this.#query = query;
    this.#errorsOnly = errorsOnly;
    this.#services = new Set(services);
    this.#token = token;
    this.#progress = progress;
  }

  /** Whether all that the other one finds is among what this one found: its text has this one's in it. */
  bounds(other) {
    return (
      this.#trace === other.#trace &&
      this.#query.kind === 'text' &&
      other.#query.kind === 'text' &&
      other.#query.needle.includes(this.#query.needle) &&
      (!this.#errorsOnly || other.#errorsOnly) &&
      (this.#services.size === 0 ||
        (other.#services.size > 0 && [...other.#services].every((service) => this.#services.has(service))))
    );
  }

  /** False when it was cancelled. */
  async run(known) {
    this.rows = known ?? new Uint8Array(this.#trace.n).fill(1);
    if (!(await this.#filter())) return false;
    const { kind, needle, regexp } = this.#query;
    if (kind === 'text') return this.#keep((text) => text.toLowerCase().includes(needle));
    return kind === 'expression' ? this.#keep((text) => regexp.test(text)) : true;
  }

  /** Ends the slice when it is due; false when the search has been cancelled since. */
  async #goesOn() {
    if (this.#breath.due()) await this.#breath.pause();
    return !this.#token?.cancelled;
  }

  async #filter() {
    const { n, service } = this.#trace;
    if (!this.#errorsOnly && this.#services.size === 0) return true;
    for (let i = 0; i < n; i++) {
      if ((i & ROWS_A_LOOK) === 0 && !(await this.#goesOn())) return false;
      if (this.#errorsOnly && this.#trace.state(i) !== 'error') this.rows[i] = 0;
      if (this.#services.size > 0 && !this.#services.has(service[i])) this.rows[i] = 0;
    }
    return true;
  }

  /** Keeps the rows of which some text passes: those of the tables first, those of the infos only where these do not. */
  async #keep(passes) {
    const t = this.#trace;
    const columns = [];
    for (const [column, table] of [
      [t.name, t.names],
      [t.service, t.services],
      [t.host, t.hosts],
      [t.project, t.projects],
    ]) {
      const hits = await this.#tableHits(table, passes);
      if (hits === null) return false;
      columns.push({ column, hits });
    }
    await t.complete;
    const asked = [];
    for (let b = 0; b < t.infos.blocks; b++) {
      asked.length = 0;
      const behind = Math.min(t.n, (b + 1) * t.infos.blockRows);
      for (let i = b * t.infos.blockRows; i < behind; i++) {
        if ((i & ROWS_A_LOOK) === 0 && !(await this.#goesOn())) return false;
        if (this.rows[i] === 0 || columns.some(({ column, hits }) => hits[column[i]] === 1)) continue;
        if (!passes(t.id(i))) asked.push(i);
      }
      if (asked.length > 0 && !(await this.#keepByInfos(b, asked, passes))) return false;
      this.#progress((b + 1) / t.infos.blocks);
    }
    return true;
  }

  async #tableHits(table, passes) {
    const hits = new Uint8Array(table.size);
    for (let k = 0; k < hits.length; k++) {
      if ((k & ROWS_A_LOOK) === 0 && !(await this.#goesOn())) return null;
      hits[k] = passes(table.get(k)) ? 1 : 0;
    }
    return hits;
  }

  async #keepByInfos(b, asked, passes) {
    const block = await this.#trace.infos.block(b);
    const hopeless = this.#query.kind === 'text' && !block.mayHold(this.#query.needle);
    for (let k = 0; k < asked.length; k++) {
      if ((k & ROWS_A_LOOK) === 0 && !(await this.#goesOn())) return false;
      this.rows[asked[k]] = !hopeless && block.someValue(asked[k], passes) ? 1 : 0;
    }
    return true;
  }
}

/** A text in parts, {text, hit}, those that the query finds being hits; together they are the text. */
export function highlightParts(text, query) {
  const parts = [];
  let at = 0;
  for (const [from, to] of hitsIn(text, query)) {
    const begin = Math.max(at, isInPair(text, from) ? from - 1 : from);
    const end = isInPair(text, to) ? to + 1 : to;
    if (end === at) continue;
    if (begin > at) parts.push({ text: text.slice(at, begin), hit: false });
    parts.push({ text: text.slice(begin, end), hit: true });
    at = end;
    if (parts.length >= 2 * MOST_MARKS) break;
  }
  if (at < text.length || parts.length === 0) parts.push({ text: text.slice(at), hit: false });
  return parts;
}

/** Whether a place lies between the two halves of one character. */
function isInPair(text, at) {
  return at > 0 && text.codePointAt(at - 1) > 0xffff;
}

/** [from, to] of each hit that is not empty. */
function* hitsIn(text, query) {
  if (query.kind === 'text') {
    const { needle } = query;
    const lower = sameLengthLowerCase(text);
    for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, at + needle.length)) {
      yield [at, at + needle.length];
    }
  } else if (query.kind === 'expression') {
    for (const hit of text.matchAll(new RegExp(query.regexp, 'gi'))) {
      if (hit[0] !== '') yield [hit.index, hit.index + hit[0].length];
    }
  }
}

/** In lower case, but for the few characters that would become two and move what stands behind them. */
function sameLengthLowerCase(text) {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/./gsu, (c) => (c.toLowerCase().length === c.length ? c.toLowerCase() : c));
}
