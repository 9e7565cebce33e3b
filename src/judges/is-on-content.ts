const verb = (stems: string) => `(?:${stems})(?:s|es|ed|d)?`;
/** Verbs of which an answer that does them shows words. */
const telling = [
  verb(
    "say|tell|state|mention|explain|report|conclude|predict|expect|assume|advise|recommend|suggest|warn|note|find|determine|claim|argue|show|prove|compute|derive|describe|discuss|propose|include|cite|quote|name|emphasize|emphasise|clarif(?:y|ie)|confirm|infer|acknowledge|admit|recall|deduce|calculate|list|give|provide|present|translate|define|compare|summarize|summarise|outline|attribute|identif(?:y|ie)|cover",
  ),
  verb(
    "ask|assert|choose|pick|select|solve|diagnose|prescribe|inform|instruct|remind|urge|rules? out|realize|realise|reject|refute|refuse|decline|contain|feature|answer|respond|repl(?:y|ie)|point out|points out|refer|record|estimate|interpret|analyze|analyse|demonstrate|illustrate|offer|establish|specif(?:y|ie)|reveal|declare|announce|insist|stress|highlight|credit|correct|justif(?:y|ie)|reach|arrive|write|convert|consider|observe|see|sum|introduce|forecast|concede|agree|disagree|deny|denie|order|call|count|label|classif(?:y|ie)|invite|greet|thank|apologi[sz]e|address|set out|raise|suppl(?:y|ie)|make clear|makes clear",
  ),
  "begins? with|starts? with|opens? with|ends? with|finds|has a|is right that|uses? the|appl(?:y|ies)",
].join("|");
const tells = new RegExp(`^(?:${telling})\\b ?(.*)$`, "i");
/** What is found not to be is found and told: "Diagnoses no fracture", where "Recommends no product" may be met by silence. */
const finding = new RegExp(
  `^${verb("predict|expect|assume|find|determine|deduce|derive|conclude|infer|diagnose|identif(?:y|ie)|establish|prove|show|see|observe|calculate|compute|report|confirm|attribute|forecast|estimate|rule out")}\\b`,
  "i",
);
const toldPart =
  /\b(?:is|are|was|were|be) (?:\w+ly )?(?:named|stated|given|explained|described|presented|mentioned|identified|listed|shown|derived|discussed|defined|cited|quoted|marked|recommended|proposed|resolved|backed|calculated|computed|noted|pointed out)\b/i;
const told =
  /^there (?:is|are|should be|must be) (?:an?|at least|some|one|two|three)\b[^,;:]{0,40}\b(?:warnings?|statements?|mentions?|notes?|disclaimers?|examples?|explanations?|references?|remarks?|recommendations?|reasons?|advice|definition|apology|greeting|claims?)\b/i;
/** "Shows empathy", "Gives a clear structure". */
const showing = new RegExp(
  `^(?:${verb("show|demonstrate|give|provide|present|offer|include|contain|feature|illustrate|reach|address|establish")}|has a)\\b`,
  "i",
);
/** What a judge finds of the whole, which no words show. */
const valued =
  /\b(?:accura\w+|correct(?:ly|ness)?|rightly|true|truthful\w*|sound(?:s|ness)?|complete(?:ly|ness)?|relevan\w+|helpful\w*|useful|appropriate\w*|plausib\w+|consisten\w+|original\w*|creativ\w+|thorough\w*|convincing\w*|believable|realistic\w*|fair(?:ly|ness)?|balance[d]?|respect\w*|polite\w*|clear|clarity|eas(?:y|ily)|concise\w*|readab\w+|understand\w*|understood|natural\w*|fluen\w+|empath\w+|warm\w*|friendl\w+|professional\w*|coheren\w+|logical\w*|well|good|depth|nuance\w*|insight\w*|humou?r\w*|wit|careful?|caring|kind|kindness|tact\w*|tone|style|structure|manner|sense|engag\w+|confidence|sensitiv\w+|quality)\b/i;
const ofTheText =
  /\b(?:answers?|response|reply|text|output|reader|user|audience|tone|style|wording|language|question|task|instructions?|prompt|request|formats?|sentences?|paragraphs?|facts?|reasoning|sources?|examples?|information|details?|claims?|code|json|markdown|html|yaml|links?|headings?|titles?|lists?|items?|spelling|grammar|everything|content|letters|lines?|words?|voice|writing|prose)\b/i;
const denial = /\b(?:not|never|no|none|nothing|neither|nor|nobody|nowhere|without|cannot|absent|missing|avoided|lacking)\b|n't\b/i;
const finite =
  /[:;]|,(?! and\b| or\b| nor\b)|\b(?:is|are|was|were|can|may|must|will|would|could|should|has|have|had|does|do|did|leaves?|needs?|requires?|exists?|remains?|follows?|shows?|happens?|occurs?|means?|says?|causes?|gives?|gets?|ends?|tells?|keeps?|loses?|destroys?|carries|reaches|logs?|stops?|injects?)\b/i;
const quoted = /["“”«»`]|(?<![\p{L}\p{N}])['‘][^'’]{1,200}['’](?![\p{L}\p{N}])/u;
const result =
  /(?:\b(?:is|are|was|equals?|gets?|yields?|as|of|to)|[=:,]) (?:about |approximately |roughly |exactly |[^\p{L}\p{N}\s]{1,3} ?)?\d/iu;
const adverb = "(?:always|never|often|only|also|usually|still|now|then|all|both|together|later|first|once)";
/** A verb that begins a criterion, and not a noun in the plural before its own: "Uses words that ...", but "Customers always see ...". */
const verbFirst = new RegExp(
  `^[a-z]+[^s\\W]s (?!(?:is|are|was|were|must|may|can|will|would|should|could|have|had|do|did|${adverb})\\b)`,
  "i",
);

/**
 * Whether a criterion plainly asks that an answer says something, so that words of it must show that. `rest` is what follows the words
 * for the answer; `named` says that there are some.
 */
export function isOnContent(statement: string, rest: string, named: boolean): boolean {
  if (quoted.test(statement)) return true;
  const [, what] = tells.exec(rest) ?? tells.exec(statement) ?? [];
  if (what !== undefined) return isTold(rest, what);
  if (told.test(rest)) return true;
  const denies = denial.test(statement);
  if (!/^(?:no|none|nothing|neither)\b/i.test(statement) && toldPart.test(statement)) return true;
  if (!denies && result.test(statement)) return !valued.test(rest);
  return !named && !verbFirst.test(statement) && isMatter(statement, denies);
}

function isTold(rest: string, what: string): boolean {
  if (/^(?:nothing|no|none|neither|nobody)\b/i.test(what))
    return finding.test(rest) || /^(?:nothing|nobody|none|no \w+) (?:was|is|are|were|has|had|have|can|will|may|of the)\b/i.test(what);
  return !showing.test(rest) || !valued.test(what) || what.split(" ").length > 4 || /^(?:that|how|why)\b/i.test(what);
}

/** A statement of the matter, which an answer has to make: long enough to say one, and no praise or blame of the text. */
function isMatter(statement: string, denies: boolean): boolean {
  const words = statement.split(" ");
  if (denies) return /[:;]|\b(?:because|since|due to)\b|\w, \w/.test(statement) || words.length > 10;
  const lead = words.slice(0, 5).join(" ");
  return words.length > 5 && finite.test(statement) && !ofTheText.test(lead) && !(words.length < 12 && valued.test(statement));
}
