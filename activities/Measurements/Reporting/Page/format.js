
const number = value => {
  if (value === null || value === undefined) return '–';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e5 || size < 1e-3) return value.toExponential(2).replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
};
// Powers of two read best as numbers while they are short.
const power = exponent => exponent >= -4 && exponent <= 14 ? (exponent < 0 ? '1/' + 2 ** -exponent : String(2 ** exponent)) : '2' + superscript(exponent);
const superscript = n => String(n).replace(/[-\d]/g, c => c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[c]);
const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
// At most `count` of the values, at even steps from the first.
const thin = (values, count) => { const step = Math.max(1, Math.ceil(values.length / count)); return values.filter((_, i) => i % step === 0); };
const niceStep = (span, count) => { for (let unit = 1; ; unit *= 10) for (const m of [1, 2, 5]) if (span / (unit * m) <= count) return unit * m; };
