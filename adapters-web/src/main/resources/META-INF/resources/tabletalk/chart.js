/* Draws charts in the page. ECharts and the option function are loaded with the first chart that is seen. */
const shown = new Map(); // chart element -> {model, chart, sizes}
let scripts = null;

function script(name) {
  return new Promise((loaded, failed) => {
    const element = document.createElement('script');
    element.src = new URL('tabletalk/' + name, document.baseURI).href;
    element.onload = loaded;
    element.onerror = () => failed(new Error('The file ' + name + ' could not be loaded.'));
    document.head.append(element);
  });
}

function load() {
  scripts = scripts || Promise.all([
    window.tabletalkChartOption || script('chart-option.js'),
    window.echarts || script('echarts.min.js'),
  ]).catch((failure) => { scripts = null; throw failure; });
  return scripts;
}

function isDark(element) {
  const probe = document.createElement('span');
  probe.style.color = 'light-dark(rgb(0, 0, 0), rgb(255, 255, 255))';
  element.append(probe);
  const dark = getComputedStyle(probe).color === 'rgb(255, 255, 255)';
  probe.remove();
  return dark;
}

function theme(element, width) {
  return {
    dark: isDark(element),
    width,
    animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    decal: matchMedia('(prefers-contrast: more)').matches || matchMedia('(forced-colors: active)').matches,
    font: getComputedStyle(element).fontFamily,
  };
}

function say(host, notes) {
  const place = host.querySelector('.tt-chart-notes');
  if (place) place.textContent = notes.join(' ');
}

export async function show(host, json) {
  const stage = host.querySelector('.tt-chart-stage');
  if (!stage) return;
  const entry = shown.get(host) || { sizes: null, chart: null };
  entry.model = JSON.parse(json);
  shown.set(host, entry);
  try {
    await load();
    draw(host, stage, entry);
  } catch (failure) {
    say(host, ['The chart could not be drawn. Reload the page to try again.']);
    console.warn(failure);
  }
}

const plain = (element) => element?.textContent.replaceAll('_', ' ').trim();

function draw(host, stage, entry) {
  const made = window.tabletalkChartOption(entry.model, theme(stage, stage.clientWidth));
  say(host, made.notes);
  host.toggleAttribute('data-drawn', true);
  if (made.number) {
    end(entry);
    const value = document.createElement('div');
    const label = document.createElement('div');
    value.className = 'tt-chart-figure';
    label.className = 'tt-chart-figure-label';
    value.textContent = made.number.value;
    label.textContent = made.number.label;
    stage.replaceChildren(value);
    if (plain(label) !== plain(host.querySelector('.tt-chart-title'))) stage.append(label);
    return;
  }
  if (!entry.chart) {
    const canvas = document.createElement('div');
    canvas.className = 'tt-chart-canvas';
    stage.replaceChildren(canvas);
    entry.chart = window.echarts.init(canvas, null, { renderer: 'canvas' });
  }
  entry.chart.setOption(made.option, { notMerge: true });
  entry.width = stage.clientWidth;
  if (!entry.sizes) {
    entry.sizes = new ResizeObserver(() => {
      if (!stage.isConnected) {
        end(entry);
        shown.delete(host);
      } else if (entry.chart && stage.clientWidth > 0) {
        entry.chart.resize({ animation: { duration: 0 } });
        // labels are cut and turned to fit the width
        if (Math.abs(entry.width - stage.clientWidth) > 40) draw(host, stage, entry);
      }
    });
    entry.sizes.observe(stage);
  }
}

function end(entry) {
  if (entry.sizes) entry.sizes.disconnect();
  if (entry.chart) entry.chart.dispose();
  entry.sizes = null;
  entry.chart = null;
}

// The colours follow the page, also when the person or the system changes them.
function redraw() {
  for (const [host, entry] of shown) {
    const stage = host.querySelector('.tt-chart-stage');
    if (stage && stage.isConnected && window.echarts) draw(host, stage, entry);
  }
}
for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(prefers-reduced-motion: reduce)']) {
  matchMedia(query).addEventListener('change', redraw);
}
new MutationObserver(redraw).observe(document.documentElement, { attributes: true, attributeFilter: ['theme', 'style', 'class'] });

// --- taking it away

const WIDTH = 1000;
const HEIGHT = 520;
const HEAD = 44;

function fileName(title, ending) {
  const name = title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-+|-+$/g, '').slice(0, 60);
  const now = new Date();
  const day = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
  return (name || 'chart') + '-' + day + '.' + ending;
}

function save(url, name) {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
}

/** The option of a chart that stands alone: with its title and what must be said about it. */
function alone(host, entry) {
  const look = theme(host, WIDTH);
  look.animate = false;
  const made = window.tabletalkChartOption(entry.model, look);
  const ink = look.dark ? '#e8e8ec' : '#1d1f27';
  const option = made.option || {
    graphic: [{ type: 'text', left: 24, top: HEAD + 40, style: { text: made.number.value, fill: ink, font: '600 56px ' + look.font } }],
  };
  option.backgroundColor = look.dark ? '#17181d' : '#ffffff';
  option.title = {
    text: entry.model.title, left: 16, top: 12, textStyle: { fontSize: 17, fontWeight: 600, color: ink, fontFamily: look.font, width: WIDTH - 32, overflow: 'truncate' },
  };
  if (option.grid) option.grid.top = Number(option.grid.top) + HEAD;
  if (option.legend && option.legend.orient !== 'vertical') option.legend.top = HEAD;
  if (option.series && option.series[0].type === 'pie') option.series[0].top = HEAD;
  if (made.notes.length) {
    option.graphic = (option.graphic || []).concat([
      { type: 'text', left: 16, bottom: 6, style: { text: made.notes.join(' '), fill: look.dark ? '#a9abb5' : '#5c6070', font: '12px ' + look.font } },
    ]);
    if (option.grid) option.grid.bottom = Number(option.grid.bottom) + 24;
    if (option.visualMap) option.visualMap.bottom = 24;
  }
  return option;
}

export async function download(host, format) {
  const entry = shown.get(host);
  if (!entry) return;
  await load();
  const option = alone(host, entry);
  if (format === 'SVG') {
    const chart = window.echarts.init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height: HEIGHT });
    chart.setOption(option);
    const url = URL.createObjectURL(new Blob([chart.renderToSVGString()], { type: 'image/svg+xml' }));
    chart.dispose();
    save(url, fileName(entry.model.title, 'svg'));
    setTimeout(() => URL.revokeObjectURL(url), 10000);
    return;
  }
  const canvas = document.createElement('div');
  const chart = window.echarts.init(canvas, null, { renderer: 'canvas', width: WIDTH, height: HEIGHT });
  chart.setOption(option);
  save(chart.getDataURL({ type: 'png', pixelRatio: 2 }), fileName(entry.model.title, 'png'));
  chart.dispose();
}
