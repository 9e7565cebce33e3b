import { z } from "zod";

const pair = z.tuple([z.number(), z.number()]);
const share = z.number().nullable();

/** A grading of the stored answers after the run's own: who graded, and what became of the grades that stood before it, or would have, had it graded all. */
export const gradingRow = z.object({
  round: z.int(),
  graders: z.array(z.string()),
  instead: z.array(z.string()).optional(),
  /** The tasks whose own grader is another one than when it graded them last. */
  changedGraders: z.array(z.string()).optional(),
  graded: z.int(),
  answers: z.int(),
  cost: z.number(),
  topologies: z.array(
    z.object({
      name: z.string(),
      graded: z.int(),
      unscored: z.int(),
      passedBefore: z.int(),
      passedAfter: z.int(),
      scoreBefore: share,
      scoreAfter: share,
      /** Answers that passed and do not now, or the other way round, or have a score on one side alone. */
      changed: z.int(),
      /** Answers that no earlier grading gave a score; they are no changes. */
      first: z.int().optional(),
      /** Where a part was graded: which grading, counted from 1, and which grader made how many of the grades that stood after it. */
      standing: z.array(z.object({ grading: z.int(), grader: z.string(), answers: z.int() })).optional(),
      /** Where a part was graded: the pass rate had all been, the earlier grades corrected by prediction-powered inference, and on how many tasks both stand. */
      corrected: z.object({ rate: z.number(), ci: pair, tasks: z.int() }).optional(),
    }),
  ),
});
