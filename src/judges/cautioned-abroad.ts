/**
 * Whether a label in German, French, Spanish or Chinese calls the code that follows wrong, former or another's: "Fehlerhafter Code:", "À ne pas
 * faire :", "Versión anterior:", "错误的写法：". The whole label has to say so: "Alte Version, korrigiert:" does not.
 */
export function isCautionedAbroad(label: string): boolean {
  const said = label
    .slice(-120)
    .toLowerCase()
    .normalize("NFC")
    .replace(/[*_`"“”„«»#>❌✗✘]|\/\/|^[\s\d.)-]{1,9}/g, "")
    .replace(/\u2019/g, "'")
    .replace(/\s*\([^()]{0,60}\)/g, "")
    .replace(/[\s:：.!,，。—–-]{1,9}$/, "")
    .trim();
  return said !== "" && labels.some((one) => one.test(said));
}

const labels: readonly RegExp[] = [
  /^(?:(?:ein|eine|der|die|das|mein|meine|zum vergleich) )?(?:(?:falsch|fehlerhaft|schlecht|ung\u00FCltig|alt|vorherig|urspr\u00FCnglich|fr\u00FCher|ineffizient|langsam|naiv|unsicher|defekt|veraltet)(?:e|er|es|en)?)(?: (?:version|code|l\u00F6sung|ansatz|implementierung|variante|beispiel|fassung|funktion|programm|weg|versuch))?$/,
  /^(?:bitte )?(?:so )?(?:nicht|niemals)(?: so)?(?: (?:machen|verwenden|schreiben|tun|nutzen))?$|^so (?:bitte )?nicht$|^(?:vorher|zuvor|urspr\u00FCnglich|gegenbeispiel|negativbeispiel|(?:ein )?(?:h\u00E4ufiger|typischer) fehler|(?:dein|ihr|der gegebene|der urspr\u00FCngliche) code)$/,
  /^(?:das|dies|folgendes|dieser code)(?: hier)? (?:ist|w\u00E4re|war) (?:falsch|fehlerhaft|nicht richtig|nicht korrekt)$/,
  /^(?:(?:une|un|la|le|l'|ma|mon) ?)?(?:mauvaise?|ancienne?|ancien|fausse|premi\u00E8re|vieille) (?:version|code|solution|approche|impl\u00E9mentation|fa\u00E7on|m\u00E9thode|exemple|fonction)$/,
  /^(?:(?:une|un|la|le|l'|ma|mon) ?)?(?:version|code|solution|approche|impl\u00E9mentation|exemple|fonction|m\u00E9thode) (?:erron\u00E9e?|incorrecte?|fausse?|faux|fautive?|bugu\u00E9e?|bogu\u00E9e?|invalide|na\u00EFf|na\u00EFve|lente?|inefficace|pr\u00E9c\u00E9dente?|initiale?|originale?|d'origine|d\u00E9fectueuse?|\u00E0 \u00E9viter)$/,
  /^(?:faux|incorrect|mauvais|\u00E0 ne pas faire|\u00E0 \u00E9viter|\u00E9vitez|ne (?:faites|fais) (?:surtout )?pas(?: cela| ceci| \u00E7a)?|ne pas faire(?: cela| ceci| \u00E7a)?|pas comme (?:\u00E7a|ceci|cela)|avant|auparavant|contre-exemple|(?:une )?erreur (?:courante|fr\u00E9quente|classique)|(?:votre|ton) code|(?:ceci|cela|c'|ce code) ?est (?:faux|incorrect|erron\u00E9))$/,
  /^(?:(?:una|un|la|el|mi) )?(?:versi\u00F3n|c\u00F3digo|soluci\u00F3n|enfoque|implementaci\u00F3n|ejemplo|forma|funci\u00F3n) (?:incorrect[oa]|err\u00F3ne[oa]|equivocad[oa]|anterior|original|antigu[oa]|mal[oa]|ingenu[oa]|lent[oa]|ineficiente|defectuos[oa]|con errores|inicial)$/,
  /^(?:incorrect[oa]|mal|falso|antes|no (?:lo )?hagas (?:esto|eso|as\u00ED)|no hacer(?: esto)?|no as\u00ED|as\u00ED no|no us(?:ar|es|e)(?: esto)?|evita esto|contraejemplo|(?:un )?error (?:com\u00FAn|frecuente|t\u00EDpico)|(?:tu|su) c\u00F3digo|esto (?:es|est\u00E1) (?:incorrecto|mal))$/,
  /^(?:这(?:个|段)?(?:是)?)?(?:错误|有误|不正确|有问题|有缺陷|有bug|旧|原来|原始|最初|之前|以前|修改前|修正前|低效|不推荐|不好)的?(?:示例|例子|写法|代码|版本|实现|做法|解法|方法|程序|函数|答案)?$/,
  /^(?:请)?(?:不要|别|切勿|不应)(?:这样|这么|如此|使用|用)?(?:写|做|用|使用|实现)?(?:这段|以下|下面)?(?:代码|版本)?$|^(?:反例|反面示例|反面例子|常见错误|你的代码|您的代码|原代码|题目中的代码|以前|之前|修改前)$/,
];
