import { judgingWords, type JudgingWords } from "./judging-words.ts";

/** Whether something passes, as a sentence plainly says. */
export type Judgment = "passes" | "fails";

/**
 * What a sentence says of the matter in hand where one of its clauses says nothing but that: "Verdict: fail", "die Antwort ist doch falsch",
 * "passed=false", "答案错误". Any other word may make it one on something else, a condition one on another case: then it says nothing. Of
 * several clauses the last counts.
 */
export function judgmentIn(sentence: string): Judgment | undefined {
  const said = sentence
    .slice(0, longest)
    .toLowerCase()
    .normalize("NFC")
    .replace(/\[\s{0,9}\]/g, " none ");
  if (lowestGrade.test(said)) return "fails";
  if (chinese.test(said)) return chineseJudgment(said);
  const clauses = said
    .replace(correcting, "$1 mend")
    .replace(aside, " ")
    .split(/[,;\u3001\uFF0C\uFF1B]|\s[\u2014\u2013-]\s/)
    .map((clause) => clause.match(word) ?? []);
  const all = clauses.flat();
  if (judgingWords.some(({ supposing }) => all.some((one) => supposing.has(one)))) return undefined;
  // "Finally, no": the clauses may say it together.
  for (const clause of [all, ...clauses].toReversed()) {
    // "True, the unit is right" grants something; "to pass" is an aim.
    const isBegun = clause.length === 1 && clauses.length > 1 && clause !== clauses.at(-1);
    if (clause.length === 0 || clause.length > mostWords || isBegun || clause[0] === "to") continue;
    for (const language of judgingWords) {
      const found = judged(clause, language);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
const lowestGrade = /^\W{0,9}(?:(?:final|overall) )?(?:grade|mark)\W{1,5}f\W{0,5}$/;
/** "To correct" is no judgment. */
const correcting = /\b(should|must|to|did|does|do|please) correct\b/g;
const aside = /(?<=\s)\([^()]{0,200}\)/g;
const longest = 300;
const mostWords = 16;
const word = /[\p{L}\p{N}]+|[\u2705\u2714\u2713\u274C\u2717\u2718\u26D4]/gu;

function judged(clause: readonly string[], language: JudgingWords): Judgment | undefined {
  const { passing, failing, denying, labels, beside } = language;
  // "isn't" and "doesn't" were parted at their apostrophe.
  const words = clause.map((one, at) => (clause[at + 1] === "t" && one.endsWith("n") ? "not" : one === "t" || one === "s" ? "is" : one));
  const isKnown = (one: string): boolean => [passing, failing, denying, labels, beside].some((list) => list.has(one)) || one === "is";
  if (!words.every(isKnown)) return undefined;
  // Two denials are one in most of these languages.
  const denied = words.some((one) => denying.has(one));
  const stated = words.filter((one) => one === "true" || one === "false");
  const isNo = (one: string): boolean => failing.has(one) && one !== "false";
  // "errors: false" speaks of a field that finds fault.
  const about = words.some(isNo) ? "false" : "true";
  const [yes, no] =
    stated.length > 0
      ? [stated.includes(about), stated.some((one) => one !== about)]
      : [words.some((one) => passing.has(one) && !(labels.has(one) && words.some(isNo))), words.some(isNo)];
  if (yes !== no) return yes !== denied ? "passes" : "fails";
  const bare = words.every((one) => denying.has(one) || labels.has(one) || one.length < 4);
  return denied && !yes && bare && words.some((one) => labels.has(one)) ? "fails" : undefined;
}

const chinese = /[\u3400-\u9FFF\u3040-\u30FF\uAC00-\uD7AF]/;
const supposed = /如果|若|假如|假设|要是|除非|否则|倘|認為|认为|声称|有人|有些人|もし|만약/;
/** What a clause may hold beside its judgment. */
const besideChinese =
  /(?:最终|最後|最后|实际上|其实|事实上|因此|所以|但是|但|然而|不过|可是|而且|经?(?:重新|再次|仔细)?(?:检查|复核|核对|审查|审阅)(?:后|之后)?|该|这个|此|这|那|本|学生|考生|的|提交|答案|解答|回答|答卷|代码|程序|证明|结论|结果|判定|判断|评判|评分|裁决|结论|結論|判定|结果|結果|仍然|仍|还是|确实|显然|明显|应当|应该|应为|应|改为|改成|更正|修正|订正|訂正|纠正|勘误|为|是|算|被|判|判为|有|了|它|总体|整体|综上|所述|总之|passed|verdict|一个|任何|发现|回答は|解答|答え|です|は|이다|판정|정정|수정|[\s:：=*_`"'“”。！？!?.→⇒>-])/g;
const noChinese =
  /不(?:能|会|应当|应该|应|可以|予)?(?:通过|通過|及格|合格|成立|正确|正確|对|對|符合)|未(?:能)?(?:通过|通過|及格|达标|合格)|没有?(?:通过|通過)|没通过|错误|錯誤|有误|有誤|错的|错|失败|失敗|不符|間違い|間違っている|誤り|불합격|틀렸다|틀림|false|fail(?:ed|s)?/g;
const yesChinese = /通过|通過|及格|合格|正确|正確|无误|無誤|对的|成立|正しい|합격|true|pass(?:ed|es)?/g;
const denyingChinese = /没有|沒有|不|无|無|未|并非|非|没/g;

function chineseJudgment(said: string): Judgment | undefined {
  if (supposed.test(said)) return undefined;
  const clauses = said.replace(/passed(?=[^]{0,40}(?:true|false))/g, "").split(/[,;\u3001\uFF0C\uFF1B()\uFF08\uFF09]/);
  for (const [at, clause] of [...clauses.entries()].toReversed()) {
    // "13，是错误的，" speaks of what stands before it.
    if (at > 0 && at < clauses.length - 1 && /^\s?\u662F/.test(clause)) continue;
    const no = clause.match(noChinese)?.length ?? 0;
    const rest = clause.replace(noChinese, " ");
    const yes = rest.match(yesChinese)?.length ?? 0;
    const bare = rest.replace(yesChinese, " ").replace(besideChinese, " ");
    const denied = bare.match(denyingChinese)?.length ?? 0;
    if (bare.replace(denyingChinese, "").trim() !== "" || no > 0 === yes > 0) continue;
    return yes > 0 !== (denied % 2 === 1) ? "passes" : "fails";
  }
  return undefined;
}
