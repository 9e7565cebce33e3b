import type { Ask } from "./ask.ts";
import type { Attempt } from "./attempt.ts";
import { huggingFaceRows, isHuggingFace } from "./hugging-face.ts";
import { inspectDataset, isInspectDataset } from "./inspect-dataset.ts";
import { inspectLog, isInspectLog } from "./inspect-log.ts";
import { isLangfuseLog, langfuseLog } from "./langfuse-log.ts";
import { isLitellmLog, litellmLog } from "./litellm-log.ts";
import { isLmEval, lmEval } from "./lm-eval.ts";
import { mappedRows } from "./mapped-rows.ts";
import { isOtelLog, otelLog } from "./otel-log.ts";
import { isPromptfooConfig, promptfooConfig } from "./promptfoo-config.ts";
import { isPromptfooTable, promptfooTable } from "./promptfoo-csv.ts";
import { isPromptfooOutput, promptfooOutput } from "./promptfoo-output.ts";
import type { Source } from "./source.ts";
import { isSweBench, sweBench } from "./swe-bench.ts";
import type { Tally } from "./tally.ts";
import type { TaskDraft } from "./task-draft.ts";

interface Kind {
  readonly name: string;
  readonly title: string;
  /** What is looked for. */
  readonly sign: string;
  fits(source: Source): boolean;
}
/** A format of others: tasks for a suite, or attempts for a table of outcomes. */
export type Format =
  | (Kind & { tasks(source: Source, ask: Ask, tally: Tally): TaskDraft[] | Promise<TaskDraft[]> })
  | (Kind & { attempts(source: Source, ask: Ask, tally: Tally): Attempt[] });

/** All of them, the more telling before the others. */
export const formats: readonly Format[] = [
  {
    name: "promptfoo-output",
    title: "promptfoo output",
    sign: "results with provider and success",
    fits: isPromptfooOutput,
    attempts: (source, _ask, tally) => promptfooOutput(source, tally),
  },
  {
    name: "inspect-log",
    title: "an Inspect log",
    sign: "an .eval archive, or JSON with eval and samples",
    fits: isInspectLog,
    attempts: inspectLog,
  },
  {
    name: "otel",
    title: "OpenTelemetry spans",
    sign: "resourceSpans or resourceLogs (OTLP JSON)",
    fits: isOtelLog,
    attempts: (source, _ask, tally) => otelLog(source, tally),
  },
  {
    name: "litellm",
    title: "LiteLLM spend logs",
    sign: "request_id, spend and model",
    fits: isLitellmLog,
    attempts: (source, _ask, tally) => litellmLog(source, tally),
  },
  {
    name: "langfuse",
    title: "a Langfuse export",
    sign: "traces with observations, or observations with type and traceId",
    fits: isLangfuseLog,
    attempts: langfuseLog,
  },
  {
    name: "promptfoo",
    title: "a promptfoo configuration",
    sign: "prompts with tests or providers",
    fits: isPromptfooConfig,
    tasks: (source, _ask, tally) => promptfooConfig(source, tally),
  },
  {
    name: "promptfoo-csv",
    title: "a promptfoo table of tests",
    sign: "a column __expected",
    fits: isPromptfooTable,
    tasks: promptfooTable,
  },
  { name: "lm-eval", title: "a task of lm-evaluation-harness", sign: "doc_to_text", fits: isLmEval, tasks: lmEval },
  {
    name: "swe-bench",
    title: "SWE-bench rows",
    sign: "instance_id, repo and problem_statement",
    fits: isSweBench,
    tasks: (source, _ask, tally) => sweBench(source, tally),
  },
  {
    name: "hugging-face",
    title: "rows of Hugging Face",
    sign: 'rows of {"row": {...}}',
    fits: isHuggingFace,
    tasks: (source, ask, tally) => mappedRows(source.path, huggingFaceRows(source, tally), ask, tally),
  },
  {
    name: "inspect-dataset",
    title: "an Inspect dataset",
    sign: "input and target, and no other than Inspect's fields",
    fits: isInspectDataset,
    tasks: (source, _ask, tally) => inspectDataset(source, tally),
  },
  {
    name: "rows",
    title: "rows of a data set",
    sign: "rows with a question (--prompt names its column)",
    fits: ({ rows }) => rows.length > 0,
    tasks: (source, ask, tally) => mappedRows(source.path, source.rows, ask, tally),
  },
];
