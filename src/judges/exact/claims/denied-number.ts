import { textAt } from "../text-or-none.ts";

const auxiliary = "(?:do|does|did|will|would|can|could|should|must|shall|has|have|had|is|are|was|were|wo|ca)";
const number = String.raw`[*_$€£(]{0,4}[-+]?[$€£]?\d[\d.,/]*`;
/** A verb that is denied right before the number: "she does not make 18", "there aren't 18", "she never made 18". */
const verb = new RegExp(
  String.raw`\b(?:${auxiliary}(?:n['’]t|\s?not|\snever)|cannot|never|(?:by|in)\sno\s(?:means|way)|under\sno\scircumstances|hardly|nowhere\snear)\s(?:(?!is\b|are\b|was\b|were\b|equals?\b|only\b|just\b|merely\b|than\b|but\b|sure\b|certain\b|know\b|he\b|she\b|it\b|they\b|we\b|i\b|you\b|there\b|number\b)[\p{L}'’]+\s){0,5}${number}$`,
  "iu",
);
/** A clause that is denied as a whole: "it is not the case that she makes 18". */
const clause = new RegExp(
  String.raw`(?:(?:\b(?:not|hardly|never|no\slonger|by\sno\smeans)|n['’]t)\s(?:at\sall\s)?(?:the\scase\s|true\s|so\s|correct\s|right\s|possible\s|as\sif\s)?|(?<!(?:\bnot|n['’]t)\s(?:\w{2,9}\s)?)(?:false|untrue|incorrect|wrong|impossible|a\s(?:mistake|myth|misconception|lie)|mistaken|erroneous)(?:\sto\s(?:say|claim|think|conclude|believe|assume))?\s)that\s[^,;:.]{0,80}?${number}$`,
  "iu",
);
/** What makes of two denials an assertion, or denies only how the number is meant. */
const undone =
  /\b(?:other than|anything but|except|more than|less than|fewer than|not (?:only|just|merely)|until|without|nothing (?:but|other|less)|none other)\b|n['’]t (?:only|just)\b/i;

/** A value that is not reached, one that nobody gets, and one that is only supposed. */
const missed: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:(?:by|in)\sno\s(?:means|way)|under\sno\scircumstances)\s(?:[^,;:.]{1,60}\s)?${number}$`, "iu"),
  new RegExp(
    String.raw`\b(?:(?:fail|refuse|decline|neglect)(?:s|d|ed)?\sto\s(?:[\p{L}'’]+\s){1,3}|(?:falls?|fell|stop(?:s|ped)?|comes?|came|is|are|was)\s(?:just\s|well\s|far\s)?short\sof\s)${number}$`,
    "iu",
  ),
  new RegExp(
    String.raw`\b(?:no\sway\s|(?:nobody|no\sone|none\sof\s\p{L}+(?:\s\p{L}+)?)\s)(?:that\s)?(?:(?!but\b)[\p{L}'’]+\s){1,5}${number}$`,
    "iu",
  ),
  new RegExp(
    String.raw`^\W{0,6}(?:let['’]s\s|let\sus\s|we\s)?(?:suppose|assume|assuming|imagine|pretend)\b[^,;.=]{0,80}\s${number}$`,
    "iu",
  ),
];
/** What there is no chance of, and what others believe wrongly. */
const wrongly: readonly RegExp[] = [
  new RegExp(
    String.raw`\bno\s(?:chance|possibility|evidence|reason\sto\s(?:think|believe|say))\s(?:that\s)?(?:[\p{L}'’]+\s){1,5}${number}$`,
    "iu",
  ),
  new RegExp(
    String.raw`\b(?:wrongly|mistakenly|falsely|incorrectly|erroneously)\s(?:believe|think|thought|claim|assume|sa(?:y|id)|conclude|answer|guess|state|report|take|took)\p{L}{0,3}\s(?:[\p{L}'’]+\s){0,6}${number}$`,
    "iu",
  ),
];
/** The same in German, French, Spanish and Portuguese, and a subject of none. */
const others: readonly RegExp[] = [
  new RegExp(
    String.raw`\b(?:nicht|kein(?:e[nrsm]?)?|niemals)\s(?:(?!ist\b|sind\b|sondern\b|nur\b|mehr\b|weniger\b)\p{L}+\s){0,3}${number}$`,
    "iu",
  ),
  new RegExp(String.raw`\bnicht\s(?:so|wahr|richtig|der\sfall),?\sdass\s[^;:.]{0,80}?${number}$`, "iu"),
  new RegExp(
    String.raw`(?:\bne\s|\bn['’])[\p{L}'’-]+\s(?:\p{L}+\s)?(?:pas|plus|jamais)\s(?:(?!mais\b|seulement\b|que\b)[\p{L}'’]+\s){0,3}${number}$`,
    "iu",
  ),
  new RegExp(
    String.raw`^\W{0,6}(?:no|não|non|nunca|nobody|none)\s(?!(?:[\p{L}'’]+\s){0,3}(?:más|mais|più)\s(?:que|do\sque|che|di)\s)(?:(?!is\b|es\b|more\b|less\b|fewer\b|solo\b|matter\b|doubt\b|longer\b|wonder\b)[\p{L}'’]+\s){1,4}${number}$`,
    "iu",
  ),
];

/** Whether a text that ends with a number denies it: "She does not make 18", "It is false that she makes 18". */
export function deniesNumber(text: string): boolean {
  const said = text.replace(/\bwithout\s(?:more|further|additional|enough)\s\p{L}+(?=,?\s(?:i|we|one|you|nobody)\b)/iu, "");
  if (undone.test(said)) return false;
  const last = textAt(text.split(/,\s|\s(?:and|but|so|because|since|while|which|who|also|donc|sondern|mais|sino|pero|mas)\s/), -1);
  return (
    verb.test(last) ||
    clause.test(text) ||
    [...missed, ...wrongly].some((pattern) => pattern.test(last)) ||
    others.some((pattern) => pattern.test(last) || pattern.test(text.slice(-120)))
  );
}
