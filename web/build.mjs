// Bundles the page's script and style into the package, or says how they differ.
//
//   node build.mjs           writes ../lattice/maps/assets/page.js and page.css
//   node build.mjs --check   fails when those aren't what the sources make
//   node build.mjs --tests   bundles the tests to ../build/web for node's own runner
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const assets = join(project, "lattice", "maps", "assets");

const common = { absWorkingDir: here, bundle: true, charset: "utf8", logLevel: "warning" };

/** The files that the package ships, as esbuild makes them: the same bytes on every machine. */
async function made() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ["src/page.ts", "src/page.css"],
    outdir: assets,
    write: false,
    format: "iife",
    // What browsers of the last five years run; CSS of the same age.
    target: ["es2020", "chrome105", "firefox110", "safari16"],
    minify: true,
    legalComments: "none",
  });
  // A script stands inside a page's element, which nothing in it may end.
  return outputFiles.map(({ path, text }) => ({
    path,
    text: path.endsWith(".js") ? text.replaceAll("</", "<\\/") : text,
  }));
}

async function write() {
  await mkdir(assets, { recursive: true });
  for (const { path, text } of await made()) {
    await writeFile(path, text);
    console.log(`${relative(project, path)}: ${(text.length / 1024).toFixed(1)} KiB`);
  }
}

async function check() {
  const drifted = [];
  for (const { path, text } of await made()) {
    const kept = await readFile(path, "utf8").catch(() => "");
    if (kept !== text) drifted.push(relative(project, path));
  }
  if (drifted.length > 0) {
    console.error(`${drifted.join(", ")}: not what web/src makes. Run \`make script\` and commit the result.`);
    process.exitCode = 1;
  }
}

async function tests() {
  const outdir = join(project, "build", "web");
  await rm(outdir, { recursive: true, force: true });
  const names = (await readdir(join(here, "test"))).filter((name) => name.endsWith(".test.ts"));
  await build({
    ...common,
    entryPoints: names.map((name) => join("test", name)),
    outdir,
    outExtension: { ".js": ".mjs" },
    platform: "node",
    format: "esm",
    target: "node18",
    sourcemap: "inline",
  });
}

const tasks = { "--check": check, "--tests": tests };
await (tasks[process.argv[2]] ?? write)();
