export { bundledSuites } from "./bundled-suites.ts";
export { loadSuite } from "./load-suite.ts";
export { longestPrompt, suiteJsonSchema, suiteSchema, taskSchema } from "./suite-schema.ts";
