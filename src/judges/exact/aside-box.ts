/** Words right before a box, or in its sentence, that say that it is not the answer. */
const denied =
  /(?:\b(?:not|never|neither|nor|unlike|rather than|instead of|as opposed to|other than|different from)|n['’]t(?: be| equal)?|\bcannot be|≠|\\neq?)[\s$\\([{*_]{0,9}(?:(?:the|an?|option|choice|just|simply)[\s$\\([{*_]{1,9}){0,2}$/i;
const others =
  /\b(?:many|some|most|people|others?|one|you|someone|students?|beginners?|readers?)\b(?: (?:of (?:us|them|you)|people|students|readers))?(?: \w{1,12}ly| often| also)? (?:(?:would|might|may|could)\b|(?:will )?(?:mistakenly|wrongly|incorrectly|falsely|often)\b|write|answer|say|think|claim|choose)|\b(?:common|frequent|typical|classic|usual|easy|tempting|na[iï]ve)\b[^.!?]{0,20}\b(?:error|mistake|slip|pitfall|trap|misconception|answer|guess)\b|\b(?:wrong|incorrect|mistaken|false|erroneous) (?:answer|result|value|choice|option|total)\b|\b(?:would|might|could) (?:wrongly |incorrectly |have )?(?:be|been|give|given|get|write|yield)\b[^.!?]{0,60}$|\b(?:i|we) (?:initially|originally|first|previously|mistakenly|wrongly) \w{2,12}|\b(?:previous|earlier|old|initial|original|former) (?:answer|result|value|attempt|guess)\b|\b(?:do not|don['’]t|never|wrong to|mistake to|avoid) (?:\w{1,12}ing|write|answer|box|put|say|use)\b/i;
/** What comes back to the answer itself within the sentence. */
const turning = /\b(?:but|so|actually|however|in fact|the (?:correct|right|true|real))\b/i;
const refuted =
  /^[\s$}\\)\]*_]{0,9}(?:,? which )?(?:is|was|would be) (?:actually |clearly )?(?:wrong|incorrect|not\b|false|mistaken|a (?:common )?(?:mistake|error))/i;

/**
 * Whether a box holds what the text says that its answer is not, `surely`, or what others might write: `maybe`, for that counts only beside
 * a box of the text's own. `before` and `behind` are the text around it.
 */
export function isAsideBox(before: string, behind: string): "surely" | "maybe" | undefined {
  const sentence = before.slice(before.search(/[^.!?\n]*(?:\.(?=\S)[^.!?\n]*)*$/));
  if (denied.test(sentence) || refuted.test(behind)) return "surely";
  const since = sentence.search(others);
  return since < 0 || turning.test(sentence.slice(since)) ? undefined : "maybe";
}
