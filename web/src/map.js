// The map of a tour, drawn from the list of its stops, which says the same in words: numbered stops, planned ones dashed, refused ones
// crossed out. Stops that are only a country or a region get no point: their country is shaded.
import { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const SVG = "http://www.w3.org/2000/svg";
const WIDE = { width: 880, height: 460, margin: 70 };
const NARROW = { width: 440, height: 380, margin: 45 }; // on a phone, so that names stay as large as the text
const NARROWEST = 4; // degrees: a tour within one town still shows where that is

function element(name, attributes = {}, text = "") {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  if (text) made.textContent = text;
  return made;
}

function stopsOf(list) {
  return [...list.querySelectorAll("li")].map((item, index) => ({
    n: index + 1,
    name: item.dataset.name,
    country: item.dataset.country,
    status: item.dataset.status,
    when: item.dataset.when,
    at: item.dataset.latitude ? [Number(item.dataset.longitude), Number(item.dataset.latitude)] : null,
  }));
}

// The middle of the stops on the round earth, so that a tour across the date line is not torn apart.
function middle(points) {
  const radians = Math.PI / 180;
  let [x, y, z] = [0, 0, 0];
  for (const [longitude, latitude] of points) {
    x += Math.cos(latitude * radians) * Math.cos(longitude * radians);
    y += Math.cos(latitude * radians) * Math.sin(longitude * radians);
    z += Math.sin(latitude * radians);
  }
  return [Math.atan2(y, x) / radians, Math.atan2(z, Math.hypot(x, y)) / radians];
}

function projectionFor(stops, shaded, { width, height, margin }) {
  const points = stops.filter((stop) => stop.at).map((stop) => stop.at);
  const shown = points.length ? points : shaded.flatMap((land) => geoCorners(land));
  const [longitude, latitude] = middle(shown);
  const projection = geoEqualEarth().rotate([-longitude, 0]);
  const frame = [
    [longitude - NARROWEST, latitude - NARROWEST / 2],
    [longitude + NARROWEST, latitude + NARROWEST / 2],
  ];
  const within = { type: "MultiPoint", coordinates: [...shown, ...frame] };
  return projection.fitExtent([[margin, margin], [width - margin, height - margin]], within);
}

function geoCorners(land) {
  const flat = land.geometry.coordinates.flat(Infinity);
  return flat.filter((_, index) => index % 2 === 0).map((longitude, index) => [longitude, flat[2 * index + 1]]);
}

function drawLand(svg, atlas, path, shaded) {
  const { countries } = atlas.objects;
  svg.append(element("path", { class: "m-graticule", d: path(geoGraticule10()) ?? "" }));
  svg.append(element("path", { class: "m-land", d: path(feature(atlas, countries)) ?? "" }));
  for (const land of shaded) svg.append(element("path", { class: "m-shaded", d: path(land) ?? "" }));
  svg.append(element("path", { class: "m-borders", d: path(mesh(atlas, countries, (a, b) => a !== b)) ?? "" }));
}

const LEFT_OUT = ["refused", "cancelled"];

// From each stop to the next one made or planned; what was refused was never reached, and no line leads there.
function drawLegs(svg, stops, path) {
  const reached = stops.filter((stop) => stop.at && !LEFT_OUT.includes(stop.status));
  for (const [index, stop] of reached.slice(1).entries()) {
    const from = reached[index];
    const planned = stop.status === "planned" || from.status === "planned";
    const line = { type: "LineString", coordinates: [from.at, stop.at] };
    svg.append(element("path", { class: planned ? "m-leg planned" : "m-leg", d: path(line) ?? "", "data-n": stop.n }));
  }
}

// Stops at one point share it: their numbers stand in one label.
function drawStops(svg, stops, projection, size) {
  const places = new Map();
  for (const stop of stops.filter((stop) => stop.at)) {
    const key = stop.at.join();
    places.set(key, [...(places.get(key) ?? []), stop]);
  }
  const drawn = [...places.values()].map((here) => ({ here, point: projection(here[0].at) }));
  const taken = drawn.map(({ point: [x, y] }) => ({ left: x - 12, right: x + 12, top: y - 12, bottom: y + 12 }));
  for (const { here, point } of drawn) drawPlace(svg, here, point, taken, size);
}

function drawPlace(svg, here, [x, y], taken, size) {
  const { name, n, status } = here[0];
  const group = element("g", { class: `m-stop s-${status}`, "data-n": n, transform: `translate(${x.toFixed(1)},${y.toFixed(1)})` });
  group.append(element("title", {}, here.map((stop) => `${stop.n}. ${stop.name}, ${stop.status}, ${stop.when}`).join("\n")));
  group.append(element("circle", { r: 11 }));
  group.append(element("text", { class: "m-number", y: 4 }, String(n)));
  if (here.every((stop) => LEFT_OUT.includes(stop.status))) group.append(element("path", { class: "m-cross", d: "M-9,-9L9,9M-9,9L9,-9" }));
  const others = here.slice(1).map((stop) => stop.n).join(", ");
  const label = others ? `${name} (also ${others})` : name;
  const { dx, dy, anchor } = freeSide(x, y, 7.6 * label.length, taken, size);
  group.append(element("text", { class: "m-name", x: dx, y: dy, "text-anchor": anchor }, label));
  svg.append(group);
}

// The side of a point on which its label meets no other label or point, right of it where there is room; where there is none, right.
function freeSide(x, y, width, taken, size) {
  const sides = [
    { dx: 15, dy: 4, anchor: "start", left: x + 14 },
    { dx: -15, dy: 4, anchor: "end", left: x - 14 - width },
    { dx: 0, dy: -17, anchor: "middle", left: x - width / 2 },
    { dx: 0, dy: 26, anchor: "middle", left: x - width / 2 },
  ];
  for (const side of sides) {
    const box = { left: side.left, right: side.left + width, top: y + side.dy - 12, bottom: y + side.dy + 3 };
    const inside = box.left > 0 && box.right < size.width && box.top > 0 && box.bottom < size.height;
    const free = taken.every((other) => box.left > other.right || box.right < other.left || box.top > other.bottom || box.bottom < other.top);
    if (inside && free) {
      taken.push(box);
      return side;
    }
  }
  return sides[0];
}

// How far the tour has come: the stops up to a number, the others faint.
function addSlider(figure, svg, stops) {
  if (stops.length < 2) return;
  const label = document.createElement("label");
  label.className = "m-slider";
  const words = document.createElement("span");
  const slider = Object.assign(document.createElement("input"), { type: "range", min: 1, max: stops.length, value: stops.length });
  const show = () => {
    const last = stops[Number(slider.value) - 1];
    words.textContent = `Up to stop ${last.n}: ${last.name}, ${last.when}`;
    slider.setAttribute("aria-valuetext", words.textContent);
    for (const part of svg.querySelectorAll("[data-n]")) part.classList.toggle("later", Number(part.dataset.n) > last.n);
  };
  slider.addEventListener("input", show);
  label.append(words, slider);
  figure.append(label);
  show();
}

async function draw(figure) {
  const stops = stopsOf(document.getElementById("stops"));
  const answer = await fetch(figure.dataset.atlas);
  if (!answer.ok) throw new Error(`the map cannot be loaded (${answer.status})`);
  const atlas = await answer.json();
  const only = new Set(stops.filter((stop) => !stop.at && stop.country).map((stop) => stop.country));
  const shaded = feature(atlas, atlas.objects.countries).features.filter((land) => only.has(land.id));
  if (!shaded.length && !stops.some((stop) => stop.at)) return;
  const size = figure.parentElement.clientWidth < 600 ? NARROW : WIDE;
  const projection = projectionFor(stops, shaded, size);
  const path = geoPath(projection.clipExtent([[0, 0], [size.width, size.height]])).digits(1);
  const svg = element("svg", { viewBox: `0 0 ${size.width} ${size.height}`, role: "img", "aria-label": "Map of the stops; the list below says the same" });
  drawLand(svg, atlas, path, shaded);
  drawLegs(svg, stops, path);
  drawStops(svg, stops, projection, size);
  figure.replaceChildren(svg);
  addSlider(figure, svg, stops);
  figure.hidden = false;
}

function drawAll() {
  for (const figure of document.querySelectorAll("figure[data-atlas]:empty")) {
    draw(figure).catch((error) => {
      figure.textContent = `No map: ${error.message}. The list has every stop.`;
      figure.hidden = false;
    });
  }
}

drawAll();
document.addEventListener("htmx:after:swap", drawAll);
