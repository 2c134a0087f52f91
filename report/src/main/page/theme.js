// Light and dark, and the colours of services: told apart by colour-blind people too, and readable on both grounds.

const COLORS = {
  light: ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8f6b00', '#56b4e9', '#6a51a3', '#4d4d4d'],
  dark: ['#4aa3df', '#e8833a', '#2fbf95', '#dd94bb', '#d8b02f', '#8fd0f5', '#a48fd8', '#b5b5b5'],
};
const OTHERS = { light: '#9aa3ad', dark: '#6b7480' };

export class Theme {
  #listeners = [];
  #preference = matchMedia('(prefers-color-scheme: dark)');
  #chosen = null;

  constructor() {
    this.#preference.addEventListener('change', () => this.#tell());
  }

  get name() {
    return this.#chosen ?? (this.#preference.matches ? 'dark' : 'light');
  }

  onChange(listener) {
    this.#listeners.push(listener);
  }

  switch() {
    this.#chosen = this.name === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = this.#chosen;
    this.#tell();
  }

  /** The colour of the service that stands at this place by its time. */
  color(rank) {
    return COLORS[this.name][rank] ?? OTHERS[this.name];
  }

  #tell() {
    for (const listener of this.#listeners) listener();
  }
}

/** For each service its place by self time, most first. */
export function serviceRanks(trace) {
  const self = new Float64Array(trace.services.size);
  for (let i = 0; i < trace.n; i++) self[trace.service[i]] += trace.self[i];
  const order = Array.from(self.keys()).sort((a, b) => self[b] - self[a] || a - b);
  const ranks = new Uint32Array(self.length);
  order.forEach((service, rank) => (ranks[service] = rank));
  return { ranks, order };
}
