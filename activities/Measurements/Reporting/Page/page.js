
const data = JSON.parse(document.getElementById('data').textContent);
const chart = name => document.querySelector(`[data-chart="${name}"]`);

function spreadMap(stack) {
  const host = chart('Spread');
  if (!host) return;
  const series = stack.series.filter(one => !one.experts && one.high.some(value => value > 0));
  const ratio = (one, i) => one.high[i] === null ? null : one.high[i] === one.low[i] ? 1 : one.low[i] > 0 ? one.high[i] / one.low[i] : Infinity;
  // Half a power of two a step: 1, 1.4, 2, 2.8, 4, 5.7, 8, 11 times and more.
  const kind = value => value === null ? null : value === Infinity ? 'bad-cell' : `h${clamp(Math.ceil(2 * Math.log2(value) - 1e-9), 0, 7)}`;
  const text = value => value === null ? '–' : value === Infinity ? 'a rank has 0' : number(value) + '×';
  heatMap(host, {
    title: 'Spread between ranks', columns: stack.layers.length, minimum: 6, rules: [], columnName: i => stack.layers[i],
    rows: series.map(one => ({ label: `${one.name} ${one.at.replace(/puts\[(\d)\]/, ' $1')}`, cells: one.high.map((_, i) => kind(ratio(one, i))) })),
    describe: (r, i) => [`Layer ${stack.layers[i]}: ${text(ratio(series[r], i))}`, `${series[r].part} ${series[r].at}`, `ranks ${number(series[r].low[i])} to ${number(series[r].high[i])}, highest on rank ${series[r].rank[i] ?? '–'}`],
    legend: ramp('1×', steps, '11× and more', ['bad-cell'], 'a rank has 0'),
    table: tableOf('Spread between ranks: highest divided by lowest', ['Layer', ...series.map(one => `${one.name} ${one.at}`)], () => stack.layers.map((layer, i) => [String(layer), ...series.map(one => text(ratio(one, i)))])),
  });
}

function expertMap(experts) {
  const host = chart('Experts');
  if (!host || !experts) return;
  const { layers, perRank, distributed } = experts;
  const columns = Math.max(...layers.map(layer => layer.values.length));
  const active = layers.flatMap(layer => layer.values).filter(value => value > 0);
  const low = Math.log2(active.reduce((a, b) => Math.min(a, b), Infinity)), high = Math.log2(active.reduce((a, b) => Math.max(a, b), 0));
  const kind = value => value === null ? 'bad-cell' : value === 0 ? 'idle' : `h${high > low ? clamp(Math.floor((Math.log2(value) - low) / (high - low) * 8), 0, 7) : 4}`;
  const idle = layer => layer.values.filter(value => value === 0).length;
  const place = e => distributed ? `rank ${Math.floor(e / perRank)}, its expert ${e % perRank}` : '';
  heatMap(host, {
    title: 'Largest intermediate value by layer and expert', columns, minimum: 3, columnName: e => e,
    rules: distributed && columns > perRank ? [...Array(Math.floor(columns / perRank) - 1).keys()].map(i => (i + 1) * perRank) : [],
    rows: layers.map(layer => ({ label: String(layer.layer ?? layer.node), count: idle(layer) ? `${idle(layer)} idle` : '', cells: layer.values.map(kind) })),
    describe: (r, e) => {
      const value = layers[r].values[e];
      return [`Layer ${layers[r].layer ?? layers[r].node}, expert ${e}`, value === undefined ? 'no such expert' : value === 0 ? 'never saw a token' : value === null ? 'NaN or infinite' : `largest value ${number(value)}`, ...(place(e) ? [place(e)] : [])];
    },
    legend: ramp(...(active.length ? [number(2 ** low), steps, number(2 ** high)] : []), ['idle'], 'never saw a token'),
    table: tableOf('Experts by layer', ['Layer', 'Experts', 'Never saw a token', 'Lowest of the others', 'Highest'], () => layers.map(layer => {
      const seen = layer.values.filter(value => value > 0);
      return [String(layer.layer ?? layer.node), String(layer.values.length), String(idle(layer)), number(seen.length ? Math.min(...seen) : null), number(seen.length ? Math.max(...seen) : null)];
    })),
  });
}

function show(stack) {
  for (const [group, title] of [['Inputs', 'Inputs'], ['Outputs', 'Outputs'], ['Weights', 'Weights']]) lineChart(chart(group), title, stack, group, data.limit, data.ranks);
  spreadMap(stack);
}

const choice = document.getElementById('stack');
if (data.stacks.length > 1) {
  choice.append(...data.stacks.map((stack, i) => html('option', { value: i }, stack.name)));
  choice.addEventListener('change', () => show(data.stacks[choice.value]));
  document.getElementById('stack-choice').hidden = false;
}
if (data.stacks.length) show(data.stacks[0]);
expertMap(data.experts);

const theme = document.getElementById('theme');
const themes = ['auto', 'light', 'dark'];
theme.hidden = false;
theme.addEventListener('click', () => {
  const next = themes[(themes.indexOf(document.documentElement.dataset.theme ?? 'auto') + 1) % 3];
  if (next === 'auto') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = next;
  theme.textContent = `Theme: ${next}`;
});
