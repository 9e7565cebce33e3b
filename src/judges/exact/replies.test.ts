import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { parse } from "yaml";
import { checkRows, type Row } from "./rows.ts";

/** A reply as models write it, with the keys that it passes and fails, those that it leaves open, and those of which nobody should be told a grade. */
interface Reply {
  readonly text: string;
  readonly pass?: readonly string[];
  readonly fail?: readonly string[];
  readonly unknown?: readonly string[];
  /** Meant by a person's eye, and not read: a grade would be a guess. */
  readonly unread?: readonly string[];
  readonly settings?: Row[3];
}

const folder = new URL("./replies/", import.meta.url);
const verdicts = ["pass", "fail", "unknown", "unread"] as const;

function rowsOf(reply: Reply): Row[] {
  return verdicts.flatMap((verdict) =>
    (reply[verdict] ?? []).map((key): Row => [key, reply.text, verdict === "unread" ? "fail" : verdict, reply.settings ?? {}]),
  );
}

for (const file of readdirSync(folder)) {
  test(`replies as models write them are graded as a person would: ${file.replace(".yaml", "")}`, () =>
    checkRows((parse(readFileSync(new URL(file, folder), "utf8")) as Reply[]).flatMap(rowsOf)));
}
