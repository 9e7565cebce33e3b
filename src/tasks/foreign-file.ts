/** What a file is that is no suite but another known thing, and what to write instead; undefined where nothing is known. */
export function foreignFile(value: unknown): string | undefined {
  const names = namesOf(value);
  if (names.includes("tasks")) return undefined;
  const own = ["prompts", "providers", "tests", "defaultTest", "scenarios"].filter((name) => names.includes(name));
  const entries: unknown = Array.isArray(value) ? (value as unknown[])[0] : undefined;
  const inner = namesOf(entries);
  if (own.length >= 2 || (inner.includes("vars") && !inner.includes("prompt")) || (names.includes("vars") && names.includes("assert")))
    return promptfoo;
  if (names.includes("topologies") || (names.includes("members") && names.includes("suite"))) return experiment;
  return undefined;
}

const promptfoo =
  "this is a promptfoo file, not a suite. Write each test as a task, with the prompt's variables filled in, and what it asserts as the grader " +
  '(equals: exact; contains: contains; llm-rubric: rubric): tasks: [{ id: t1, prompt: "Translate hello", grader: { kind: exact, answer: "hola" } }]. ' +
  "Providers are the members of an experiment";

const experiment = 'this is an experiment, not a suite. Run it with `catallaxy run`, or name the file of its "suite"';

function namesOf(value: unknown): string[] {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
