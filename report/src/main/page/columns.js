// Columns and tables of the data blocks; org.osprofiler.report.page.PageData writes them.

/** Whole numbers, seven bits a byte, lowest first. */
export class Varints {
  #bytes;
  #at = 0;

  constructor(bytes) {
    this.#bytes = bytes;
  }

  get done() {
    return this.#at >= this.#bytes.length;
  }

  next() {
    const bytes = this.#bytes;
    let byte = bytes[this.#at++];
    if (byte < 128) return byte;
    let value = byte & 127;
    let scale = 128;
    do {
      byte = bytes[this.#at++];
      value += (byte & 127) * scale;
      scale *= 128;
    } while (byte >= 128);
    return value;
  }
}

/** n whole numbers as an array of the given kind. */
export function readInts(bytes, n, Kind) {
  const values = new Kind(n);
  const varints = new Varints(bytes);
  for (let i = 0; i < n; i++) values[i] = varints.next();
  return values;
}

/** Many texts in one: each on its own line, line ends and what UTF-8 cannot hold escaped. */
export class Table {
  #text;
  #ends;

  constructor(bytes) {
    this.#text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
    const ends = [];
    for (let at = this.#text.indexOf('\n'); at >= 0; at = this.#text.indexOf('\n', at + 1)) ends.push(at);
    this.#ends = Uint32Array.from(ends);
  }

  get size() {
    return this.#ends.length;
  }

  get(k) {
    return unescapeText(this.#text.slice(k === 0 ? 0 : this.#ends[k - 1] + 1, this.#ends[k]));
  }
}

/** A text of a table or an info as it was. */
export function unescapeText(text) {
  return text.includes('\\')
    ? text.replace(/\\(?:n|\\|u([0-9a-f]{4}))/g, (escape, code) =>
        code ? String.fromCharCode(parseInt(code, 16)) : escape === '\\n' ? '\n' : '\\',
      )
    : text;
}
