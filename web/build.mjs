// Builds what the pages use from npm into the package: maps, htmx, and the licences of all that is in them.
//
//     npm ci && npm run build
import { build } from "esbuild";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { quantize } from "topojson-client";
import { presimplify, quantile, simplify } from "topojson-simplify";

const INTO = new URL("../src/dragoman/web/static/built/", import.meta.url);
const COUNTRIES = new URL("../src/dragoman/knowledge/countries.tsv", import.meta.url);
const KEPT = 0.25; // of the points of the outlines: what a map of this width can show
const STEPS = 10_000; // of the grid that points lie on, about four kilometres
const UNCODED = { Kosovo: "XKX", "N. Cyprus": "CYP", Somaliland: "SOM" }; // in the atlas these have a name only
const PACKAGES = ["d3-geo", "d3-array", "internmap", "topojson-client", "world-atlas", "htmx.org"];

// Countries by ISO's letters, which the record has, in place of ISO's numbers, which the atlas has.
async function codes() {
  const [head, ...rows] = (await readFile(COUNTRIES, "utf8")).trimEnd().split("\n").map((line) => line.split("\t"));
  const [letters, numbers] = [head.indexOf("iso3"), head.indexOf("numeric")];
  return new Map(rows.filter((row) => row[numbers]).map((row) => [row[numbers], row[letters]]));
}

async function atlas() {
  const world = JSON.parse(await readFile(new URL("node_modules/world-atlas/countries-50m.json", import.meta.url), "utf8"));
  const known = await codes();
  delete world.objects.land;
  for (const country of world.objects.countries.geometries) {
    country.id = known.get(country.id) ?? UNCODED[country.properties.name];
    delete country.properties;
  }
  const weighed = presimplify(world);
  return quantize(simplify(weighed, quantile(weighed, KEPT)), STEPS);
}

async function licences() {
  const texts = PACKAGES.map(async (name) => {
    const folder = new URL(`node_modules/${name}/`, import.meta.url);
    const { version } = JSON.parse(await readFile(new URL("package.json", folder), "utf8"));
    return `## ${name} ${version}\n\n${(await readFile(new URL("LICENSE", folder), "utf8")).trim()}\n`;
  });
  const head = "# Licences of what is built into map.js, atlas.json and htmx.js\n\nThe outlines of countries are Natural Earth's, public domain.\n";
  return [head, ...(await Promise.all(texts))].join("\n");
}

await rm(INTO, { recursive: true, force: true });
await mkdir(INTO, { recursive: true });
await build({
  entryPoints: { map: "src/map.js", htmx: "node_modules/htmx.org/dist/htmx.js" },
  absWorkingDir: fileURLToPath(new URL(".", import.meta.url)),
  outdir: fileURLToPath(INTO),
  bundle: true,
  minify: true,
  legalComments: "none",
  target: "es2022",
});
await writeFile(new URL("atlas.json", INTO), JSON.stringify(await atlas()));
await writeFile(new URL("licences.md", INTO), await licences());
