export { judgeKinds, openJudge } from "./open-judge.ts";
export type { JudgeContext, JudgeKind, JudgeNeed, JudgePurpose, JudgeSetting } from "./judge-kind.ts";
export { type Compared, comparePair, type PairSetting } from "./pairwise.ts";
