import { extname } from "node:path";
import { jsonText } from "../../../util/json-text.ts";
import { yamlText } from "../../../util/yaml-text.ts";
import type { WrittenTask } from "./finish-tasks.ts";

/** A suite's file by the ending of its name: a task on each line, or the whole as JSON or YAML. */
export function suiteText(file: string, name: string, tasks: readonly WrittenTask[]): string {
  const ending = extname(file).toLowerCase();
  if (ending === ".json") return `${jsonText({ name, tasks }, 2)}\n`;
  if (ending === ".yaml" || ending === ".yml") return yamlText(JSON.parse(JSON.stringify({ name, tasks })), []);
  return `${tasks.map((task) => jsonText(task)).join("\n")}\n`;
}
