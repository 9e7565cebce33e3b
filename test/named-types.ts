import { readFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { parseSync } from "oxc-parser";

/** A declaration by the file that has it and its name there. */
interface Declared {
  readonly file: string;
  readonly name: string;
}
type Node = { readonly type: string } & Readonly<Record<string, unknown>>;
interface Module {
  /** Names that stand for declarations of other files; those of other packages are left out. */
  readonly imports: ReadonlyMap<string, Declared>;
  /** Declarations by name; a type and a value may share one. */
  readonly declared: ReadonlyMap<string, readonly Node[]>;
  /** What can be imported from it, by the name that is written. */
  readonly exported: ReadonlyMap<string, Declared>;
}

/**
 * Types that the declarations behind these entries name and that none of the entries exports, each with who names it: whoever writes down
 * what they get or give could not import them. Types that their own file keeps to itself stand for what they name in turn.
 */
export function unnamedTypes(entries: readonly string[]): string[] {
  const read = reader();
  const all = entries.flatMap((entry) => [...read(entry).exported.values()].flatMap((one) => declarationOf(one, read) ?? []));
  const open = new Set(all.map(keyOf));
  const [seen, faults] = [new Set<string>(), new Set<string>()];
  const walk = (one: Declared, from: string): void => {
    if (seen.has(keyOf(one))) return;
    seen.add(keyOf(one));
    const { declared, imports, exported } = read(one.file);
    for (const name of (declared.get(one.name) ?? []).flatMap((node) => namesIn(node))) {
      const named = declared.has(name) ? { file: one.file, name } : declarationOf(imports.get(name) ?? inferred(name, one.file), read);
      if (named === undefined || open.has(keyOf(named))) continue;
      const kept = named.file === one.file && ![...exported.values()].some((other) => other.file === one.file && other.name === name);
      // The type of a value says itself what it is.
      const isValue =
        read(named.file)
          .declared.get(named.name)
          ?.every(({ type }) => type === "VariableDeclarator") === true;
      if (kept || isValue) walk(named, from);
      else faults.add(`${named.name} of ${basename(named.file)}, named by ${from}`);
    }
  };
  for (const one of all) walk(one, one.name);
  return [...faults].sort();
}

function keyOf({ file, name }: Declared): string {
  return `${file}#${name}`;
}

function reader(): (file: string) => Module {
  const known = new Map<string, Module>();
  const read = (file: string): Module => {
    const module = known.get(file) ?? readModule(file, read);
    known.set(file, module);
    return module;
  };
  return read;
}

/** The declaration that a name leads to over files that pass it on. */
function declarationOf(one: Declared | undefined, read: (file: string) => Module): Declared | undefined {
  if (one === undefined) return undefined;
  const { declared, imports, exported } = read(one.file);
  if (declared.has(one.name)) return one;
  return declarationOf(imports.get(one.name) ?? exported.get(one.name), read);
}

/** The file that a path in a declaration leads to; undefined for another package. */
function fileOf(source: string, from: string): string | undefined {
  return source.startsWith(".") ? resolve(dirname(from), source.replace(/\.[jt]s$/, ".d.ts")) : undefined;
}

function inferred(name: string, from: string): Declared | undefined {
  const [source = "", own] = name.split("#");
  const file = fileOf(source, from);
  return own === undefined || file === undefined ? undefined : { file, name: own };
}

function readModule(file: string, read: (file: string) => Module): Module {
  const { program, module } = parseSync(file, readFileSync(file, "utf8"));
  const imports = new Map<string, Declared>();
  for (const { moduleRequest, entries } of module.staticImports)
    for (const { importName, localName } of entries) {
      const from = fileOf(moduleRequest.value, file);
      if (from !== undefined && typeof importName.name === "string") imports.set(localName.value, { file: from, name: importName.name });
    }
  const exported = new Map<string, Declared>();
  for (const { moduleRequest, importName, exportName, localName } of module.staticExports.flatMap(({ entries }) => entries)) {
    const from = moduleRequest === null ? file : fileOf(moduleRequest.value, file);
    if (from === undefined) continue;
    if (importName.kind.startsWith("All")) for (const [name, one] of read(from).exported) exported.set(name, one);
    else if (exportName.name !== null) exported.set(exportName.name, { file: from, name: importName.name ?? localName.name ?? "" });
  }
  return { imports, exported, declared: declarationsIn(program.body as unknown as readonly Node[]) };
}

function declarationsIn(body: readonly Node[]): Map<string, Node[]> {
  const declared = new Map<string, Node[]>();
  const add = (node: Node, id: unknown): void => {
    const { name } = (id ?? {}) as { name?: string };
    if (name !== undefined) declared.set(name, [...(declared.get(name) ?? []), node]);
  };
  for (const statement of body) {
    const node = (statement["declaration"] ?? statement) as Node;
    if (node.type === "VariableDeclaration") for (const one of node["declarations"] as readonly Node[]) add(one, one["id"]);
    else add(node, node["id"]);
  }
  return declared;
}

/** Names of types in a declaration, without those that it brings itself. */
function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(namesIn);
  if (typeof node !== "object" || node === null) return [];
  const { type, typeName, exprName, expression, ...rest } = node as Node;
  if (type === "PrivateIdentifier" || (type === "PropertyDefinition" && rest["accessibility"] === "private")) return [];
  if (type === "TSImportType") return [...importedIn(rest), ...namesIn(rest["typeArguments"])];
  const heads = [typeName, exprName, type === "TSInterfaceHeritage" || type === "TSClassImplements" ? expression : undefined];
  return [...heads.flatMap(headOf), ...Object.values(rest).flatMap(namesIn)];
}

/** Of `a.b` the `a`. */
function headOf(name: unknown): string[] {
  if (typeof name !== "object" || name === null) return [];
  const { type, left, name: own } = name as Node;
  return type === "TSQualifiedName" ? headOf(left) : typeof own === "string" ? [own] : [];
}

/** `import("./a.ts").B` as the compiler writes what it inferred, which names B of another file. */
function importedIn({ source, qualifier }: Readonly<Record<string, unknown>>): string[] {
  const { value } = source as { readonly value: string };
  return value.startsWith(".") ? headOf(qualifier).map((name) => `${value}#${name}`) : [];
}
