/*
 * Makes an ECharts option out of a chart and the rows it is bound to. A pure function, in plain old JavaScript: it runs in the
 * page, and on the server where charts are drawn without one.
 *
 * tabletalkChartOption({
 *   chart: {kind, x, y: [position], series, sort, numbers, log, horizontal, title},
 *   columns: [{name, kind}],          names are what is shown
 *   rows: [[cell]],                   numbers too long for a double are strings
 *   truncated: whether the database had more
 * }, {dark, width, animate, font, decal, header}) -> {option, notes: [sentence]} or {number: {value, label}}
 */
(function (root) {
  'use strict';

  // After Okabe and Ito, made darker on light and lighter on dark grounds: 3:1 against both, told apart by the colour-blind.
  var LIGHT = ['#0069a8', '#c2570c', '#00796b', '#a8437f', '#7a6300', '#3f83b8', '#8f2d2d', '#5b5fa8'];
  var DARK = ['#58b0ea', '#f0954a', '#2fc3a4', '#e08cbc', '#e3c84a', '#9fd3f5', '#f08a86', '#aeb1f2'];
  var SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'roundRect', 'arrow', 'emptyCircle'];
  var MOST_BARS = 30;
  var MOST_SERIES = 8;
  var MOST_POINTS = 2000;
  var DAY = 86400000;

  function color(theme, i) {
    var palette = theme.dark ? DARK : LIGHT;
    return palette[i % palette.length];
  }

  function ink(theme) {
    return theme.dark
      ? { text: '#e8e8ec', quiet: '#a9abb5', line: 'rgba(255,255,255,0.13)', axis: 'rgba(255,255,255,0.3)', ground: '#232429', from: '#24384a', to: '#58b0ea' }
      : { text: '#1d1f27', quiet: '#5c6070', line: 'rgba(20,22,40,0.1)', axis: 'rgba(20,22,40,0.3)', ground: '#ffffff', from: '#e3eef7', to: '#0069a8' };
  }

  // --- numbers: exact digits in, exact digits out

  function digits(cell) {
    if (cell === null || cell === undefined || cell === '') return null;
    var text = String(cell);
    if (/^-?\d+(\.\d+)?$/.test(text)) return text;
    var number = Number(text);
    if (!isFinite(number)) return null;
    if (/e/i.test(text)) {
      var size = Math.abs(number);
      return size < 1e21 && size >= 1e-7 ? trim(number.toFixed(size < 1 ? 15 : 6)) : text;
    }
    return text;
  }

  function trim(text) {
    return text.indexOf('.') < 0 ? text : text.replace(/0+$/, '').replace(/\.$/, '');
  }

  function group(text) {
    var sign = text.charAt(0) === '-' ? '-' : '';
    var parts = text.replace('-', '').split('.');
    return sign + parts[0].replace(/\B(?=(\d{3})+(?!\d))/g, ',') + (parts.length > 1 ? '.' + parts[1] : '');
  }

  function compact(number) {
    var size = Math.abs(number);
    var units = [[1e12, 'T'], [1e9, 'B'], [1e6, 'M'], [1e3, 'K']];
    for (var i = 0; i < units.length; i++) {
      if (size >= units[i][0]) return trim((number / units[i][0]).toFixed(size / units[i][0] < 10 ? 2 : 1)) + units[i][1];
    }
    return trim(String(Math.round(number * 1e6) / 1e6));
  }

  var SIGNS = { dollar: '$', euro: '€', pound: '£', yen: '¥' };

  /** A number with all its digits. */
  function exact(cell, format) {
    var text = digits(cell);
    if (text === null) return cell === null || cell === undefined ? 'no value' : String(cell);
    if (/e/i.test(text)) return text;
    if (format === 'plain') return text;
    if (format === 'percent') return group(text) + '%';
    if (format === 'fraction') return group(hundredfold(text)) + '%';
    var sign = SIGNS[format];
    if (sign) {
      var money = format !== 'yen' && !/\.\d\d/.test(text) ? fill(text) : text;
      return money.charAt(0) === '-' ? '-' + sign + group(money.slice(1)) : sign + group(money);
    }
    return group(text);
  }

  /** A hundred times as much, digit by digit. */
  function hundredfold(text) {
    var sign = text.charAt(0) === '-' ? '-' : '';
    var parts = text.replace('-', '').split('.');
    var after = (parts[1] || '') + '00';
    var whole = (parts[0] + after.slice(0, 2)).replace(/^0+(?=\d)/, '');
    return sign + trim(whole + '.' + after.slice(2));
  }

  function fill(text) {
    var parts = text.split('.');
    return parts[0] + '.' + ((parts[1] || '') + '00').slice(0, 2);
  }

  /** A number on an axis or a bar, where room is short. */
  function brief(number, format) {
    if (!isFinite(number)) return '';
    var sign = SIGNS[format];
    if (sign) return (number < 0 ? '-' : '') + sign + compact(Math.abs(number));
    if (format === 'percent') return group(trim(String(Math.round(number * 100) / 100))) + '%';
    if (format === 'fraction') return group(trim(String(Math.round(number * 10000) / 100))) + '%';
    if (format === 'plain') return trim(String(Math.round(number * 1e6) / 1e6));
    if (format === 'compact' || Math.abs(number) >= 1e6) return compact(number);
    return group(trim(String(Math.round(number * 1e6) / 1e6)));
  }

  // --- times

  function two(n) { return n < 10 ? '0' + n : String(n); }

  /** Milliseconds of a point of time and its unit; null when it is none. */
  function moment(cell) {
    if (cell === null || cell === undefined) return null;
    var text = String(cell);
    var m;
    if ((m = /^(\d{4})$/.exec(text))) return { at: Date.UTC(+m[1], 0, 1), unit: 'year' };
    if ((m = /^(\d{4})-?Q([1-4])$/.exec(text))) return { at: Date.UTC(+m[1], (m[2] - 1) * 3, 1), unit: 'quarter' };
    if ((m = /^(\d{4})-W(\d\d)$/.exec(text))) {
      var fourth = new Date(Date.UTC(+m[1], 0, 4));
      var monday = fourth.getTime() - ((fourth.getUTCDay() + 6) % 7) * DAY;
      return { at: monday + (m[2] - 1) * 7 * DAY, unit: 'week' };
    }
    if ((m = /^(\d{4})-(\d\d)$/.exec(text))) return { at: Date.UTC(+m[1], m[2] - 1, 1), unit: 'month' };
    if ((m = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text))) return { at: Date.UTC(+m[1], m[2] - 1, +m[3]), unit: 'day' };
    if ((m = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?/.exec(text))) {
      return { at: Date.UTC(+m[1], m[2] - 1, +m[3], +m[4], +m[5], +(m[6] || 0), m[7] ? Math.floor(+m[7] * 1000) : 0), unit: 'time' };
    }
    return null;
  }

  function timeText(at, unit) {
    var d = new Date(at);
    var y = d.getUTCFullYear();
    if (unit === 'year') return String(y);
    if (unit === 'quarter') return y + ' Q' + (Math.floor(d.getUTCMonth() / 3) + 1);
    if (unit === 'month') return y + '-' + two(d.getUTCMonth() + 1);
    var day = y + '-' + two(d.getUTCMonth() + 1) + '-' + two(d.getUTCDate());
    return unit === 'time' ? day + ' ' + two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()) : day;
  }

  /** The next point of time that rows of this unit should have. */
  function next(at, unit) {
    var d = new Date(at);
    if (unit === 'year') return Date.UTC(d.getUTCFullYear() + 1, 0, 1);
    if (unit === 'quarter') return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 3, 1);
    if (unit === 'month') return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + 1, 1);
    if (unit === 'week') return at + 7 * DAY;
    return at + DAY;
  }

  var MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  var MINUTE = 60000;

  /** The start of the first period of so many months that begins at this time or later. */
  function monthsFrom(at, step) {
    var d = new Date(at);
    var month = d.getUTCFullYear() * 12 + d.getUTCMonth();
    if (Date.UTC(d.getUTCFullYear(), d.getUTCMonth(), 1) < at) month++;
    return Math.ceil(month / step) * step;
  }

  function monthly(least, most, step) {
    var found = [];
    for (var month = monthsFrom(least, step); ; month += step) {
      var at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > most) return found;
      found.push(at);
    }
  }

  /** Every so many milliseconds; weeks begin on Mondays. */
  function evenly(least, most, step) {
    var from = step % (7 * DAY) === 0 ? 4 * DAY : 0;
    var found = [];
    for (var at = Math.ceil((least - from) / step) * step + from; at <= most; at += step) found.push(at);
    return found;
  }

  /**
   * Where a time axis has its labels: at round times, evenly, as many as there is room for. Null where ECharts does better, which
   * is within minutes.
   */
  function calendar(least, most, unit, room) {
    var span = most - least;
    var choices = [];
    var most1 = Math.max(2, Math.floor(room / 50));
    var most2 = Math.max(2, Math.floor(room / 58));
    if (unit === 'time' && span < 20 * MINUTE) return null;
    if (unit === 'time') {
      [5, 10, 15, 30, 60, 120, 180, 360, 720].forEach(function (m) {
        if (span / (m * MINUTE) <= 100) choices.push([most1, evenly, m * MINUTE]);
      });
    }
    if (unit === 'time' || unit === 'day' || unit === 'week') {
      [1, 2, 7, 14].forEach(function (d) {
        if (span / (d * DAY) <= 100 && (unit !== 'week' || d >= 7)) choices.push([most2, evenly, d * DAY]);
      });
    }
    (unit === 'year' ? [] : unit === 'quarter' ? [3, 6] : [1, 2, 3, 6]).concat([12, 24, 60, 120, 240, 600, 1200, 6000]).forEach(function (m) {
      if (span / (m * 30 * DAY) <= 100) choices.push([most1, monthly, m]);
    });
    for (var i = 0; i < choices.length; i++) {
      var found = choices[i][1](least, most, choices[i][2]);
      if (found.length <= choices[i][0]) return found.length > 1 ? { at: found, step: choices[i][2], monthly: choices[i][1] === monthly } : null;
    }
    return null;
  }

  /** Texts of times that follow each other; what they have in common is said at the first, and where it changes. */
  function timeLabels(list, unit) {
    var before = null;
    return list.map(function (at) {
      var d = new Date(at);
      var year = String(d.getUTCFullYear());
      var day = d.getUTCDate() + ' ' + MONTHS[d.getUTCMonth()];
      var text = unit === 'year' ? year
        : unit === 'quarter' ? 'Q' + (Math.floor(d.getUTCMonth() / 3) + 1)
        : unit === 'month' ? MONTHS[d.getUTCMonth()]
        : unit === 'time' ? two(d.getUTCHours()) + ':' + two(d.getUTCMinutes()) : day;
      var common = unit === 'year' ? '' : unit === 'time' ? day : year;
      var said = common && common !== before ? text + '\n' + common : text;
      before = common;
      return said;
    });
  }

  /** Which of some times in a row get a label, and which one; null when they are no times, or not in order. */
  function timeCategories(labels, room) {
    var found = [];
    var unit = null;
    for (var i = 0; i < labels.length; i++) {
      var m = moment(labels[i]);
      if (!m || m.unit === 'time' || (unit && m.unit !== unit) || (i > 0 && m.at <= found[i - 1])) return null;
      unit = m.unit;
      found.push(m.at);
    }
    if (labels.length < 2) return null;
    var wide = unit === 'day' || unit === 'week' ? 58 : 46;
    var steps = unit === 'year' ? [1, 2, 5, 10, 20, 50, 100] : unit === 'quarter' ? [1, 2, 4, 8, 20, 40] : unit === 'month' ? [1, 2, 3, 6, 12, 24, 60, 120] : [1, 2, 7, 14, 28, 56];
    var step = steps.filter(function (s) { return s * room / labels.length >= wide; })[0] || steps[steps.length - 1];
    var place = function (at, i) {
      var d = new Date(at);
      return unit === 'year' ? d.getUTCFullYear() : unit === 'quarter' ? Math.floor(d.getUTCMonth() / 3) + d.getUTCFullYear() * 4
        : unit === 'month' ? d.getUTCMonth() + d.getUTCFullYear() * 12 : i;
    };
    var shown = found.filter(function (at, i) { return place(at, i) % step === 0; });
    if (shown.length < 2 && labels.length > 2) return null;
    var texts = timeLabels(shown, unit === 'week' ? 'day' : unit);
    return found.map(function (at) {
      var i = shown.indexOf(at);
      return i < 0 ? null : texts[i];
    });
  }

  /** All cells as times of one unit, or null. */
  function times(rows, x) {
    var unit = null;
    var found = [];
    for (var i = 0; i < rows.length; i++) {
      var cell = rows[i][x];
      if (cell === null) { found.push(null); continue; }
      var m = moment(cell);
      if (!m || (unit && unit !== m.unit && !(isFine(unit) && isFine(m.unit)))) return null;
      unit = unit === 'time' ? unit : m.unit;
      found.push(m.at);
    }
    return unit ? { unit: unit, at: found } : null;
  }

  function isFine(unit) { return unit === 'day' || unit === 'time'; }

  /** Puts a gap where a period has no row, so that a line does not run across it. */
  function withGaps(points, unit) {
    if (points.length < 3 || unit === 'time') return points;
    var steps = 0;
    for (var at = points[0][0]; at < points[points.length - 1][0] && steps <= MOST_POINTS; at = next(at, unit)) steps++;
    var dense = points.length / (steps + 1);
    if (steps > MOST_POINTS || (unit === 'day' || unit === 'week' ? dense < 0.7 : dense < 0.34)) return points;
    var filled = [];
    for (var i = 0; i < points.length; i++) {
      filled.push(points[i]);
      if (i + 1 < points.length) {
        var due = next(points[i][0], unit);
        if (due < points[i + 1][0]) filled.push([due, null]);
      }
    }
    return filled;
  }

  // --- rows to series

  function label(cell) {
    if (cell === null || cell === undefined) return 'NULL';
    if (cell === '') return '(empty)';
    return String(cell);
  }

  function value(cell) {
    if (cell === null || cell === undefined || cell === '') return null;
    var number = Number(cell);
    return isFinite(number) ? number : null;
  }

  function count(n) { return group(String(n)); }

  /** Series by name: each a list of [label position, value, exact cell, row]. */
  function split(model, notes) {
    var c = model.chart;
    var rows = model.rows;
    var i;
    if (c.series === null || c.series === undefined) {
      return c.y.map(function (y) {
        return { name: model.columns[y].name, rows: rows.map(function (row, at) { return { at: at, x: row[c.x], cell: row[y] }; }) };
      });
    }
    var order = [];
    var byName = {};
    for (i = 0; i < rows.length; i++) {
      var name = label(rows[i][c.series]);
      if (!Object.prototype.hasOwnProperty.call(byName, name)) {
        byName[name] = { name: name, rows: [], sum: 0 };
        order.push(byName[name]);
      }
      byName[name].rows.push({ at: i, x: rows[i][c.x], cell: rows[i][c.y[0]] });
      byName[name].sum += Math.abs(value(rows[i][c.y[0]]) || 0);
    }
    if (order.length > MOST_SERIES) {
      notes.push('The ' + MOST_SERIES + ' largest of ' + count(order.length) + ' in ' + model.columns[c.series].name + '.');
      var largest = order.slice().sort(function (a, b) { return b.sum - a.sum; }).slice(0, MOST_SERIES);
      order = order.filter(function (one) { return largest.indexOf(one) >= 0; });
    }
    return order;
  }

  /** Labels along an axis with a value for each series; equal labels of one series are added up, and that is said. */
  function categories(model, series, notes, most) {
    var c = model.chart;
    var labels = [];
    var places = {};
    var added = false;
    var single = c.series === null || c.series === undefined;
    series.forEach(function (one) {
      one.values = {};
      one.rows.forEach(function (row) {
        var text = label(row.x);
        var key = single ? row.at + ' ' + text : text;
        if (!Object.prototype.hasOwnProperty.call(places, key)) {
          places[key] = { key: key, text: text, total: 0, place: labels.length };
          labels.push(places[key]);
        }
        var number = value(row.cell);
        if (number !== null) places[key].total += number;
        var known = one.values[key];
        if (known && known.number !== null && number !== null) {
          added = true;
          known.number += number;
          known.cell = known.number;
        } else if (!known || known.number === null) {
          one.values[key] = { number: number, cell: row.cell };
        }
      });
    });
    if (added) notes.push('Rows with the same labels are added up.');
    var all = labels.length;
    var sorted = labels.slice();
    if (c.sort === 'value') sorted.sort(function (a, b) { return b.total - a.total || a.place - b.place; });
    if (c.sort === 'label') sorted.sort(function (a, b) { return compare(a.text, b.text) || a.place - b.place; });
    if (all > most) {
      notes.push((c.sort === 'value' ? 'Top ' : 'The first ') + most + ' of ' + count(all) + '.');
      sorted = sorted.slice(0, most);
    }
    return sorted;
  }

  function compare(a, b) {
    if (a !== '' && b !== '' && !isNaN(a) && !isNaN(b)) return Number(a) - Number(b);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  // --- pieces of the option

  function base(model, theme) {
    var i = ink(theme);
    return {
      backgroundColor: 'transparent',
      animation: !!theme.animate,
      animationDuration: 250,
      useUTC: true,
      color: theme.dark ? DARK : LIGHT,
      textStyle: { fontFamily: theme.font || 'sans-serif', color: i.text, fontSize: 12 },
      grid: { left: 12, right: 20, top: 16, bottom: 12, outerBoundsMode: 'same', outerBoundsContain: 'all' },
      tooltip: {
        confine: true, renderMode: 'richText', backgroundColor: i.ground, borderColor: i.axis, borderWidth: 1, padding: [8, 10],
        textStyle: { color: i.text, fontSize: 12, fontFamily: theme.font || 'sans-serif' }
      },
      aria: { enabled: !!theme.decal, label: { enabled: false }, decal: { show: !!theme.decal } }
    };
  }

  /** Rich text takes braces for marks: those of the data are written as full-width ones. */
  function safe(text) {
    return String(text).replace(/\{/g, '\uFF5B').replace(/\}/g, '\uFF5D').replace(/\|/g, '\uFF5C');
  }

  function shorten(text, most) {
    return text.length > most ? text.slice(0, most - 1) + '…' : text;
  }

  /** Pixels of the plot from left to right, about. */
  function across(theme) { return Math.max(120, (theme.width || 600) - 76); }

  function valueAxis(model, theme, name, room) {
    var i = ink(theme);
    return {
      splitNumber: room ? Math.max(2, Math.min(6, Math.floor(room / 90))) : 5,
      type: model.chart.log ? 'log' : 'value',
      scale: false,
      name: name ? shorten(name, 40) : undefined,
      nameLocation: 'middle',
      nameGap: 8,
      nameMoveOverlap: true,
      nameTextStyle: { color: i.quiet },
      axisLabel: { color: i.quiet, hideOverlap: true, formatter: function (v) { return brief(v, model.chart.numbers); } },
      axisLine: { show: false },
      axisTick: { show: false },
      splitLine: { lineStyle: { color: i.line } }
    };
  }

  function labelAxis(labels, theme, lying) {
    var i = ink(theme);
    var room = lying ? Math.max(10, Math.min(28, Math.floor((theme.width || 600) / 19))) : 16;
    var axis = {
      type: 'category',
      data: labels,
      inverse: !!lying,
      axisLabel: {
        color: i.quiet, hideOverlap: true, interval: labels.length <= 30 ? 0 : 'auto',
        rotate: !lying && crowded(labels, theme) ? 40 : 0,
        formatter: function (text) { return shorten(text, room); }
      },
      axisLine: { lineStyle: { color: i.axis } },
      axisTick: { show: false }
    };
    var dated = lying ? null : timeCategories(labels, across(theme));
    if (dated) {
      axis.axisLabel.rotate = 0;
      axis.axisLabel.hideOverlap = false;
      axis.axisLabel.lineHeight = 15;
      axis.axisLabel.interval = function (at) { return dated[at] !== null; };
      axis.axisLabel.formatter = function (text, at) { return dated[at] || ''; };
    }
    return axis;
  }

  function crowded(labels, theme) {
    var characters = 0;
    for (var i = 0; i < labels.length; i++) characters += Math.min(16, labels[i].length) + 2;
    return characters * 6.6 > (theme.width || 600) - 70;
  }

  function timeAxis(theme, time) {
    var i = ink(theme);
    var unit = time.unit;
    var known = time.at.filter(function (at) { return at !== null; });
    var least = Math.min.apply(null, known);
    var most = Math.max.apply(null, known);
    var ticks = calendar(least, most, unit, across(theme));
    var axis = {
      type: 'time',
      minInterval: unit === 'year' ? 365 * DAY : unit === 'quarter' ? 90 * DAY : unit === 'month' ? 28 * DAY : unit === 'week' || unit === 'day' ? DAY : 0,
      axisLabel: { color: i.quiet, hideOverlap: true, showMinLabel: true, showMaxLabel: true },
      axisLine: { lineStyle: { color: i.axis } },
      axisTick: { show: false },
      splitLine: { show: false }
    };
    if (ticks) {
      var written = ticks.monthly ? (ticks.step % 12 === 0 ? 'year' : unit === 'quarter' ? 'quarter' : 'month') : ticks.step < DAY ? 'time' : 'day';
      var texts = timeLabels(ticks.at, written);
      // An axis of times would choose labels itself.
      axis.type = 'value';
      axis.min = least;
      axis.max = most;
      delete axis.minInterval;
      axis.axisLabel = {
        color: i.quiet, lineHeight: 15, customValues: ticks.at, showMinLabel: true, showMaxLabel: true,
        formatter: function (at) { return texts[ticks.at.indexOf(at)] || ''; }
      };
    }
    return axis;
  }

  /** Above the plot, on as many lines as it takes; more than four are leafed through. */
  function legend(option, series, theme) {
    if (series.length < 2) return;
    var i = ink(theme);
    var width = (theme.width || 600) - 12;
    var most = width < 420 ? 18 : 28;
    var lines = 1;
    var used = 0;
    series.forEach(function (one) {
      var wide = 14 + 5 + Math.min(most, one.name.length) * 7 + 14;
      if (used > 0 && used + wide > width) { lines++; used = 0; }
      used += wide;
    });
    var leaf = lines > 4;
    option.legend = {
      type: leaf ? 'scroll' : 'plain', top: 0, left: 4, right: 4, itemWidth: 14, itemHeight: 9, itemGap: 12,
      pageIconColor: i.text, pageIconInactiveColor: i.line,
      textStyle: { color: i.text, fontSize: 12, lineHeight: 16 },
      pageTextStyle: { color: i.quiet },
      formatter: function (name) { return safe(shorten(name, most)); }
    };
    option.grid.top = 18 + (leaf ? 1 : lines) * 24;
  }

  /** A name that comes twice would be one series to ECharts. */
  function unique(series) {
    var seen = {};
    series.forEach(function (one) {
      var name = one.name;
      for (var n = 2; Object.prototype.hasOwnProperty.call(seen, name); n++) name = one.name + ' (' + n + ')';
      seen[name] = true;
      one.name = name;
    });
    return series;
  }

  function exactTip(model, heading) {
    return function (params) {
      var list = Array.isArray(params) ? params : [params];
      var lines = [];
      list.forEach(function (p) {
        if (!lines.length) lines.push(safe(heading(p)));
        var data = p.data || {};
        lines.push((p.seriesName ? safe(shorten(p.seriesName, 40)) + ':  ' : '') + safe(exact(data.cell, model.chart.numbers)));
      });
      return lines.join('\n');
    };
  }

  // --- the kinds

  function bars(model, theme, notes) {
    var c = model.chart;
    var stacked = c.kind === 'stacked';
    var series = unique(split(model, notes));
    var sorted = categories(model, series, notes, MOST_BARS);
    var labels = sorted.map(function (one) { return one.text; });
    var option = base(model, theme);
    var lying = !!c.horizontal;
    var along = labelAxis(labels, theme, lying);
    var longest = labels.reduce(function (most, text) { return Math.max(most, text.length); }, 0);
    var values = valueAxis(model, theme, '', lying ? across(theme) - Math.min(longest, 28) * 6 : 0);
    option.xAxis = lying ? values : along;
    option.yAxis = lying ? along : values;
    option.tooltip.trigger = 'axis';
    option.tooltip.axisPointer = { type: 'shadow' };
    option.tooltip.formatter = exactTip(model, function (p) { return labels[p.dataIndex]; });
    // Written at the bars where each number has room beside its neighbours.
    var few = series.length === 1 && labels.length <= 12 && (lying || sorted.every(function (place) {
      var v = series[0].values[place.key];
      return !v || brief(v.number, c.numbers).length * 6 <= across(theme) / labels.length;
    }));
    option.series = series.map(function (one, at) {
      return {
        type: 'bar', name: one.name, stack: stacked ? 'all' : undefined, barMaxWidth: 48, barMinHeight: stacked ? 0 : 1,
        itemStyle: { color: color(theme, at), borderRadius: stacked ? 0 : 2, borderColor: stacked ? ink(theme).ground : undefined, borderWidth: stacked ? 0.5 : 0 },
        emphasis: { focus: series.length > 1 ? 'series' : 'none' },
        label: few
          ? { show: true, position: lying ? 'right' : 'top', color: ink(theme).text, fontSize: 11, formatter: function (p) { return p.data && p.data.value !== null ? brief(p.data.value, c.numbers) : ''; } }
          : { show: false },
        data: sorted.map(function (place) {
          var v = one.values[place.key];
          var point = { value: v ? v.number : null, cell: v ? v.cell : null };
          if (few && point.value < 0) point.label = { position: lying ? 'left' : 'bottom' };
          return point;
        }),
        labelLayout: few ? { hideOverlap: true } : undefined
      };
    });
    var below = few && series[0] && sorted.some(function (place) { return place && series[0].values[place.key] && series[0].values[place.key].number < 0; });
    // Room for what is written under a bar that hangs, before the names of the bars.
    if (below) values.boundaryGap = ['10%', 0];
    if (few && lying) option.grid.right = 56;
    if (few && !lying) option.grid.top = 26;
    legend(option, series, theme);
    return option;
  }

  function lines(model, theme, notes) {
    var c = model.chart;
    var area = c.kind === 'area';
    var series = unique(split(model, notes));
    var time = times(model.rows, c.x);
    var numeric = !time && model.rows.length > 1 && model.rows.every(function (row) { return typeof row[c.x] === 'number'; });
    var option = base(model, theme);
    option.yAxis = valueAxis(model, theme, '');
    option.tooltip.trigger = 'axis';
    option.tooltip.axisPointer = { type: 'line', lineStyle: { color: ink(theme).axis } };
    var stackable = area && !numeric && series.length > 1 && series.every(function (one) {
      return one.rows.every(function (row) { return (value(row.cell) || 0) >= 0; });
    });
    var labels = null;
    if (time || numeric) {
      option.xAxis = time ? timeAxis(theme, time) : valueAxis({ chart: { numbers: 'plain' } }, theme, model.columns[c.x].name, across(theme));
      if (numeric) option.xAxis.scale = true;
      var dropped = 0;
      series.forEach(function (one) {
        var points = [];
        one.rows.forEach(function (row) {
          var at = time ? time.at[row.at] : row.x;
          if (at === null) dropped++;
          else points.push([at, value(row.cell), row.cell]);
        });
        points.sort(function (a, b) { return a[0] - b[0]; });
        if (time && !stackable) points = withGaps(points, time.unit);
        one.data = points.map(function (p) { return { value: [p[0], p[1]], cell: p[2] }; });
      });
      if (stackable) {
        alignAll(series);
        option.xAxis = stackedAlong(option.xAxis);
      }
      if (dropped) notes.push(count(dropped) + (dropped === 1 ? ' row has' : ' rows have') + ' no time.');
      option.tooltip.formatter = exactTip(model, function (p) {
        return time ? timeText(p.data.value[0], time.unit) : model.columns[c.x].name + ' ' + exact(p.data.value[0], 'plain');
      });
    } else {
      var sorted = categories(model, series, notes, MOST_POINTS);
      labels = sorted.map(function (one) { return one.text; });
      option.xAxis = labelAxis(labels, theme, false);
      option.xAxis.boundaryGap = !area;
      series.forEach(function (one) {
        one.data = sorted.map(function (place) {
          var v = one.values[place.key];
          return { value: v ? v.number : null, cell: v ? v.cell : null };
        });
      });
      option.tooltip.formatter = exactTip(model, function (p) { return labels[p.dataIndex]; });
    }
    option.series = series.map(function (one, at) {
      return {
        type: 'line', name: one.name, data: one.data, connectNulls: false, stack: stackable ? 'all' : undefined,
        symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: one.data.length > 60 ? 3 : 7, showSymbol: one.data.length <= 120 && !(stackable && one.data.length > 1), showAllSymbol: one.data.length <= 60,
        lineStyle: { width: 2, color: color(theme, at), type: at > 3 ? 'dashed' : 'solid' },
        itemStyle: { color: color(theme, at) },
        areaStyle: area ? { opacity: stackable ? 0.55 : 0.22, color: color(theme, at), origin: 'start' } : undefined,
        emphasis: { focus: series.length > 1 ? 'series' : 'none' }
      };
    });
    if (area) option.series.forEach(function (one) { one.areaStyle.origin = 'auto'; });
    legend(option, series, theme);
    return option;
  }

  /** On an axis of numbers ECharts would stack along it: an axis of times carries the areas, the other one its labels. */
  function stackedAlong(axis) {
    if (axis.type === 'time') return axis;
    axis.position = 'bottom';
    return [{ type: 'time', min: axis.min, max: axis.max, axisLabel: { show: false }, axisLine: { show: false }, axisTick: { show: false }, splitLine: { show: false } }, axis];
  }

  /** Areas are stacked place by place: each has a value at each, nothing being zero. */
  function alignAll(series) {
    var seen = {};
    var places = [];
    series.forEach(function (one) {
      one.data.forEach(function (d) {
        if (!Object.prototype.hasOwnProperty.call(seen, d.value[0])) { seen[d.value[0]] = true; places.push(d.value[0]); }
      });
    });
    places.sort(function (a, b) { return a - b; });
    series.forEach(function (one) {
      var known = {};
      one.data.forEach(function (d) {
        var before = known[d.value[0]];
        if (before) { before.value[1] += d.value[1] || 0; before.cell = before.value[1]; } else known[d.value[0]] = { value: [d.value[0], d.value[1] || 0], cell: d.cell };
      });
      one.data = places.map(function (at) { return known[at] || { value: [at, 0], cell: null }; });
    });
  }

  function pie(model, theme, notes) {
    var c = model.chart;
    var series = split(model, notes);
    var sorted = categories(model, series, notes, MOST_BARS);
    var option = base(model, theme);
    var i = ink(theme);
    delete option.grid;
    var total = 0;
    sorted.forEach(function (place) { total += series[0].values[place.key].number || 0; });
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = function (p) {
      return safe(p.name) + '\n' + safe(exact(p.data.cell, c.numbers)) + '  (' + share(p.data.value, total) + ')';
    };
    // A list beside it, or below where it is narrow: labels around small parts would lie on each other.
    var wide = (theme.width || 600) >= 440;
    var most = Math.max(12, Math.min(28, Math.floor((theme.width || 600) / (wide ? 24 : 16))));
    var longest = sorted.reduce(function (length, place) { return Math.max(length, Math.min(most, place.text.length)); }, 0);
    var column = (longest + 8) * 7 + 40;
    var inLine = wide ? 1 : Math.max(1, Math.floor(((theme.width || 600) - 16) / column));
    var lines = wide ? 0 : Math.ceil(sorted.length / inLine);
    var shares = {};
    sorted.forEach(function (place) { shares[place.text] = share(series[0].values[place.key].number, total); });
    option.legend = {
      type: 'plain', orient: wide ? 'vertical' : 'horizontal', selectedMode: false, itemWidth: 12, itemHeight: 12, itemGap: wide ? 14 : 10, icon: 'roundRect',
      textStyle: { color: i.text, fontSize: wide ? 13 : 12, lineHeight: 16, rich: { part: { width: (longest + 1) * 7 }, share: { color: i.quiet, width: 48, align: 'right' } } },
      formatter: function (name) { return '{part|' + safe(shorten(name, most)) + '}{share|' + shares[name] + '}'; }
    };
    if (wide) { option.legend.left = '56%'; option.legend.top = 'middle'; } else { option.legend.left = 'center'; option.legend.bottom = 0; }
    option.series = [{
      type: 'pie', radius: ['44%', wide ? '82%' : '90%'], center: ['50%', '50%'], minAngle: 2, left: 0, top: 0, width: wide ? '56%' : '100%', bottom: lines * 26,
      label: { show: false },
      itemStyle: { borderColor: i.ground, borderWidth: 2 },
      data: sorted.map(function (place, at) {
        var v = series[0].values[place.key];
        return { name: place.text, value: v.number, cell: v.cell, itemStyle: { color: color(theme, at) } };
      })
    }];
    return option;
  }

  function share(part, total) {
    return total > 0 ? trim((part / total * 100).toFixed(1)) + '%' : '';
  }

  function scatter(model, theme, notes) {
    var c = model.chart;
    var series = unique(split(model, notes));
    var time = times(model.rows, c.x);
    var numbers = model.rows.every(function (row) { return row[c.x] === null || value(row[c.x]) !== null; });
    var asTime = time && !(numbers && model.columns[c.x].kind === 'number');
    var option = base(model, theme);
    option.xAxis = asTime ? timeAxis(theme, time) : valueAxis({ chart: { numbers: 'grouped' } }, theme, model.columns[c.x].name, across(theme));
    option.yAxis = valueAxis(model, theme, model.columns[c.y[0]].name);
    option.xAxis.scale = true;
    option.yAxis.scale = true;
    option.tooltip.trigger = 'item';
    var left = 0;
    option.series = series.map(function (one, at) {
      var data = [];
      one.rows.forEach(function (row) {
        var x = asTime ? time.at[row.at] : value(row.x);
        var y = value(row.cell);
        if (x === null || y === null) left++;
        else data.push({ value: [x, y], cell: row.cell, x: row.x });
      });
      return {
        type: 'scatter', name: one.name, data: data, symbol: SYMBOLS[at % SYMBOLS.length], symbolSize: data.length > 300 ? 5 : 8,
        itemStyle: { color: color(theme, at), opacity: 0.75 }
      };
    });
    option.tooltip.formatter = function (p) {
      return (series.length > 1 ? safe(p.seriesName) + '\n' : '') + safe(model.columns[c.x].name) + ':  ' +
        safe(asTime ? timeText(p.data.value[0], time.unit) : exact(p.data.x, 'grouped')) + '\n' +
        safe(model.columns[c.y[0]].name) + ':  ' + safe(exact(p.data.cell, c.numbers));
    };
    if (left) notes.push(count(left) + (left === 1 ? ' row without a value is' : ' rows without a value are') + ' left out.');
    legend(option, series, theme);
    return option;
  }

  /** Bins of a round width, the first beginning at a multiple of it. */
  function bins(numbers) {
    var least = Math.min.apply(null, numbers);
    var most = Math.max.apply(null, numbers);
    var whole = numbers.every(function (n) { return Math.floor(n) === n; });
    var wanted = Math.max(4, Math.min(20, Math.ceil(Math.log(numbers.length) / Math.LN2) + 1));
    var raw = (most - least) / wanted || 1;
    var power = Math.pow(10, Math.floor(Math.log(raw) / Math.LN10));
    var step = [1, 2, 2.5, 5, 10].map(function (m) { return m * power; }).filter(function (s) { return s >= raw * 0.999; })[0];
    if (whole) step = Math.max(1, Math.ceil(step));
    var first = Math.floor(least / step) * step;
    var list = [];
    for (var from = first, k = 0; from <= most && k < 200; k++, from = first + k * step) {
      list.push({ from: round(from), to: round(first + (k + 1) * step), n: 0 });
    }
    numbers.forEach(function (n) { list[Math.min(list.length - 1, Math.max(0, Math.floor((n - first) / step + 1e-9)))].n++; });
    return { list: list, whole: whole && step === 1 };
  }

  /** Limits of bins, as many as there is room for: each, or each second and so on, from the first. */
  function edges(list, room, format) {
    var all = list.map(function (bin) { return bin.from; }).concat([list[list.length - 1].to]);
    var longest = all.reduce(function (most, edge) { return Math.max(most, brief(edge, format).length); }, 1);
    var step = Math.max(1, Math.ceil(all.length * (longest * 7 + 14) / room));
    return all.filter(function (edge, i) { return i % step === 0; });
  }

  function round(n) { return Math.round(n * 1e9) / 1e9; }

  function histogram(model, theme, notes) {
    var c = model.chart;
    var y = c.y[0];
    var numbers = [];
    model.rows.forEach(function (row) {
      var number = value(row[y]);
      if (number !== null) numbers.push(number);
    });
    var left = model.rows.length - numbers.length;
    if (left) notes.push(count(left) + (left === 1 ? ' row without a value is' : ' rows without a value are') + ' left out.');
    var option = base(model, theme);
    if (!numbers.length) return option;
    var found = bins(numbers);
    var names = found.list.map(function (bin) {
      return found.whole ? brief(bin.from, c.numbers) : brief(bin.from, c.numbers) + '–' + brief(bin.to, c.numbers);
    });
    // Bins have their limits written between them.
    var below = labelAxis(names, theme, false);
    var limits = valueAxis(model, theme, model.columns[y].name);
    option.xAxis = [below, limits];
    limits.position = 'bottom';
    limits.type = 'value';
    limits.min = found.list[0].from;
    limits.max = found.list[found.list.length - 1].to;
    limits.splitLine = { show: false };
    limits.axisLabel.customValues = edges(found.list, across(theme), c.numbers);
    if (found.whole) {
      below.axisLabel.rotate = 0;
      below.axisLabel.interval = 'auto';
      limits.axisLabel.show = false;
    } else {
      below.axisLabel.show = false;
      limits.axisTick = { show: true, lineStyle: { color: ink(theme).axis }, customValues: limits.axisLabel.customValues };
    }
    option.yAxis = valueAxis({ chart: { numbers: 'grouped' } }, theme, 'rows');
    option.yAxis.minInterval = 1;
    option.tooltip.trigger = 'axis';
    option.tooltip.axisPointer = { type: 'shadow' };
    option.tooltip.formatter = function (params) {
      var bin = found.list[params[0].dataIndex];
      return (found.whole ? exact(bin.from, c.numbers) : 'from ' + exact(bin.from, c.numbers) + ' to below ' + exact(bin.to, c.numbers)) +
        '\n' + count(bin.n) + (bin.n === 1 ? ' row' : ' rows');
    };
    option.series = [{
      type: 'bar', name: model.columns[y].name, barCategoryGap: '4%', itemStyle: { color: color(theme, 0), borderRadius: 1 },
      data: found.list.map(function (bin) { return { value: bin.n, cell: bin.n }; })
    }];
    return option;
  }

  function heatMap(model, theme, notes) {
    var c = model.chart;
    var i = ink(theme);
    var xs = ordered(model.rows, c.x, c.sort);
    var ys = ordered(model.rows, c.series, 'result');
    var most = 60;
    if (xs.length > most) { notes.push('The first ' + most + ' of ' + count(xs.length) + ' in ' + model.columns[c.x].name + '.'); xs = xs.slice(0, most); }
    if (ys.length > most) { notes.push('The first ' + most + ' of ' + count(ys.length) + ' in ' + model.columns[c.series].name + '.'); ys = ys.slice(0, most); }
    var cells = {};
    var data = [];
    var added = false;
    model.rows.forEach(function (row) {
      var x = xs.indexOf(label(row[c.x]));
      var y = ys.indexOf(label(row[c.series]));
      var number = value(row[c.y[0]]);
      if (x < 0 || y < 0 || number === null) return;
      var key = x + ' ' + y;
      if (cells[key]) {
        added = true;
        cells[key].value[2] += number;
        cells[key].cell = cells[key].value[2];
      } else {
        cells[key] = { value: [x, y, number], cell: row[c.y[0]] };
        data.push(cells[key]);
      }
    });
    if (added) notes.push('Rows with the same labels are added up.');
    var values = data.map(function (d) { return d.value[2]; });
    var least = values.length ? Math.min.apply(null, values) : 0;
    var highest = values.length ? Math.max.apply(null, values) : 1;
    var option = base(model, theme);
    option.grid.bottom = 48;
    option.xAxis = labelAxis(xs, theme, false);
    option.yAxis = labelAxis(ys, theme, true);
    option.xAxis.axisLine = option.yAxis.axisLine = { show: false };
    option.visualMap = {
      min: Math.min(0, least), max: highest === least ? least + 1 : highest, calculable: false, orient: 'horizontal', left: 'center', bottom: 0,
      itemWidth: 12, itemHeight: 140, inRange: { color: [i.from, i.to] }, textStyle: { color: i.quiet },
      text: [brief(highest, c.numbers), brief(Math.min(0, least), c.numbers)]
    };
    option.tooltip.trigger = 'item';
    option.tooltip.formatter = function (p) {
      return safe(xs[p.data.value[0]]) + ', ' + safe(ys[p.data.value[1]]) + '\n' + safe(model.columns[c.y[0]].name) + ':  ' + safe(exact(p.data.cell, c.numbers));
    };
    var few = data.length <= 80 && xs.length <= 14;
    option.series = [{
      type: 'heatmap', data: data, itemStyle: { borderColor: i.ground, borderWidth: 1 },
      label: { show: few, fontSize: 11, formatter: function (p) { return brief(p.data.value[2], c.numbers); } }
    }];
    if (few) {
      var low = Math.min(0, least);
      data.forEach(function (d) {
        var strong = (d.value[2] - low) / ((highest - low) || 1) > 0.55;
        d.label = { color: strong ? (theme.dark ? '#10141a' : '#ffffff') : i.text };
      });
    }
    return option;
  }

  function ordered(rows, at, sort) {
    var seen = {};
    var list = [];
    rows.forEach(function (row) {
      var text = label(row[at]);
      if (!Object.prototype.hasOwnProperty.call(seen, text)) { seen[text] = true; list.push(text); }
    });
    return sort === 'label' ? list.sort(compare) : list;
  }

  function chartOption(model, theme) {
    var notes = [];
    var kind = model.chart.kind;
    var made = { notes: notes };
    if (kind === 'number') {
      var row = model.rows.length ? model.rows[0] : [];
      made.number = { value: exact(row[model.chart.y[0]], model.chart.numbers), label: model.columns[model.chart.y[0]].name };
      return made;
    }
    made.option = kind === 'bar' || kind === 'stacked' ? bars(model, theme, notes)
      : kind === 'line' || kind === 'area' ? lines(model, theme, notes)
      : kind === 'pie' ? pie(model, theme, notes)
      : kind === 'scatter' ? scatter(model, theme, notes)
      : kind === 'histogram' ? histogram(model, theme, notes)
      : heatMap(model, theme, notes);
    if (model.truncated) notes.unshift('Only the first ' + count(model.rows.length) + ' rows.');
    return made;
  }

  root.tabletalkChartOption = chartOption;
})(typeof window === 'undefined' ? this : window);
