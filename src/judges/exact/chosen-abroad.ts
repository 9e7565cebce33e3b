import { foundIn } from "./text-or-none.ts";
import { textBefore } from "./reach.ts";

/** A letter that a text chooses, where it stands, and where the text goes on after it. */
interface ChosenOption {
  readonly letter: string;
  readonly at: number;
  readonly end: number;
}

const letter = String.raw`\(?[*_]{0,2}(?<letter>(?<![A-Za-zÀ-ÿ\d'’])[A-Z](?![A-Za-zÀ-ÿ\d'’]))[*_]{0,2}\)?`;
const or = String.raw`(?:oder|ou|o|u|und|et|y|e|或|和|与|、|\/|(?<=[A-Z]\)?),)`;
const none = String.raw`(?<!(?:${or}|[-–])\s?(?:(?:la|die)\s)?[([]?)`;
const noOther = String.raw`(?!\s?${or}\s?(?:(?:la|die)\s)?\(?[A-Z](?![A-Za-zÀ-ÿ]))`;
const right =
  "(?:richtig|korrekt|zutreffend|correcte?|juste|exacte?|vraie?|la\\sbonne|die\\srichtige|la\\scorrecta|a\\scorreta|correct[ao]|verdader[ao]|corret[ao]|corrett[ao]|cert[ao]|esatt[ao]|giust[ao])";

/** Words by which a text in German, French, Spanish, Portuguese, Italian or Chinese chooses. */
const choosing: readonly RegExp[] = [
  String.raw`${none}${letter}\s(?:ist|est|es|é|è)\s(?:(?!(?:nicht|kaum|nie|niemals|pas|jamais|nunca|mai)\s)\p{L}{2,12}\s)?${right}(?!\p{L})`,
  String.raw`${none}${letter}\s?(?:选项|選項|项|項)?\s?(?:是)?(?:正确|正確|对的|對的)`,
  String.raw`(?<![不没沒非别別])(?:选择?|選擇?)(?:项|項)?\s?${letter}${noOther}`,
  String.raw`(?<!\p{L})(?:(?:[Rr]ichtig|[Kk]orrekt)\sist|(?:[Aa]ntwort|[Ll]ösung|[Oo]ption)\s(?:ist|lautet)|(?:réponse|option)\s(?:correcte\s|exacte\s)?est|(?:respuesta|opción)\s(?:correcta\s)?es|(?:resposta|opção|alternativa)\s(?:correta\s)?é|(?:risposta|opzione)\s(?:corretta\s|esatta\s)?è)\s(?:(?:also|donc|daher|demnach)\s)?(?:la\s|die\s|a\s|l['’])?(?:(?:[Oo]ption|opción|opção|letra|lettre|[Aa]ntwort|[Bb]uchstabe)\s)?${letter}${noOther}`,
  String.raw`(?<!\p{L})(?:ist|est|es|é|è)\s(?:(?:also|donc|daher|demnach)\s)?${letter}\s${right}(?!\p{L})`,
].map((source) => new RegExp(source, "gu"));
/** Words before a choice by which it is a supposition, a denial or that of others. */
const unsure =
  /(?<!\p{L})(?:si|wenn|falls|ob|nicht|kein\w*|pas|no|não|non|se|quizás?|tal\svez|peut-être|vielleicht|denken|glauben|meinen|behaupte\p{L}*|pensent|croient|disent|piensan|creen|dicen|pensam|dizem)(?!\p{L})|如果|若|假设|认为|以为|可能|也许|不/iu;

/** The only option that a text in another language than English chooses; undefined where it chooses none, or several. */
export function chosenAbroad(text: string, options: number): ChosenOption | undefined {
  const start = Math.max(0, text.length - 4000);
  const end = text.slice(start);
  const found = choosing.flatMap((pattern) =>
    [...end.matchAll(pattern)].slice(-50).flatMap((match): ChosenOption[] => {
      const named = match.groups?.["letter"] ?? "";
      const clause = foundIn(textBefore(end, match.index, "words"), /[^.,;:!?\n。,；：！？]*$/);
      if (named.charCodeAt(0) - 64 > options || unsure.test(clause)) return [];
      const at = start + match.index + match[0].lastIndexOf(named);
      return [{ letter: named, at, end: start + match.index + match[0].length }];
    }),
  );
  const letters = new Set(found.map((one) => one.letter));
  return letters.size === 1 ? found.sort((a, b) => a.at - b.at).at(-1) : undefined;
}
