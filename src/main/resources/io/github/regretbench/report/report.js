"use strict";
{
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  const all = selector => [...document.querySelectorAll(selector)];
  const root = document.documentElement;
  const frame = byId("chart");
  const slider = byId("round");
  const boxes = all("[data-policy]");
  const pickers = all("[data-axis]");
  const QUANTITIES = {
    "average-regret": "average regret Rₜ/t", "cumulative-regret": "cumulative regret Rₜ",
    "best-sampled-regret": "simple regret of the best arm sampled", "recommended-regret": "simple regret of the recommended arm",
    "information-gain": "information gain"
  };
  // A linear axis ends where curves have settled: average regrets start far above the rest.
  const SETTLED = 0.05, HEADROOM = 1.05;

  let cell = data.cells[0];
  let shown = [];          // the curves in the chart: {policy, mean, lower, upper, bound}
  let chart = null;
  let place = cell.rounds.length - 1;
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.hidden = true;

  const quantity = () => document.querySelector("[name=quantity]:checked").value;
  const colour = (policy, name) => {
    const probe = document.createElement("i");
    probe.className = "policy" + policy;
    probe.style.color = "var(" + name + ")";
    frame.append(probe);
    const result = getComputedStyle(probe).color;
    probe.remove();
    return result;
  };
  const theme = name => colour(0, name);
  const faint = rgb => rgb.replace("rgb(", "rgba(").replace(")", ", 0.16)");

  /** Four significant digits, as the page's tables have them. */
  function number(value) {
    if (value === null || value === undefined) return "–";
    if (value === 0) return "0";
    const rounded = value.toPrecision(4);
    if (Math.abs(Number(rounded)) < 1e-4) return Number(rounded).toExponential(3);
    return rounded.includes("e") ? String(Number(rounded)) : rounded;
  }
  const interval = (curve, i) => curve.lower && curve.lower[i] !== null ? "[" + number(curve.lower[i]) + ", " + number(curve.upper[i]) + "]" : "";

  /** The curves of the chosen cell, quantity and policies. */
  function curves() {
    const kind = quantity();
    const sum = kind === "cumulative-regret";
    const scaled = values => values && (sum ? values.map((v, i) => v === null ? null : v * cell.rounds[i]) : values);
    const bound = byId("bound")?.value;
    return data.policies.flatMap((policy, i) => {
      const stored = cell.curves[policy.name];
      if (!stored || !boxes[i].checked) return [];
      const curve = stored[sum ? "average-regret" : kind];
      const over = bound && (sum || kind === "average-regret") ? stored.bounds[bound] : undefined;
      return [{
        policy: i, mean: scaled(curve.mean), lower: scaled(curve.lower), upper: scaled(curve.upper),
        bound: over && (sum ? over : over.map((v, j) => v === null ? null : v / cell.rounds[j]))
      }];
    });
  }

  /** Both ends of the vertical axis. */
  function range(logarithmic) {
    const settled = cell.rounds[cell.rounds.length - 1] * SETTLED;
    const last = (values, i) => cell.rounds[i] >= settled || logarithmic ? values?.[i] ?? [] : [];
    const values = shown.flatMap(c => c.mean.flatMap((v, i) => [last(c.mean, i), logarithmic ? [] : last(c.upper, i), last(c.bound, i)])).flat();
    const positive = values.filter(v => v > 0);
    if (logarithmic) return positive.length ? [Math.min(...positive) / HEADROOM ** 2, Math.max(...positive) * HEADROOM ** 2] : [0.1, 1];
    return [Math.min(0, ...values), positive.length ? Math.max(...positive) * HEADROOM : 1];
  }

  function draw() {
    const logX = byId("log-x").checked, logY = byId("log-y").checked;
    shown = curves();
    const [low, high] = range(logY);
    // What a logarithmic axis cannot show is left out; the lower end of a band is drawn down to the axis.
    const line = values => logY ? values.map(v => v > 0 ? v : null) : values;
    const floor = values => logY ? values.map(v => v === null ? null : Math.max(v, low)) : values;
    const series = [{}], columns = [cell.rounds], bands = [];
    // Bands first, so that no band lies over a curve.
    for (const curve of shown.filter(c => c.lower)) {
      bands.push({series: [series.length + 1, series.length], fill: faint(colour(curve.policy, "--line"))});
      series.push({width: 0, points: {show: false}}, {width: 0, points: {show: false}});
      columns.push(floor(curve.lower), floor(curve.upper));
    }
    for (const curve of shown) {
      const stroke = colour(curve.policy, "--line");
      const width = parseFloat(getComputedStyle(boxes[curve.policy].closest("tr")).getPropertyValue("--width"));
      curve.index = series.length;
      series.push({stroke, width, dash: data.policies[curve.policy].dash.map(v => v * uPlot.pxRatio), points: {show: false}});
      columns.push(line(curve.mean));
      if (curve.bound) {
        series.push({stroke, width: 1.2, dash: [7 * uPlot.pxRatio, 4 * uPlot.pxRatio], points: {show: false}});
        columns.push(line(curve.bound));
      }
    }
    const soft = theme("--soft"), rule = theme("--rule");
    const font = "13px " + getComputedStyle(document.body).fontFamily;
    const labels = frame.clientWidth > 560;
    const axis = (label, logarithmic) => ({label, labelFont: font, font, stroke: soft, grid: {stroke: rule, width: 1, ...logarithmic && {filter: ticks}},
      ticks: {show: false}, values: short, ...logarithmic && {filter: ticks}});
    const short = (u, splits) => splits.map(v => v === null ? null : String(Number(v.toPrecision(6))));
    const unit = quantity() === "information-gain" ? " (nats)" : cell.unit;
    chart?.destroy();
    chart = new uPlot({
      width: frame.clientWidth, height: Math.max(320, Math.min(520, frame.clientWidth * 0.62)), padding: [12, Math.max(labels ? labelWidth(font) : 14, textWidth(font, String(cell.rounds[cell.rounds.length - 1])) / 2 + 4), 0, 0],
      scales: {x: {time: false, distr: logX ? 3 : 1, range: [cell.rounds[0], cell.rounds[cell.rounds.length - 1]]}, y: {distr: logY ? 3 : 1, range: [low, high]}},
      axes: [{...axis("Round t", logX), size: 26, labelSize: 20}, {...axis("Mean " + QUANTITIES[quantity()] + unit, logY), size: (u, values) => Math.max(54, 14 + Math.max(0, ...(values ?? []).map(v => textWidth(font, v ?? "")))), labelSize: 24}],
      series, bands, legend: {show: false},
      cursor: {y: false, drag: {setScale: false, x: false, y: false}, points: {show: (u, i) => point(shown.find(c => c.index === i))},
        move: (u, left, top) => [left < 0 ? left : u.valToPos(cell.rounds[u.posToIdx(left)], "x"), top], bind: {dblclick: () => null}},
      hooks: {draw: [u => { marks(u); if (labels) names(u, font); }], setCursor: [moved]}
    }, columns, frame);
    chart.over.append(tip);
    chart.over.addEventListener("mouseleave", () => { near(null); read(place); });
    read(Math.min(place, cell.rounds.length - 1));
    caption(logX, logY);
  }

  /** Of the places of a logarithmic axis those that are 1 times a power of ten, or 2 or 5 times where these are few. */
  function ticks(u, splits) {
    const few = Math.log10(splits[splits.length - 1] / splits[0]) < 2;
    return splits.map(v => (few ? [1, 2, 5] : [1]).includes(Number(v.toExponential(3).split("e")[0])) ? v : null);
  }

  /** The dot of the cursor on a curve; none on the edges of bands and on bounds. */
  function point(curve) {
    const dot = document.createElement("div");
    dot.className = curve ? "dot policy" + curve.policy : "";
    return dot;
  }

  /** Four marks on each curve, those of different curves apart, in the shapes that tell policies apart without colour. */
  function marks(u) {
    const ground = theme("--ground");
    shown.forEach((curve, k) => {
      const stroke = colour(curve.policy, "--line"), look = data.policies[curve.policy], outline = new Path2D(look.marker);
      for (let m = 0; m < 4; m++) {
        const at = u.posToIdx((m + (k + 0.5) / shown.length) / 4 * u.bbox.width / uPlot.pxRatio);
        const value = u.data[curve.index][at];
        if (value === null || value > u.scales.y.max) continue;
        u.ctx.save();
        u.ctx.translate(u.valToPos(cell.rounds[at], "x", true), u.valToPos(value, "y", true));
        u.ctx.scale(uPlot.pxRatio * 1.15, uPlot.pxRatio * 1.15);
        u.ctx.fillStyle = look.hollow ? ground : stroke;
        u.ctx.strokeStyle = look.hollow ? stroke : ground;
        u.ctx.lineWidth = look.hollow ? 1.3 : 0.8;
        u.ctx.fill(outline);
        u.ctx.stroke(outline);
        u.ctx.restore();
      }
    });
  }

  const ruler = document.createElement("canvas").getContext("2d");

  function textWidth(font, text) {
    ruler.font = font;
    return ruler.measureText(text).width;
  }

  function labelWidth(font) {
    return 16 + Math.max(40, ...shown.map(c => textWidth(font, data.policies[c.policy].label)));
  }

  /** The names of the curves at their right ends, pushed apart where they would overlap. */
  function names(u, font) {
    const ratio = uPlot.pxRatio, gap = 16 * ratio, top = u.bbox.top, bottom = top + u.bbox.height;
    const ends = shown.map(c => ({curve: c, value: c.mean[c.mean.length - 1]})).filter(e => u.scales.y.distr === 1 || e.value > 0)
      .map(e => ({...e, y: Math.max(top, u.valToPos(e.value, "y", true))})).sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => { if (i > 0) end.y = Math.max(end.y, ends[i - 1].y + gap); });
    for (let i = ends.length - 1, limit = bottom; i >= 0; i--, limit -= gap) {
      ends[i].y = Math.min(ends[i].y, limit);
      limit = Math.min(limit, ends[i].y);
    }
    u.ctx.save();
    u.ctx.font = font.replace("13px", 13 * ratio + "px");
    u.ctx.textBaseline = "middle";
    u.ctx.textAlign = "left";
    for (const end of ends) {
      u.ctx.fillStyle = colour(end.curve.policy, "--text");
      u.ctx.fillText(data.policies[end.curve.policy].label, u.bbox.left + u.bbox.width + 8 * ratio, end.y);
    }
    u.ctx.restore();
  }

  function caption(logX, logY) {
    const unit = quantity() === "information-gain" ? "" : cell.unit;
    const labels = Object.entries(cell.labels).map(([axis, value]) => axis + " " + value).join(", ");
    const bound = shown.some(c => c.bound) ? " Dashed: " + byId("bound").selectedOptions[0].text + "." : "";
    const zeros = logY && shown.some(c => c.mean.some(v => v !== null && v <= 0)) ? " Values of 0 or less are left out." : "";
    byId("caption").textContent = "Mean " + QUANTITIES[quantity()] + unit + " of " + cell.trials + (cell.trials === 1 ? " trial" : " trials") + ", "
      + labels + (cell.trials > 1 ? "; shaded: " + cell.intervals + ", round by round" : "") + "." + bound + zeros
      + (logX || logY ? " Logarithmic: " + [logX && "rounds", logY && "values"].filter(Boolean).join(" and ") + "." : "");
  }

  /** How far along the axis of rounds t is, from 0 to 1: the slider moves as the cursor does. */
  function along(t) {
    const scaled = byId("log-x").checked ? Math.log : v => v;
    const first = scaled(cell.rounds[0]), last = scaled(cell.rounds[cell.rounds.length - 1]);
    return last > first ? (scaled(t) - first) / (last - first) : 0;
  }

  /** Shows the values at one of the rounds in the table. */
  function read(i) {
    place = i;
    slider.value = along(cell.rounds[i]);
    slider.setAttribute("aria-valuetext", "t = " + cell.rounds[i]);
    byId("reading-round").textContent = cell.rounds[i];
    boxes.forEach((box, policy) => {
      const curve = shown.find(c => c.policy === policy), row = box.closest("tr");
      row.classList.toggle("off", !curve);
      row.cells[1].textContent = curve ? number(curve.mean[i]) : "";
      row.cells[2].textContent = curve ? interval(curve, i) : "";
    });
  }

  function moved(u) {
    if (u.cursor.idx === null || u.cursor.idx === undefined || u.cursor.left < 0) return;
    read(u.cursor.idx);
    let best = null;
    for (const curve of shown) {
      const value = u.data[curve.index][place];
      const distance = value === null ? Infinity : Math.abs(u.valToPos(value, "y") - u.cursor.top);
      if (distance < 40 && (!best || distance < best.distance)) best = {curve, distance};
    }
    near(best && u.cursor.event ? best.curve : null);
  }

  /** Marks a curve as the one pointed at. */
  function near(curve) {
    tip.hidden = !curve;
    boxes.forEach((box, policy) => box.closest("tr").classList.toggle("near", curve?.policy === policy));
    if (!curve) return;
    const name = document.createElement("strong");
    name.textContent = data.policies[curve.policy].label;
    tip.className = "tip policy" + curve.policy;
    tip.replaceChildren(name, " at t = " + cell.rounds[place], document.createElement("br"), number(curve.mean[place]) + " " + interval(curve, place));
    const x = chart.valToPos(cell.rounds[place], "x"), y = chart.valToPos(curve.mean[place], "y");
    tip.style.left = Math.max(0, x > chart.over.clientWidth / 2 ? x - tip.offsetWidth - 12 : x + 12) + "px";
    tip.style.top = Math.max(0, y - tip.offsetHeight - 10) + "px";
  }

  /** Moves the cursor by keyboard or slider, and says what is there. */
  function go(i) {
    read(Math.max(0, Math.min(cell.rounds.length - 1, i)));
    near(null);
    chart.setCursor({left: chart.valToPos(cell.rounds[place], "x"), top: 0}, false);
    byId("spoken").textContent = "t = " + cell.rounds[place] + ": " + shown.map(c => data.policies[c.policy].label + " " + number(c.mean[place])).join(", ");
  }

  function choose(index) {
    cell = data.cells[index];
    place = cell.rounds.length - 1;
    for (const picker of pickers) picker.value = cell.labels[picker.dataset.axis];
    all(".multiples a").forEach((a, i) => i === index ? a.setAttribute("aria-current", "true") : a.removeAttribute("aria-current"));
    boxes.forEach((box, i) => { box.disabled = !cell.curves[data.policies[i].name]; });
    draw();
  }

  /** The cell with the labels chosen, or the nearest that has the one just chosen. */
  function pick(changed) {
    const fits = c => pickers.filter(p => c.labels[p.dataset.axis] === p.value).length;
    const candidates = data.cells.map((c, i) => ({i, score: fits(c) + (c.labels[changed.dataset.axis] === changed.value ? pickers.length : 0)}));
    choose(candidates.reduce((best, c) => c.score > best.score ? c : best).i);
  }

  for (const picker of pickers) picker.addEventListener("change", () => pick(picker));
  for (const control of all("[name=quantity], #log-x, #log-y, #bound")) control.addEventListener("change", draw);
  for (const box of boxes) box.addEventListener("change", () => {
    all(".multiples .policy" + box.dataset.policy).forEach(line => { line.style.display = box.checked ? "" : "none"; });
    draw();
  });
  slider.addEventListener("input", () => {
    const off = t => Math.abs(along(t) - slider.value);
    go(cell.rounds.reduce((best, t, i) => off(t) < off(cell.rounds[best]) ? i : best, 0));
  });
  slider.addEventListener("keydown", event => {
    const step = {ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1}[event.key];
    if (!step) return;
    event.preventDefault();
    go(place + step);
  });
  byId("controls").addEventListener("submit", event => event.preventDefault());
  all(".multiples a").forEach((a, i) => a.addEventListener("click", () => choose(i)));

  const button = byId("theme");
  const dark = () => root.style.colorScheme ? root.style.colorScheme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const showTheme = () => { button.setAttribute("aria-pressed", dark()); draw(); };
  button.addEventListener("click", () => { root.style.colorScheme = dark() ? "light" : "dark"; showTheme(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", showTheme);
  let chosenScheme = "", opened = [];
  addEventListener("beforeprint", () => {
    chosenScheme = root.style.colorScheme;
    root.style.colorScheme = "light";
    opened = all("details.print:not([open])");
    opened.forEach(details => { details.open = true; });
    draw();
  });
  addEventListener("afterprint", () => {
    root.style.colorScheme = chosenScheme;
    opened.forEach(details => { details.open = false; });
    draw();
  });
  let width = 0;
  new ResizeObserver(() => requestAnimationFrame(() => { if (frame.clientWidth !== width) { width = frame.clientWidth; draw(); } })).observe(frame);
  choose(0);
  button.setAttribute("aria-pressed", dark());
}
