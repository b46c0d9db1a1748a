"use strict";
// Draws the figures in the page, in the colours of the theme in force and with the month names
// of the page's language; one in a closed box when it is opened. Asks nothing of any host.
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  // The figure carries the light theme's colours; each stands for a custom property.
  const themed = (value, palette, style) => {
    if (typeof value === "string") {
      const property = palette[value.toLowerCase()];
      return property ? style.getPropertyValue(property).trim() : value;
    }
    if (Array.isArray(value)) return value.map((one) => themed(one, palette, style));
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, themed(one, palette, style)]),
    );
  };

  const locale = () => {
    const { language, ...names } = read("plot-words");
    const format = {
      ...names,
      periods: ["AM", "PM"],
      dateTime: "%-d %b %Y %H:%M",
      date: "%d/%m/%Y",
      time: "%H:%M",
      decimal: ".",
      thousands: "\u00a0",
      grouping: [3],
      currency: ["", ""],
      year: "%Y",
      month: "%b %Y",
      dayMonth: "%-d %b",
      dayMonthYear: "%-d %b %Y",
    };
    // A name of its own, so that none of Plotly's built-in tables is taken instead.
    const name = `riwaya-${language}`;
    return { locale: name, locales: { [name]: { dictionary: {}, format } } };
  };

  const draw = (place) => {
    const figure = read(place.dataset.figure);
    const style = getComputedStyle(document.documentElement);
    const palette = figure.layout.meta.palette;
    const { data, layout } = themed({ data: figure.data, layout: figure.layout }, palette, style);
    layout.font.family = getComputedStyle(document.body).fontFamily;
    layout.hoverlabel.bgcolor = style.getPropertyValue("--surface").trim();
    layout.hoverlabel.bordercolor = style.getPropertyValue("--rule").trim();
    layout.hoverlabel.font.color = style.getPropertyValue("--ink").trim();
    layout.hoverlabel.font.family = layout.font.family;
    // A height of its own, or a later resize would shrink the figure to the box's least one.
    place.style.height = `${layout.height}px`;
    const config = { displayModeBar: false, responsive: true, showTips: false, ...locale() };
    return Plotly.react(place, data, layout, config);
  };

  // A dot carries the id of its entry in this page, or the address of its article.
  const lead = (event) => {
    const id = event.points[0] && event.points[0].customdata;
    if (id && id.startsWith("/")) {
      window.location.assign(id);
      return;
    }
    const entry = id && document.getElementById(id);
    if (!entry) return;
    entry.scrollIntoView({ behavior: calm.matches ? "auto" : "smooth", block: "start" });
    entry.classList.add("entry-found");
    setTimeout(() => entry.classList.remove("entry-found"), 2400);
  };

  const fail = (place) => {
    place.removeAttribute("role");
    place.classList.add("plot-failed");
    place.dir = document.documentElement.dir;
    place.textContent = place.dataset.failed;
  };

  const start = (place) => {
    // The fonts first: Plotly measures its labels when it draws.
    document.fonts.ready
      .then(() => {
        // What kept its place goes in the same breath as the figure comes.
        place.replaceChildren();
        return draw(place);
      })
      .then(() => {
        place.classList.add("plot-drawn");
        place.on("plotly_click", lead);
        dark.addEventListener("change", () => draw(place));
      })
      .catch(() => fail(place));
  };

  for (const place of document.querySelectorAll(".plot")) {
    const box = place.closest("details:not([open])");
    if (box) box.addEventListener("toggle", () => start(place), { once: true });
    else start(place);
  }
})();
