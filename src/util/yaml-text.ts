import { Document, isScalar, Scalar, visit } from "yaml";
import { inert } from "./inert.ts";

/**
 * A value as the YAML of a file, under remarks: maps of plain values in a line each. It reads as the same value, signs that nobody sees are
 * written as escapes, and a remark is one line whatever is in it.
 */
export function yamlText(value: unknown, remarks: readonly string[]): string {
  const document = new Document(value);
  visit(document, {
    Map(key, node) {
      if (key !== null && node.items.every(({ value: each }) => isScalar(each))) node.flow = true;
    },
    Scalar(_, node) {
      // Escapes are read between double quotes alone.
      if (typeof node.value === "string" && inert(node.value, "json") !== node.value) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  const head = remarks.map((line) => `# ${inert(line, "terminal").replaceAll("\n", " ")}\n`).join("");
  return head + inert(document.toString({ lineWidth: 0 }), "json");
}
