import type { JudgeSpec } from "../../../types.ts";
import type { Fields } from "./fields.ts";

/** A task as another's file tells it; `answers` are all right, `right` is the place of the right choice. */
export interface TaskDraft {
  readonly place: string;
  readonly prompt: string;
  readonly id?: string | undefined;
  readonly context?: string | undefined;
  readonly category?: string | undefined;
  readonly answers?: readonly string[] | undefined;
  readonly choices?: readonly string[] | undefined;
  readonly right?: readonly number[] | undefined;
  readonly grader?: JudgeSpec | undefined;
  readonly reference?: string | undefined;
  /** All that it says besides, kept in `meta.source`. */
  readonly source?: Fields | undefined;
}
