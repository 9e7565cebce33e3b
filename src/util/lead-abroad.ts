/** How a lead in another language than English presents what follows: as the text's own in a form asked for, or as none of its own. */
export type LeadAbroad = "own" | "disowned";

/**
 * Reads the sentence before a piece of a text in German, French, Spanish or Chinese: a condition, an example, a draft, what others wrote, what
 * is denied. "Im Format des Beispiels:" gives the form alone. What a piece says of itself that denies something may be called wrong.
 */
export function leadAbroad(sentence: string, negative: boolean): LeadAbroad | undefined {
  const said = sentence
    .slice(-200)
    .toLowerCase()
    .normalize("NFC")
    .replace(/[*_`"“”„«»#>]/g, "")
    .replace(/\u2019/g, "'")
    .trim();
  if (said === "" || formed.some((one) => one.test(said))) return said === "" ? undefined : "own";
  if (disowned.some((one) => one.test(said))) return "disowned";
  return !negative && wrong.test(said) ? "disowned" : undefined;
}

const formed: readonly RegExp[] = [
  /(?:im|in dem|nach dem|gem\u00E4\u00DF dem|entsprechend dem|wie im) (?:\S+ ){0,2}?(?:format|schema|muster|beispiel)\S*(?: \S+){0,3} ?:$/,
  /(?:dans le|au|selon le|suivant le|d'apr\u00E8s le|conform\u00E9ment au|comme dans l') ?(?:\S+ ){0,2}?(?:format|sch\u00E9ma|mod\u00E8le|exemple)(?: \S+){0,3} ?:$/,
  /(?:en el|con el|seg\u00FAn el|siguiendo el|conforme al|como en el) (?:\S+ ){0,2}?(?:formato|esquema|modelo|ejemplo)(?: \S+){0,3} ?:$/,
  /(?:按照?|根据|依照|遵循|采用|使用)[^,，。]{0,12}(?:格式|模板|示例|例子|要求)[^,，。]{0,8}[:：]$/,
];

const disowned: readonly RegExp[] = [
  // Conditions, but "wenn ich richtig lese" and "si je comprends bien" are the judge's own.
  /^(?:wenn|falls|sofern|angenommen|vorausgesetzt|unter der annahme)[ ,](?!ich\b|wir\b)[^:]{1,120}:$/,
  /^(?:si|s'il|en supposant|\u00E0 supposer|\u00E0 condition|supposons)[ ,'](?!je\b|nous\b|j')[^:]{1,120}:$/,
  /^(?:si|suponiendo|asumiendo|siempre que|en caso de)[ ,](?!je\b|nous\b|j'|yo\b|entiendo\b|debo\b|tengo\b)[^:]{1,120}:$/,
  /^(?:如果|若|假如|假设|要是|倘若|除非)(?!我)[^:：]{1,60}[:：]$/,
  // Examples.
  /(?:^|[\s,(])(?:(?:zum|ein|als|nur ein) beispiel|beispiel|beispielsweise|z\. ?b\.?|etwa so|platzhalter|vorlage|muster)(?: [^\s,]+){0,2} ?[:(]?$/,
  /(?:^|[\s,(])(?:(?:par|un|l'|simple) ?exemple|exemple|p\. ?ex\.?|mod\u00E8le|gabarit)(?: [^\s,]+){0,2} ?[:(]?$/,
  /(?:^|[\s,(])(?:(?:por|un) ejemplo|ejemplo|p\. ?ej\.?|plantilla|modelo)(?: [^\s,]+){0,2} ?[:(]?$/,
  /(?:例如|比如|譬如|举例(?:来说|如下)?|例子(?:如下)?|示例(?:如下)?|模板(?:如下)?|格式示例|例えば|例)\s?[:：,，]?$/,
  // Drafts and first thoughts.
  /^(?:mein\w* |der |die |das |ein )?(?:(?:erste\w*|vorl\u00E4ufige\w*|urspr\u00FCngliche\w*|fr\u00FChere\w*|alte\w*|vorige\w*) (?:entwurf|gedanke|eindruck|versuch|urteil|antwort|fassung|bewertung|idee)|entwurf|rohentwurf|skizze)(?: war| ist| lautete)? ?:$/,
  /^(?:zun\u00E4chst|anfangs|urspr\u00FCnglich|zuerst|vorher|fr\u00FCher)(?: (?:dachte|schrieb|wollte|h\u00E4tte|gab|hatte) ich[^:]{0,40})? ?:$/,
  /^(?:mon |ma |le |la |l'|un )?(?:(?:premi\u00E8?re?|ancien(?:ne)?) ?(?:brouillon|id\u00E9e|essai|jet|impression|verdict|r\u00E9ponse|version)|brouillon|\u00E9bauche)(?: \u00E9tait| est)? ?:$/,
  /^(?:d'abord|au d\u00E9but|initialement|auparavant|avant)(?:,? (?:j'ai|je|j'avais)[^:]{0,40})? ?:$/,
  /^(?:mi |el |la |un )?(?:(?:primera?|primer|anterior|antiguo) (?:borrador|idea|intento|impresi\u00F3n|veredicto|respuesta|versi\u00F3n)|borrador|esbozo)(?: era| fue| es)? ?:$/,
  /^(?:primero|al principio|inicialmente|antes|originalmente)(?:,? (?:pens\u00E9|escrib\u00ED|iba|quer\u00EDa)[^:]{0,40})? ?:$/,
  /^(?:我?(?:的)?(?:最初|起初|一开始|原来|原先|之前|先前)(?:的)?(?:想法|判断|判定|草稿|答案|结论|版本|打算)?(?:是|为)?|(?:这是)?(?:初稿|草稿|草案|下書き))\s?[:：]$/,
  // What others wrote.
  /(?:^|\s)(?:sch\u00FCler\w*|student\w*|einreichung|abgabe|kandidat\w*|verfasser\w*|autor\w*|nutzer\w*|prompt|eingebettete text|versteckte text|injektion|angreifer)(?: \S+){0,4} ?(?:schrieb|schreibt|geschrieben|sagt|sagte|enth\u00E4lt|enthielt|behauptet\w*|verlangt\w*|fordert\w*|bittet|endet\w*|lautet\w*|steht|hat)(?: \S+){0,4} ?:?$/,
  /(?:^|[\s'])(?:\u00E9l\u00E8ve|\u00E9tudiante?|soumission|copie|candidate?|auteur|utilisateur|injection|attaquant|texte cach\u00E9)(?: \S+){0,3} (?:\u00E9crit|dit|dirait|contient|contenait|affirme|pr\u00E9tend|demande|demandait|exige|propose|termine)(?: \S+){0,4} ?:?$/,
  /(?:^|\s)(?:alumn[oa]|estudiante|entrega|candidat[oa]|autora?|usuari[oa]|inyecci\u00F3n|atacante|texto oculto)(?: \S+){0,3} ?(?:escribi\u00F3|escribe|dijo|dice|contiene|conten\u00EDa|afirma|afirm\u00F3|pide|pidi\u00F3|exige|propone|termina)(?: \S+){0,4} ?:?$/,
  /(?:学生|考生|提交(?:的)?(?:内容|文本|答案)?|作者|用户|答案|文本|注入(?:的)?(?:内容|文本)?|攻击者)(?:中|里|末尾|结尾)?(?:的)?(?:写道?|写着|说|声称|包含(?:了)?|含有|要求(?:我|输出|返回)?|试图|让我|嵌入(?:了)?)[^,，。]{0,12}[:：]?$/,
  // What is denied.
  /\b(?:nicht|niemals|nie)(?: (?:so|sagen|ausgeben|schreiben|antworten|zur\u00FCckgeben|urteilen))? ?:?$|\b(?:statt|anstatt|anstelle von|im gegensatz zu|und nicht)(?: (?:des|der|dem|eines?|einer))?$/,
  /^pas (?:ceci|cela|comme|\u00E7a)[^:]{0,20} ?:$|\bpas (?:dire|\u00E9crire|renvoyer|r\u00E9pondre|retourner)? ?:$|\b(?:au lieu|plut\u00F4t que|\u00E0 la place|contrairement)(?: de| d'| \u00E0)?(?: dire| \u00E9crire| renvoyer)?$/,
  /^no (?:as\u00ED|esto|eso|como)[^:]{0,20} ?:$|\bno (?:dir\u00EDa|digo|escribir\u00EDa|devolver\u00EDa|respondo|responder\u00EDa)[^:]{0,20} ?:$|\b(?:en lugar|en vez)(?: de)?(?: decir| escribir| devolver)?$|\ba diferencia de$/,
  /(?:不是|不会(?:输出|返回|说|写|给出)?|不要(?:输出|返回|写|用)?|不应(?:该)?(?:输出|返回|写)?|而不是|而非|代替|ではなく)\s?[:：]?$/,
];
/** What may be called so is also a piece that says itself that something is wrong. */
const wrong =
  /^(?:falsch|ung\u00FCltig|verworfen|faux|invalide|rejet\u00E9|incorrecto|falso|inv\u00E1lido|rechazado|错误(?:示例|的)?|反例|错误答案)(?: w\u00E4re| serait| ser\u00EDa)? ?[:：]$/;
