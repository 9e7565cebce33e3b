/** People and things whose answers a text speaks of, and that are not its writer. */
export const people =
  "student|pupil|learner|user|candidate|participant|contestant|classmate|teammate|friend|colleague|sibling|brother|sister|teacher|author|reviewer|" +
  "annotator|respondent|opponent|player|person|assistant|agent|solver|chatbot|chatgpt|gpt-?\\w{0,6}|claude|gemini|llama|mistral|deepseek|copilot|" +
  "wikipedia|google|internet|website|forum|bot|textbook|book|prompt|submission";
const kindsOfAnswer =
  "(?:(?:final|first|second|last|own|original|given|proposed|submitted|stated|claimed|short|initial|previous|new)\\s){0,2}";
/** "Student's answer", "the user answer", "Assistant 1 answer". */
const owned = new RegExp(
  `\\b(?:(?:${people})s?(?: (?:\\d{1,2}|[A-Z]))?|(?:model|expert|response|option) (?:\\d{1,2}|[A-Z]))(?:'s|')?\\s${kindsOfAnswer}$`,
  "i",
);
/** "Alice's answer", "her answer"; "today's answer" and "the problem's answer" are the text's own. */
const possessive = new RegExp(
  `(?:\\b(?!(?:today|tonight|problem|question|exercise|puzzle|riddle|task|quiz|test|equation|part|let|here|that|it|what|there|where|who|now|this)\\b)` +
    `\\p{L}[\\p{L}\\d.-]{0,30}(?:'s|(?<=s)')|\\b(?:her|his|their|your))\\s${kindsOfAnswer}$`,
  "iu",
);
/** "My first answer", "the other answer", "half of the answer". */
const notLast =
  /\b(?:(?:previous|prior|earlier|old|former|initial|original|first|preliminary|tentative|provisional|draft|expected|reference|other|opposite|second[- ]best|next[- ]best|runner[- ]up|closest|nearest|reverse)|(?:half|twice|double|triple|thrice|quarter|third|tenth|\d{1,3} times)(?: of)? (?:the|my|our|that|this))(?: (?:wrong|incorrect|final|possible|best|candidate))?\s$/i;
/** "The answer of the student", "the answer given by Bob". */
const givenBy = new RegExp(
  `^answers?\\s(?:(?:that (?:was )?)?(?:given|proposed|submitted|stated|claimed|provided|offered)\\s)?(?:of|by|from|in)\\s(?:(?:the|a|my|your|this)\\s)?(?:${people})\\b`,
  "i",
);
const givenByName = /^[Aa]nswers?\s(?:(?:given|proposed|submitted|claimed|provided|offered)\sby|of)\s[A-Z][a-z]+\b/;
const toldFirst =
  /\b(?:initially|originally|at first|previously|earlier)\b|\b(?:i|we) (?:first|almost|nearly|once|mistakenly|wrongly|accidentally) \w{2,20}|^\W{0,3}first,? (?:i|we) \w{2,20}/i;
/** "The answer used to be", "the answer was once", "the answer is no longer". */
const former =
  /\b(?:used to be|had been|no longer (?:is|equals))\W{0,3}$|^answers?\s(?:formerly|previously|originally|initially|once)\s(?:is|was|were)\W{0,3}$/i;
const ofAnother = "(?:previous|last|other|earlier|next|following|former) (?:question|problem|part|exercise|task|puzzle|one|time|example)";
/** The answer to another question, or of another day. */
const elsewhere = new RegExp(`\\b${ofAnother}\\b|\\b(?:yesterday|last (?:week|month|year))\\b`, "i");
const formerly = /^\W{0,3}(?:once|no longer|not any ?more|formerly|previously|originally|initially)\b|^\W{0,3}\S{1,20}\suntil\b/i;
const quoted = /["“`]\s?(?:(?:the|my|final|correct)\s){0,2}$/i;

/**
 * Whether the answer that a mark names is another's or a former one: `surely` for another person's, `maybe` for what is one only where the
 * text has an answer of its own. `before` is its sentence up to the mark, `rest` what follows it there.
 */
export function isAnothers(before: string, mark: string, rest: string): "surely" | "maybe" | undefined {
  const lead = before.replace(/’/g, "'").replace(/[*_`"“(]/g, "");
  if (former.test(mark) || formerly.test(rest) || elsewhere.test(lead) || elsewhere.test(mark)) return "surely";
  if (owned.test(lead) || givenBy.test(mark)) return /(?<!\bin|\bnot )\b(?:correct|right)\b/i.test(rest) ? "maybe" : "surely";
  if (possessive.test(lead) || notLast.test(lead) || givenByName.test(mark) || toldFirst.test(lead)) return "maybe";
  // What stands between quotes is the form that was asked for, or somebody's words; `"answer":` is a property.
  return quoted.test(before) && !/^\w{3,8}["”]/.test(mark) && /^[^\n"”`]{0,60}["”`]/.test(rest) ? "maybe" : undefined;
}
