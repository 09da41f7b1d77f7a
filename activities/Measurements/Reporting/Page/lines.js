
const moved = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function lineChart(host, title, stack, group, limit, ranks) {
  const series = stack.series.filter(one => one.group === group && one.high.some(value => value > 0));
  if (!series.length) return;
  const hidden = new Set();
  const label = one => series.some(other => other !== one && other.name === one.name) && one.at !== 'weight' ? `${one.name} ${one.at}` : one.name;
  const colour = one => `var(--s${series.indexOf(one) % 12})`;
  // Beyond twelve the colours repeat, dashed.
  const again = one => series.indexOf(one) >= 12 ? ' again' : '';
  const swatchOf = one => { const swatch = html('span', { class: `swatch${again(one)}` }); swatch.style.color = colour(one); return swatch; };
  const plot = html('div', { class: 'plot' });
  const legend = html('ul', { class: 'legend', 'aria-label': `Series of ${title}` });
  const layers = stack.layers;
  host.replaceChildren(html('h3', {}, title), plot, legend, tableOf(`${title} by layer`, ['Layer', ...series.map(label)],
    () => layers.map((layer, i) => [String(layer), ...series.map(one => number(one.high[i]))])));

  let draw = () => {}, focus = null, state = null;
  const emphasise = one => { focus = one; state?.emphasise(); };
  series.forEach(one => {
    const swatch = swatchOf(one);
    const button = html('button', { type: 'button', 'aria-pressed': 'true', title: `${stack.name}.*.${one.part} ${one.at} (${one.kind})${one.used ? '' : ', not read by quantization'}` }, swatch, label(one));
    button.addEventListener('click', () => {
      hidden.has(one) ? hidden.delete(one) : hidden.add(one);
      button.setAttribute('aria-pressed', String(!hidden.has(one)));
      draw();
    });
    for (const event of ['pointerenter', 'focus']) button.addEventListener(event, () => emphasise(one));
    for (const event of ['pointerleave', 'blur']) button.addEventListener(event, () => emphasise(null));
    legend.append(html('li', {}, button));
  });

  function render(width) {
    const shown = series.filter(one => !hidden.has(one));
    const left = 44, right = 10, top = 10, bottom = 26, height = width < 500 ? 220 : 260;
    const values = shown.flatMap(one => [...one.high, ...one.low]).filter(value => value > 0);
    let low = values.length ? Math.floor(Math.log2(Math.min(...values))) : 0;
    let high = values.length ? Math.ceil(Math.log2(Math.max(...values))) : 1;
    if (group !== 'Weights' && limit && Math.log2(limit) - high <= 3) high = Math.max(high, Math.ceil(Math.log2(limit) + .3));
    if (high === low) high++;
    const first = layers[0], last = layers[layers.length - 1];
    const x = layer => left + (width - left - right) * (last === first ? .5 : (layer - first) / (last - first));
    const y = value => top + (height - top - bottom) * (1 - (Math.log2(Math.max(value, 2 ** low)) - low) / (high - low));
    const picture = svg('svg', { width, height, viewBox: `0 0 ${width} ${height}`, tabindex: 0, role: 'img', 'aria-label': `${title}: ${shown.length} series over ${layers.length} layers. Arrow keys move between layers and series.` });
    for (let e = low; e <= high; e += niceStep(high - low, 6)) {
      picture.append(svg('line', { class: 'grid', x1: left, x2: width - right, y1: y(2 ** e), y2: y(2 ** e) }), svg('text', { x: left - 7, y: y(2 ** e) + 4, 'text-anchor': 'end' }, power(e)));
    }
    for (const layer of layers.filter(layer => layer % niceStep(last - first || 1, width < 500 ? 6 : 13) === 0))
      picture.append(svg('text', { x: x(layer), y: height - 8, 'text-anchor': 'middle' }, String(layer)));
    if (group !== 'Weights' && limit && Math.log2(limit) <= high)
      picture.append(svg('line', { class: 'limit', x1: left, x2: width - right, y1: y(limit), y2: y(limit) }), svg('text', { class: 'limit-text', x: width - right - 2, y: y(limit) - 5, 'text-anchor': 'end' }, `saturates above ${number(limit)}`));
    const groups = new Map(shown.map(one => {
      const band = ranks > 1 ? svg('path', { class: 'band', d: bandOf(one, layers, x, y) }) : null;
      const curve = svg('path', { class: `curve${again(one)}${one.used ? '' : ' unread'}`, d: pathOf(one.high, layers, x, y) });
      if (band) band.style.fill = colour(one);
      curve.style.stroke = colour(one);
      const odd = one.odd.filter(i => one.high[i] > 0).map(i => svg('circle', { class: 'odd', cx: x(layers[i]), cy: y(one.high[i]), r: 5 }));
      return [one, svg('g', {}, band, curve, ...odd)];
    }));
    const marks = svg('g');
    picture.append(...groups.values(), marks);
    plot.replaceChildren(picture);

    let at = 0, near = shown[0];
    state = { emphasise() { picture.classList.toggle('faded', focus !== null && groups.has(focus)); for (const [one, g] of groups) g.classList.toggle('strong', one === focus); } };
    const clear = () => { marks.replaceChildren(); hideTip(); emphasise(null); };
    function point(px, py) {
      marks.replaceChildren(svg('line', { class: 'cursor', x1: x(layers[at]), x2: x(layers[at]), y1: top, y2: height - bottom }));
      const here = shown.filter(one => one.high[at] !== null).sort((a, b) => b.high[at] - a.high[at]);
      for (const one of here.filter(one => one.high[at] > 0)) {
        const dot = svg('circle', { class: 'dot', cx: x(layers[at]), cy: y(one.high[at]), r: one === near ? 4.5 : 2.8 });
        dot.style.fill = colour(one);
        marks.append(dot);
      }
      emphasise(near);
      const box = picture.getBoundingClientRect();
      const from = Math.max(0, here.indexOf(near) - 5);
      const spread = ranks > 1 && near.high[at] !== null && !near.experts ? [html('div', { class: 'row' }, `ranks ${number(near.low[at])} to ${number(near.high[at])}, highest on rank ${near.rank[at]}`)] : [];
      showTip(box.left + (px ?? x(layers[at])), box.top + (py ?? y(near.high[at] || 1)), html('b', {}, `Layer ${layers[at]}`), html('div', {}, `${near.part} ${near.at}${near.used ? '' : ' (not read)'}`), ...spread,
        ...here.slice(from, from + 11).map(one => html('div', { class: one === near ? 'row strong' : 'row' }, swatchOf(one), html('span', {}, label(one)), html('span', {}, number(one.high[at])))));
    }
    picture.addEventListener('pointermove', event => {
      if (!shown.length) return;
      const box = picture.getBoundingClientRect();
      const [px, py] = [event.clientX - box.left, event.clientY - box.top];
      at = layers.reduce((best, layer, i) => Math.abs(x(layer) - px) < Math.abs(x(layers[best]) - px) ? i : best, 0);
      const there = shown.filter(one => one.high[at] !== null);
      if (!there.length) return clear();
      near = there.reduce((best, one) => Math.abs(y(one.high[at]) - py) < Math.abs(y(best.high[at]) - py) ? one : best);
      point(px, py);
    });
    picture.addEventListener('pointerleave', clear);
    picture.addEventListener('blur', clear);
    picture.addEventListener('keydown', event => {
      const step = moved[event.key];
      if (!step || !shown.length) return;
      event.preventDefault();
      at = clamp(at + step[0], 0, layers.length - 1);
      const there = shown.filter(one => one.high[at] !== null).sort((a, b) => b.high[at] - a.high[at]);
      if (!there.length) return announce(`Layer ${layers[at]}: no values`);
      near = there[clamp(Math.max(0, there.indexOf(near)) + step[1], 0, there.length - 1)];
      point();
      announce(`Layer ${layers[at]}, ${label(near)}: ${number(near.high[at])}`);
    });
  }
  onWidth(plot, width => { draw = () => render(width); draw(); });
}

function pathOf(values, layers, x, y) {
  let path = '', pen = 'M';
  values.forEach((value, i) => {
    if (value === null) { pen = 'M'; return; }
    path += `${pen}${x(layers[i]).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = 'L';
  });
  return path;
}

function bandOf(one, layers, x, y) {
  let path = '';
  for (let i = 0; i < layers.length;) {
    if (one.high[i] === null) { i++; continue; }
    const start = i;
    while (i < layers.length && one.high[i] !== null) i++;
    const run = [...Array(i - start).keys()].map(k => start + k);
    path += 'M' + run.map(k => `${x(layers[k]).toFixed(1)} ${y(one.high[k]).toFixed(1)}`).join('L') + 'L' + run.reverse().map(k => `${x(layers[k]).toFixed(1)} ${y(one.low[k]).toFixed(1)}`).join('L') + 'Z';
  }
  return path;
}
