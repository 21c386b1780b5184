// Reads a chart on standard input, parses it with the packages in the folder that is named, and
// prints its type and how many nodes and edges the parser found.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { JSDOM } = createRequire(join(folder, "package.json"))("jsdom");
globalThis.window = new JSDOM("<!DOCTYPE html><body></body>").window;
globalThis.document = window.document;
const entry = join(folder, "node_modules/mermaid/dist/mermaid.core.mjs");
const { default: mermaid } = await import(pathToFileURL(entry));
mermaid.initialize({ maxEdges: 100000, maxTextSize: 10000000 });
const diagram = await mermaid.mermaidAPI.getDiagramFromText(readFileSync(0, "utf8"));
console.log(diagram.type, diagram.db.getVertices().size, diagram.db.getEdges().length);
