
// rows: [{label, count, cells: [class or null]}]; one path for each class, so that ten thousand cells stay quick.
function heatMap(host, { title, rows, columns, columnName, minimum, rules, describe, legend, table }) {
  const cells = html('div', { class: 'cells', tabindex: -1 });
  const labels = html('div', { class: 'labels' });
  const heat = html('div', { class: 'heat' }, labels, cells);
  host.replaceChildren(legend, heat, table);
  onWidth(heat, width => {
    const labelWidth = Math.min(width * .42, Math.max(...rows.map(row => row.label.length * 6.3 + (row.count ? 46 : 0))) + 14);
    const cell = Math.max(minimum, Math.min(26, (width - labelWidth - 2) / columns));
    const tall = rows.length > 90 ? 9 : 14, top = 20, full = cell * columns + 1, height = top + rows.length * tall + 2;
    const gap = cell > 6 ? 1 : 0;
    const names = svg('svg', { width: labelWidth, height, 'aria-hidden': 'true' });
    thin(rows.map((_, r) => r), Math.floor(rows.length * tall / 11)).forEach(r => {
      const y = top + r * tall + tall / 2 + 4;
      const room = Math.floor((labelWidth - (rows[r].count ? 52 : 14)) / 6.1);
      names.append(svg('text', { x: 0, y }, rows[r].label.length > room ? '…' + rows[r].label.slice(1 - room) : rows[r].label));
      if (rows[r].count) names.append(svg('text', { class: 'count', x: labelWidth - 8, y, 'text-anchor': 'end' }, rows[r].count));
    });
    labels.replaceChildren(names);
    const picture = svg('svg', { width: full, height, tabindex: 0, role: 'img', 'aria-label': `${title}: ${rows.length} rows, ${columns} columns. Arrow keys move between cells.` });
    const paths = new Map();
    rows.forEach((row, r) => row.cells.forEach((kind, c) => {
      if (kind === null) return;
      paths.set(kind, (paths.get(kind) ?? '') + `M${(c * cell).toFixed(2)} ${top + r * tall}h${(cell - gap).toFixed(2)}v${tall - 1}h${(gap - cell).toFixed(2)}z`);
    }));
    for (const [kind, d] of paths) picture.append(svg('path', { class: kind, d }));
    for (const rule of rules) picture.append(svg('line', { class: 'rank-line', x1: rule * cell, x2: rule * cell, y1: top - 4, y2: height - 2 }));
    const step = niceStep(columns, Math.max(2, full / 48));
    for (let c = 0; c < columns; c++)
      if (columnName(c) % step === 0) picture.append(svg('text', { x: c * cell + cell / 2, y: 11, 'text-anchor': c ? 'middle' : 'start' }, String(columnName(c))));
    const hot = svg('rect', { class: 'hot', width: Math.max(cell, 4), height: tall, visibility: 'hidden', rx: 1 });
    picture.append(hot);
    cells.replaceChildren(picture);

    let [r, c] = [0, 0];
    const clear = () => { hot.setAttribute('visibility', 'hidden'); hideTip(); };
    function point() {
      hot.setAttribute('x', c * cell);
      hot.setAttribute('y', top + r * tall - .5);
      hot.setAttribute('visibility', 'visible');
      const box = picture.getBoundingClientRect();
      const [head, ...lines] = describe(r, c);
      showTip(box.left + (c + .5) * cell, box.top + top + (r + .5) * tall, html('b', {}, head), ...lines.map(line => html('div', {}, line)));
      return [head, ...lines].join(', ');
    }
    picture.addEventListener('pointermove', event => {
      const box = picture.getBoundingClientRect();
      r = Math.floor((event.clientY - box.top - top) / tall);
      c = Math.floor((event.clientX - box.left) / cell);
      if (r < 0 || r >= rows.length || c < 0 || c >= columns) { [r, c] = [clamp(r, 0, rows.length - 1), clamp(c, 0, columns - 1)]; return clear(); }
      point();
    });
    picture.addEventListener('pointerleave', clear);
    picture.addEventListener('blur', clear);
    picture.addEventListener('keydown', event => {
      const step = moved[event.key];
      if (!step) return;
      event.preventDefault();
      [r, c] = [clamp(r + step[1], 0, rows.length - 1), clamp(c + step[0], 0, columns - 1)];
      if (c * cell < cells.scrollLeft || (c + 1) * cell > cells.scrollLeft + cells.clientWidth) cells.scrollLeft = c * cell - cells.clientWidth / 2;
      announce(point());
    });
  });
}

function ramp(...entries) {
  return html('div', { class: 'ramp', 'aria-hidden': 'true' }, ...entries.map(entry => typeof entry === 'string'
    ? html('span', {}, entry)
    : svg('svg', { width: entry.length * 18, height: 11 }, ...entry.map((kind, i) => svg('rect', { class: kind, x: i * 18, width: 17, height: 11, rx: 2 })))));
}
const steps = [0, 1, 2, 3, 4, 5, 6, 7].map(i => `h${i}`);
