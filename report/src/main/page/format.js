// Times, numbers and odd texts as people read them.

const MINUTE = 60e6;
const HOUR = 3600e6;
const DAY = 86400e6;

/** 771 µs, 1.23 ms, 12.3 s, 2 min 5 s, 3 h 12 min, 2 d 4 h: right to one per cent. */
export function duration(us) {
  if (us < 0) return '-' + duration(-us);
  if (us < 1000) return `${us} µs`;
  if (us < 999500) return `${threeDigits(us / 1e3)} ms`;
  if (us < 59950000) return `${threeDigits(us / 1e6)} s`;
  const seconds = Math.round(us / 1e6);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.round(us / MINUTE);
  if (minutes < 4320) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  const hours = Math.round(us / HOUR);
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

function threeDigits(value) {
  return value.toFixed(value < 9.995 ? 2 : value < 99.95 ? 1 : 0);
}

/** A point of the axis, with as many digits as tell it from its neighbours at this distance. */
export function tick(us, step) {
  if (us === 0) return '0 ms';
  const [size, unit] =
    step < 1 || Math.abs(us) < 1000
      ? [1, 'µs']
      : Math.abs(us) < 1e6
        ? [1e3, 'ms']
        : step < 30e6 && Math.abs(us) < 10 * MINUTE
          ? [1e6, 's']
          : step < 30 * MINUTE
            ? [MINUTE, 'min']
            : step < DAY
              ? [HOUR, 'h']
              : [DAY, 'd'];
  const digits = Math.max(0, Math.ceil(-Math.log10(step / size) - 1e-9));
  return `${(us / size).toFixed(Math.min(digits, 6))} ${unit}`;
}

export function percent(part, whole) {
  if (!(whole > 0)) return '0 %';
  const share = (100 * part) / whole;
  return `${share > 0 && share < 0.05 ? '< 0.1' : share.toFixed(1)} %`;
}

/** Digits in groups of three from 10,000 on. */
export function number(n) {
  const digits = String(n);
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** 3 spans, 1 span */
export function counted(n, what) {
  return `${number(n)} ${what}${n === 1 ? '' : 's'}`;
}

const ODD =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with what cannot be seen, or turns the direction of writing, made visible. */
export function shown(text) {
  return text.replace(ODD, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

/** One line: white space squeezed, and cut. */
export function oneLine(text, longest) {
  const squeezed = text
    .slice(0, 4 * longest)
    .replace(/\s+/g, ' ')
    .trim();
  return squeezed.length > longest ? squeezed.slice(0, longest) + '…' : squeezed;
}

/** 2026-03-01 08:15:30.123456, UTC, of microseconds since 1970 */
export function timestamp(us) {
  const seconds = Math.floor(us / 1e6);
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return `${us} µs`;
  const toSeconds = date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, '');
  return `${toSeconds}.${String(us - seconds * 1e6).padStart(6, '0')}`;
}

/** A share of work that is done, as few different texts. */
export function tensOfPercent(share) {
  return `${10 * Math.floor(10 * share)} %`;
}
