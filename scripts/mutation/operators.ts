import { parseSync, visitorKeys } from "oxc-parser";
import { Bug } from "../../src/util/bug.ts";

/** One small change to a source file: the text from `start` to `end` becomes `text`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

/** What each operator becomes. `+` of texts is left alone. */
const operators: Readonly<Record<string, readonly string[]>> = {
  "<": ["<=", ">="],
  ">": [">=", "<="],
  "<=": ["<", ">"],
  ">=": [">", "<"],
  "===": ["!=="],
  "!==": ["==="],
  "+": ["-"],
  "-": ["+"],
  "*": ["/"],
  "/": ["*"],
  "%": ["*"],
  "**": ["*"],
  "&&": ["||"],
  "||": ["&&"],
  "+=": ["-="],
  "-=": ["+="],
  "*=": ["/="],
  "/=": ["*="],
  "++": ["--"],
  "--": ["++"],
};

/** Calls that become another call, or (empty) the object they were called on. */
const calls: Readonly<Record<string, string>> = {
  min: "max",
  max: "min",
  floor: "ceil",
  ceil: "floor",
  some: "every",
  every: "some",
  startsWith: "endsWith",
  endsWith: "startsWith",
  filter: "",
  slice: "",
  sort: "",
  toSorted: "",
  reverse: "",
  toReversed: "",
  trim: "",
  toLowerCase: "",
};

/** Nodes of types that hold an expression; everything else of a type is not code. */
const wrappers = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression"]);

/**
 * Every mutation of a TypeScript file: comparisons, arithmetic, logic, defaults, conditions, numbers, booleans, calls on lists
 * and texts, and statements left out. Texts of messages and patterns are left as they are, and so are types.
 */
export function mutationsOf(file: string, source: string): Mutation[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Bug(`${file} does not parse: ${errors[0]?.message}`);
  const found: Mutation[] = [];
  const visit = (node: Node): void => {
    found.push(...changesOf(node, source));
    for (const key of wrappers.has(node.type) ? ["expression"] : (visitorKeys[node.type] ?? [])) {
      for (const child of [node[key]].flat()) {
        if (isNode(child) && (!child.type.startsWith("TS") || wrappers.has(child.type))) visit(child);
      }
    }
  };
  visit(program as unknown as Node);
  return found.toSorted((one, other) => one.start - other.start || one.end - other.end);
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && typeof (value as Node).type === "string";
}

function changesOf(node: Node, source: string): Mutation[] {
  const whole = (text: string): Mutation => ({ start: node.start, end: node.end, text });
  const textOf = (value: unknown): string => (isNode(value) ? source.slice(value.start, value.end) : "");
  switch (node.type) {
    case "BinaryExpression":
    case "LogicalExpression":
    case "AssignmentExpression":
      if (node["operator"] === "??") return [whole(textOf(node["left"]))];
      return isText(node) ? [] : between(node, source);
    case "UpdateExpression": {
      const other = operators[String(node["operator"])]?.[0] ?? "";
      return [whole(node["prefix"] === true ? other + textOf(node["argument"]) : textOf(node["argument"]) + other)];
    }
    case "UnaryExpression":
      return node["operator"] === "!" || node["operator"] === "-" ? [whole(textOf(node["argument"]))] : [];
    case "IfStatement":
    case "ConditionalExpression":
      return conditions(node["test"], ["true", "false"]);
    case "WhileStatement":
    case "ForStatement":
      return conditions(node["test"], ["false"]);
    case "Literal":
      return literal(node).map(whole);
    case "CallExpression":
      return call(node, source);
    case "ExpressionStatement":
      return "directive" in node && node["directive"] ? [] : [whole(";")];
    case "ContinueStatement":
      return [whole(";")];
    default:
      return [];
  }
}

/** The operator between two operands. */
function between(node: Node, source: string): Mutation[] {
  const [left, right] = [node["left"] as Node, node["right"] as Node];
  const operator = String(node["operator"]);
  const at = source.slice(left.end, right.start).indexOf(operator) + left.end;
  return (operators[operator] ?? []).map((text) => ({ start: at, end: at + operator.length, text }));
}

/** Whether a sum is one of texts. */
function isText(node: Node): boolean {
  if (node.type === "TemplateLiteral") return true;
  if (node.type === "Literal") return typeof node["value"] === "string";
  if (node["operator"] !== "+" && node["operator"] !== "+=") return false;
  return isText(node["left"] as Node) || isText(node["right"] as Node);
}

function conditions(test: unknown, texts: readonly string[]): Mutation[] {
  return isNode(test) ? texts.map((text) => ({ start: test.start, end: test.end, text })) : [];
}

function literal(node: Node): string[] {
  const { value } = node;
  if (typeof value === "boolean") return [String(!value)];
  if (typeof value === "number") return [value === 1 ? "0" : String(value + 1)];
  if (typeof value === "bigint") return [value === 1n ? "0n" : `${value + 1n}n`];
  return [];
}

function call(node: Node, source: string): Mutation[] {
  const callee = node["callee"] as Node;
  if (callee.type !== "MemberExpression" || callee["computed"] === true) return [];
  const [object, property] = [callee["object"] as Node, callee["property"] as Node];
  const other = Object.hasOwn(calls, String(property["name"])) ? calls[String(property["name"])] : undefined;
  if (other === undefined) return [];
  if (other !== "") return [{ start: property.start, end: property.end, text: other }];
  return [{ start: node.start, end: node.end, text: source.slice(object.start, object.end) }];
}
