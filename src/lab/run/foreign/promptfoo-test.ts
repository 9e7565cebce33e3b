import type { Fields } from "./fields.ts";
import type { Assertion } from "./promptfoo-grader.ts";

/** A test as a configuration or a table tells it. */
export interface PromptfooTest {
  readonly vars: Fields;
  readonly assertions: readonly Assertion[];
  readonly description?: string | undefined;
  readonly metadata?: Fields | undefined;
  readonly place: string;
}
