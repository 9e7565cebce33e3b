import "../util/needs-node.ts";
export { bundledSuites } from "./bundled-suites.ts";
export { type Finding, type Grade, checkSuite } from "./check-suite.ts";
export type { Assignment, ConstraintSpec, Relation, Rule, Value } from "./constraints.ts";
export { families, generate, generateOptions } from "./generate/generate.ts";
export { loadSuite } from "./load-suite.ts";
export { solutions } from "./solve.ts";
export { longestPrompt, suiteJsonSchema, suiteSchema, taskSchema } from "./suite-schema.ts";
