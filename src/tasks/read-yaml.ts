import {
  Alias,
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  Scalar,
  visit,
} from "yaml";
import { UserError } from "../util/bug.ts";
import { wordsOf } from "../util/failure.ts";
import type { ParsedFile, Path } from "./parsed.ts";
import { yamlFault } from "./yaml-faults.ts";
import { written } from "./written.ts";

/** What a file may always expand to, in nodes and thousands of characters; and how many times its own size. */
const alwaysAllowed = 1_000_000;
const timesItsSize = 50;
const longestYaml = 10_000_000;

/**
 * Reads YAML 1.2 with merge keys. Scalars whose spelling says more than their value come as `WrittenValue`, keys as they are spelled.
 * Duplicate keys, syntax errors and aliases that expand beyond measure are UserErrors with line and column.
 */
export function readYaml(file: string, text: string): ParsedFile {
  if (text.length > longestYaml)
    throw new UserError(
      `${file}: wanted at most ${longestYaml} characters of YAML, which takes a hundred times its size in memory; got ${text.length}. Write it as JSON lines (.jsonl), one task per line, or split it into a folder of files.`,
    );
  const lines = new LineCounter();
  const at = (offset: number) => `${file}:${lines.linePos(offset).line}:${lines.linePos(offset).col}`;
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: "error", merge: true, uniqueKeys: false });
  const fault = faultIn(document, text);
  if (fault !== undefined)
    throw new UserError(
      `${file}:${yamlFault(fault.code, text, lines.linePos(fault.at), file.toLowerCase().endsWith(".json") ? "JSON" : "YAML")}`,
    );
  const place = (path: Path): string => {
    for (let length = path.length; length >= 0; length--) {
      const part = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      // What stands on lines of its own below a field is found at the field.
      const field = isCollection(part) && part.flow !== true && length > 0 ? fieldAt(document, path.slice(0, length)) : undefined;
      if (field !== undefined) return at(field);
      if (isNode(part) && part.range && (length > 0 || isCollection(part))) return at(part.range[0]);
    }
    return file;
  };
  try {
    refuseBomb(document, (node) => (node.range ? at(node.range[0]) : file));
    keepSpelling(document);
    return { value: document.toJS({ maxAliasCount: -1 }), place, anchored: anchoredIn(document) };
  } catch (thrown) {
    if (thrown instanceof UserError) throw thrown;
    throw new UserError(`${file}: wanted YAML with sane nesting, got "${wordsOf(thrown)}". Write it more plainly.`);
  }
}

interface YamlFault {
  readonly code: string;
  readonly at: number;
}

/** The first thing that is wrong. Keys that stand twice are looked for here: the library compares each key with all before it. */
function faultIn(document: Document, text: string): YamlFault | undefined {
  // A mark at the end begins a document that has nothing; what has something would be lost without a word.
  const error = document.errors.find(
    ({ code, pos }) => code !== "MULTIPLE_DOCS" || /^(?!---|\.\.\.|[ \t]*(?:#|$)).+/m.test(text.slice(pos[0])),
  );
  if (error !== undefined) return { code: error.code, at: error.pos[0] };
  let fault: YamlFault | undefined;
  visit(document, {
    Map(_key, node) {
      const seen = new Set<unknown>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          fault = { code: "DUPLICATE_KEY", at: key.range?.[0] ?? 0 };
          return visit.BREAK;
        }
        seen.add(key.value);
      }
      return undefined;
    },
  });
  return fault;
}

/** Where the name of a field begins; undefined for an entry of a list. */
function fieldAt(document: Document, path: Path): number | undefined {
  const owner = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const pair = isMap(owner) ? owner.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1))) : undefined;
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function anchoredIn(document: Document): ReadonlySet<string> {
  const pairs = isMap(document.contents) ? document.contents.items : [];
  const anchored = pairs.filter(({ value }) => {
    let found = false;
    const look = (_key: unknown, node: Node) => {
      found ||= !isAlias(node) && node.anchor !== undefined;
    };
    if (isNode(value)) visit(value, { Node: look });
    return found;
  });
  return new Set(anchored.map(({ key }) => String(key)));
}

/** Every scalar of a map's key becomes its own text, every other one keeps its text where the value alone would lose it. */
function keepSpelling(document: Document): void {
  visit(document, {
    Scalar(key, node) {
      if (node.type !== Scalar.PLAIN || node.tag !== undefined || typeof node.source !== "string" || node.source === "") return;
      if (typeof node.value === "symbol") return;
      node.value = key === "key" ? node.source : written(node.source, node.value);
    },
  });
}

/** Adds up what the document expands to, each anchor's size once: a bomb is found without being set off. */
function refuseBomb(document: Document, at: (node: Node) => string): void {
  const anchors = new Map<string, Node>();
  const sizes = new Map<Node, number>();
  let own = 0;
  const sizeOf = (node: unknown): number => {
    if (isPair(node)) return sizeOf(node.key) + sizeOf(node.value);
    if (!isNode(node)) return 0;
    if (isAlias(node)) return aliased(node.source, node);
    own += 1;
    if (node.anchor !== undefined) anchors.set(node.anchor, node);
    const size = isCollection(node) ? node.items.reduce<number>((sum, item) => sum + sizeOf(item), 1) : 1 + lengthOf(node);
    if (node.anchor !== undefined) sizes.set(node, size);
    return size;
  };
  const aliased = (name: string, alias: Alias): number => {
    const target = anchors.get(name);
    if (target === undefined) throw new UserError(`${at(alias)}: wanted an anchor "&${name}" before the alias "*${name}", got none.`);
    const size = sizes.get(target);
    if (size === undefined) throw new UserError(`${at(alias)}: the alias "*${name}" stands inside what it names. Write the part out.`);
    // The library looks through every anchor for each alias: told the one, it stays quick however many there are.
    alias.resolve = (doc, context) =>
      Alias.prototype.resolve.call(alias, doc, context && { ...context, aliasResolveCache: [target, alias] });
    return size;
  };
  const whole = sizeOf(document.contents);
  if (whole <= Math.max(alwaysAllowed, timesItsSize * own)) return;
  throw new UserError(
    `${document.contents ? at(document.contents) : ""}: the aliases expand ${own} written values to about ${whole.toPrecision(2)}: that is taken for a bomb. Write the repeated parts out.`,
  );
}

function lengthOf(node: Node): number {
  return isScalar(node) && typeof node.value === "string" ? Math.floor(node.value.length / 1000) : 0;
}
