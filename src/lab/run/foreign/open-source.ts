import { isUtf8 } from "node:buffer";
import { readdirSync, statSync } from "node:fs";
import { basename, extname, join, relative } from "node:path";
import { openTable, type Table } from "../../../models/recorded/index.ts";
import { isParquet } from "../../../models/recorded/is-parquet.ts";
import { tableBytes } from "../../../models/recorded/table-bytes.ts";
import { readYaml } from "../../../tasks/index.ts";
import { WrittenValue } from "../../../tasks/written.ts";
import { UserError } from "../../../util/bug.ts";
import { refuseLinkOut } from "../../../util/read-file.ts";
import { asFields } from "./as-fields.ts";
import { jsonSource } from "./json-source.ts";
import type { Source, SourceRow } from "./source.ts";
import { zipEntries } from "./zip-entries.ts";

/** Reads another's file by what it holds, or a folder of a data set's files. Rejects with a `UserError` that names the file and the place. */
export async function openSource(path: string, split?: string): Promise<Source> {
  if (statSync(path).isDirectory()) return folder(path, split);
  if (split !== undefined) throw new UserError(`--split picks files of a folder; ${path} is one file.`);
  return file(path);
}

async function file(path: string): Promise<Source> {
  const bytes = tableBytes(path);
  if (bytes.toString("latin1", 0, 4) === "PK\x03\x04") return { path, form: "a zip archive", rows: [], entries: zipEntries(path, bytes) };
  if (isParquet(path, bytes)) return tableSource(await openTable(path), "Parquet");
  if (!isUtf8(bytes))
    throw new UserError(`${path}: a text in UTF-8, Parquet or a zip archive was wanted; it holds bytes that are none of these.`);
  const text = bytes.toString("utf8").replace(/^\uFEFF/, "");
  if (text.trim() === "") throw new UserError(`${path}: something to import was wanted; the file is empty.`);
  if (/\.ya?ml$/i.test(path)) return yamlSource(path, text);
  if (/^\s*[{[]/.test(text)) return jsonSource(path, text);
  return tableSource(await openTable(path), "CSV");
}

function yamlSource(path: string, text: string): Source {
  const whole = plain(readYaml(path, text).value);
  const rows = Array.isArray(whole) ? whole.flatMap((value, at) => rowAt(value, `${path}[${at}]`)) : [];
  return { path, form: "YAML", whole, text, rows };
}

function rowAt(value: unknown, place: string): SourceRow[] {
  const fields = asFields(value);
  return fields === undefined ? [] : [{ value: fields, place }];
}

/** Values as they are spelled: `1.10` is that text. */
function plain(value: unknown): unknown {
  if (value instanceof WrittenValue) return value.source;
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}

function tableSource(table: Table, form: string): Source {
  const { path, columns, cells, lines, nested } = table;
  const twice = columns.find((name, at) => name !== "" && columns.indexOf(name) < at);
  if (twice !== undefined) throw new UserError(`${path}: the column ${twice} is there twice; keep one.`);
  const rows = lines.map((line, row): SourceRow => {
    const value = Object.fromEntries(
      columns.map((name, at) => [name, nested?.has(at) === true ? parsed(cells[at]?.[row]) : (cells[at]?.[row] ?? "")]),
    );
    return { value, place: form === "CSV" ? `${path}:${line}` : `${path} row ${line}` };
  });
  return { path, form, rows, columns };
}

function parsed(cell = ""): unknown {
  return cell === "" ? undefined : (JSON.parse(cell) as unknown);
}

const dataFiles = /\.(parquet|jsonl|ndjson|csv|tsv|json)(\.gz)?$/i;
/** What a data set says of itself, beside its rows. */
const aboutFiles = /^(dataset_infos?|state|dataset_dict|config)\.json$/i;
const splitNames = /(?:^|[^a-z])(train|test|validation|valid|val|dev)(?![a-z])/i;

async function folder(path: string, split: string | undefined): Promise<Source> {
  const found = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => dataFiles.test(name) && !aboutFiles.test(basename(name)) && !/(^|[\\/])[._]/.test(name))
    .toSorted();
  const bySplit = Map.groupBy(found, (name) => splitNames.exec(name)?.[1]?.toLowerCase() ?? "");
  const wanted = split === undefined ? found : (bySplit.get(split.toLowerCase()) ?? []);
  const names = [...bySplit.keys()].filter((name) => name !== "");
  if (split === undefined && bySplit.size > 1)
    throw new UserError(
      `${path} holds the splits ${names.join(", ")}${bySplit.has("") ? " and files of none" : ""}. Say which, as in --split ${names[0] ?? "test"}.`,
    );
  if (wanted.length === 0)
    throw new UserError(
      `${path}: files of a data set were wanted (.parquet, .jsonl, .json, .csv)${split === undefined ? "" : ` of the split ${split}`}; there is none.${names.length === 0 ? "" : ` It has ${names.join(", ")}.`}`,
    );
  const parts: Source[] = [];
  for (const name of wanted) {
    refuseLinkOut(name, join(path, "rows"));
    parts.push(await file(join(path, name)));
  }
  const odd = parts.find((part) => part.rows.length === 0);
  if (odd !== undefined) throw new UserError(`${odd.path}: rows of a data set were wanted; it is ${odd.form} without any.`);
  return {
    path,
    form: `a folder of ${parts.length === 1 ? `one file (${relative(path, parts[0]?.path ?? "")})` : `${parts.length} files`} ${extname(wanted[0] ?? "")}`.trim(),
    rows: parts.flatMap(({ rows }) => rows),
  };
}
