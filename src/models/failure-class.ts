import type { FailureCode } from "../types.ts";
import type { ProviderWords } from "./provider-words.ts";
import { roomTold } from "./room-told.ts";

/** What a person can do about a failure. */
export type Advice =
  | "key"
  | "account"
  | "model"
  | "route"
  | "settings"
  | "cap"
  | "pace"
  | "shorter"
  | "page"
  | "gateway"
  | "late"
  | "region"
  | "proxy"
  | "access"
  | "none";
export interface FailureClass {
  readonly code: FailureCode;
  readonly advice: Advice;
  /** Whether the server has too much to do, whoever asks: no limit of the caller's. */
  readonly overloaded?: boolean;
  /** The output tokens that the prompt leaves room for, where the cap is to blame and that is told. */
  readonly room?: number;
}

const content =
  /content[_ -]?(filter|policy|management|moderation)|contentpolicy|responsible_?ai|moderation|safety (system|filter|setting|reason|polic|check|stop)|usage polic|acceptable use|data_?inspection|content exists risk|\bflagged\b|sensitive[_ ](content|information|word)|new_sensitive|prohibited[_ ]content|guardrail|policy[_ ]violation|violat\w+ (?:(?:our|the|openai'?s?|anthropic'?s?) )*(?:usage|content|safety|acceptable|terms|polic)|(?:un|not )safe content|harmful|inappropriate content|safety_check|violat\w+ (?:our |the )?(?:usage|content|community) guideline|"code":"?1301\b|敏感内容|敏感信息|敏感词|不安全或敏感|违规内容|内容违规|内容安全|违禁|审核(?:不|未)通过/i;
/** A request's own fields at fault, whatever they are called. */
const parameter =
  /\b(?:not (?:an? |be )?(?:supported|valid|allowed|permitted|known|recognized|found)|unsupported|unknown|unrecognized|unexpected|invalid|missing|extra|no such|cannot find)\b[^.]{0,40}\b(?:parameters?|fields?|arguments?|propert(?:y|ies)|keys?|values?|options?|headers?)\b|\b(?:parameters?|fields?|arguments?|propert(?:y|ies)|keys?|values?|options?|headers?)\b[^.]{0,40}\b(?:not (?:an? |be )?(?:supported|valid|allowed|permitted|known|recognized|found)|unsupported|unknown|unrecognized|unexpected|invalid|is required|must be)\b|\bextra inputs\b|guardrail (?:identifier|version)|参数[^。]{0,30}(?:不支持|无效|非法)|不支持[^。]{0,20}参数/i;
/** Where an error has its name rather than its sentence. */
const names = /"(?:code|type|status|reason|error_code)\\*":\s*\\*"?[^",}]*/g;
const account =
  /insufficient[_ ](quota|balance|credit|fund)|credit balance|hard[_ ]limit|exceeded_current_quota|payment[_ ]required|out of credit|more credits|arrear|account.{0,60}(suspend|deactivat|not active|inactive|disabled|overdue)|spend(ing)? (limit|cap)|budget(_| has been |_has_been_)exceeded|key limit exceeded|regain access|limit: 0\b|"quotaValue":"0"|balance is (too low|not enough)|account balance|(credits?|funds|free[ -](tier|quota|trial|credits?))\b.{0,60}(depleted|exhausted|used up|run out|ran out|ended|expired)|(no|not enough|run out of|ran out of)( \w+)? (credits?|funds|balance)\b|(top[ -]?up|recharge) (your|the) (account|balance|wallet|credits?)|please (recharge|top[ -]?up)|billing_?disabled|billing (to|must) be enabled|insufficient_user_quota|(额度|配额|余额|资源包|点数|积分).{0,8}(用尽|耗尽|用完|不足|不够)|无可用资源包|欠费|(请|需要?)充值/i;
/** An account that was closed, where no credit helps. */
const closed = /(organi[sz]ation|workspace|subscription)\b.{0,40}(has been|is|was) (suspended|deactivated|disabled|inactive|closed)/i;
const maybeAccount = /billing|current quota|no (active )?subscription|upgrade your plan/i;
const limit =
  /rate[_ -]?limit|too many requests|throttl|(tokens|requests|queries) per[_ -]?(min|day|hour|sec)|quota (exceeded|exhausted)|resource_?exhausted|concurren\w+ (limit|request)|slow down|try again in|limit reached|\b[rt]p[mds]\b/i;
const overload =
  /overload|(over|at|no|out of|insufficient) capacity|capacity (exceeded|constraint)|(currently|too|is) busy|temporarily unavailable|high demand|high load|no (healthy|available) (upstream|instance|provider|channel|server)|model is (currently )?loading|model_?not_?ready/i;
const key =
  /(invalid|incorrect|wrong|missing|expired|no|bad|revoked|provide)[_ ](x-)?(an |your )?(api[_ -]?key|auth\w*|token|credential|access key)|api[_ ]?key[_ ]?(is )?(not valid|invalid|missing|expired|required)|unauthori[sz]ed|unauthenticated|authentication|UnrecognizedClient|ExpiredToken|InvalidSignature/i;
const model =
  /no models? (is |are )?(currently )?loaded|model[_ ]?not[_ ]?(found|exist|support)|models?\b.{0,100}(does not exist|do(es)? not have access|not (be )?found|not exist|not available|unavailable|is(?: not|n't) supported|not a valid|no longer|deprecat|decommission|retired|identifier is invalid)|(invalid|unknown|no such|unsupported|unavailable) model|not a valid model|model(_| )?(id|name)?\b.{0,20}is invalid|invalid model|no endpoints found|DeploymentNotFound|deployment.{0,40}does not exist|(^|")model: /i;
const route =
  /invalid url|(unknown|unrecognized|no such|invalid) (request )?(url|route|path|endpoint)|no (matching )?route|cannot (post|get)|route.{0,40}not found|page not found|no static resource|plain http request/i;
const cap =
  /max_?(completion_?|output_?|new_?)?tokens?\W.{0,60}(too (large|high|big)|must be|exceed|greater|maximum|at most|between|range)|at most \d+ (completion|output) tokens/i;
const setting =
  /unsupported[_ ](parameter|value|field)|(unknown|unrecognized|invalid|unexpected)[_ ](request )?(parameter|name|field|argument|key|value|property)|extra[_ ](inputs|fields)|not supported (with|by|for) this model|does not support|response_?format|json_?schema|invalid schema|not permitted|max_completion_tokens|reasoning[_ ]effort|temperature|top_p|is not (a )?(allowed|supported|valid) (value|parameter)/i;
const long =
  /context[_ ]?(length|window|size)|maximum context|too many (input |prompt )?tokens|(prompt|input|request|message|payload|context)\w* (is |are )?too (long|large)|reduce the length|token (count|limit).{0,40}exceed|exceed\w*.{0,60}(tokens|token limit|context|maximum length)|string too long|request_too_large|maximum (allowed )?(input|prompt) (length|tokens)/i;
const region =
  /unsupported_country|(country|region|location|territory).{0,40}(not (supported|available|served|allowed|permitted)|unsupported|unavailable|restricted)|(not|isn't|aren't|un)[ _]?(yet )?(available|supported|offered|served|accessible|permitted|allowed)\b.{0,40}\b(country|region|location|territory|jurisdiction)\b/i;

const of = (code: FailureCode, advice: Advice = "none"): FailureClass => ({ code, advice });

/**
 * The class of an answer that is an error, by its status and its words. `answeredBefore`: a request that cannot be read is
 * the setup's fault until this model has answered another one.
 */
export function classOf(status: number | undefined, said: Pick<ProviderWords, "words" | "html">, answeredBefore: boolean): FailureClass {
  const { words, html } = said;
  const known = status === undefined ? undefined : byStatus(status, said);
  if (known !== undefined) return known;
  if (html) return status !== undefined && status >= 500 ? of("provider", "gateway") : of("setup", "page");
  if (status !== undefined && status >= 500) return unpaid(words) ?? busy(words) ?? of("provider");
  // Bedrock's 424: the model behind the service failed.
  const theirs = status === undefined || status === 424 || answeredBefore;
  // Of a status with a meaning of its own (423 Locked, 426 Upgrade Required) that meaning is the reason, and no setting.
  const settings = status === undefined || status === 400 || status === 422;
  return byWords(words) ?? (theirs ? of("provider") : of("setup", settings ? "settings" : "none"));
}

/** A reason to wait: an overload of the server, unless the words are of a limit too; when to come back is said of both. */
function held(words: string, overloaded = overload.test(words)): FailureClass {
  const limits = words.replaceAll(/slow down|try again in/gi, " ");
  return overloaded && !limit.test(limits) ? { ...of("rate"), overloaded } : of("rate");
}

/** Statuses that need no words, or few. */
function byStatus(status: number, { words, html }: Pick<ProviderWords, "words" | "html">): FailureClass | undefined {
  if (status === 401) return of("setup", "key");
  if (status === 451) return html ? of("setup", "page") : unlawful(words);
  if (status === 402) return of("setup", "account");
  if (status === 403) return html ? of("setup", "page") : forbidden(words);
  if (status === 404 || status === 405 || status === 410)
    return of("setup", route.test(words) || !/\bmodel|deployment|endpoints found/i.test(words) ? "route" : "model");
  if (status === 407) return of("setup", "proxy");
  if (status === 429) return limited(words);
  // No limit of ours: how long a gateway waits says nothing of the model or of the arrangement.
  if (status === 408 || status === 504 || status === 524) return of("provider", "late");
  if (status >= 520 && status <= 523) return of("provider", "gateway");
  // Groq tells so that a call is larger than a minute's tokens.
  if (status === 413) return neverFits(words) ? of("setup", "pace") : of("unsupported", "shorter");
  if (status === 498 || status === 529) return held(words, true);
  if (status === 409 || status === 425 || status === 499) return of("provider");
  return status >= 300 && status < 400 ? of("setup", "route") : undefined;
}

/** Whether the content was refused: by the error's name, or by a sentence that does not speak of a field of the request. */
function refuses(words: string): boolean {
  if (!content.test(words)) return false;
  return !parameter.test(words) || content.test((words.match(names) ?? []).join(" "));
}

/** Unavailable for legal reasons: the service or the model, in this place, unless the words are of what was asked. */
function unlawful(words: string): FailureClass {
  const named = content.test((words.match(names) ?? []).join(" "));
  if (!named && (region.test(words) || place.test(words))) return of("setup", "region");
  return refuses(words) || asked.test(words) ? of("refused") : of("setup", "access");
}
const place =
  /\b(?:countr(?:y|ies)|regions?|regional|locations?|territor(?:y|ies)|jurisdictions?|geo\w*|nation\w*|sanction\w*|embargo\w*|export (?:controls?|laws?|restrictions?)|EU|EEA|European|GDPR|China|Russia)\b|\b(?:service|models?|api|providers?|endpoints?|accounts?|deployments?|products?|features?)\b[^.]{0,40}\b(?:un(?:available|lawful)|(?:not|no longer|cannot be|isn't|aren't) (?:\w+ )?(?:available|offered|served|supported|accessible|permitted|allowed|provided|used)|blocked|restricted|withdrawn|suspended|prohibited|banned|disabled|removed)|地区|国家|区域/i;
/** What was asked, and what the law has against it. */
const asked =
  /\b(?:prompts?|inputs?|contents?|messages?|conversations?|quer(?:y|ies)|questions?|texts?|requested (?:material|topic|information))\b[^.]{0,60}\b(?:blocked|refused|rejected|restricted|prohibited|forbidden|illegal|unlawful|violat\w*|infring\w*|not (?:be )?(?:allowed|permitted|answered|processed)|withheld|removed|copyright\w*|defam\w*)|\b(?:blocked|refused|rejected|prohibited|illegal|unlawful|copyright\w*|defamat\w*|infring\w*|violat\w*)\b[^.]{0,40}\b(?:prompts?|inputs?|contents?|messages?|conversations?|quer(?:y|ies)|questions?|material)\b/i;

function forbidden(words: string): FailureClass {
  if (refuses(words)) return of("refused");
  const owed = unpaid(words);
  if (owed !== undefined) return owed;
  if (region.test(words)) return of("setup", "region");
  if (limit.test(words)) return of("rate");
  if (model.test(words)) return of("setup", "model");
  return of("setup", key.test(words) ? "key" : "access");
}

/** An exhausted account answers like a limit; a limit may point to the billing page. Only the first is a matter of setup. */
function limited(words: string): FailureClass {
  if (account.test(words)) return of("setup", "account");
  if (neverFits(words)) return of("setup", "pace");
  return maybeAccount.test(words) && !limit.test(words) ? of("setup", "account") : held(words);
}

/** Whether one call asks for more than a limit lets through in all: no wait makes it fit. */
function neverFits(words: string): boolean {
  const told = /\blimit:? ([\d,]+)\b.{0,60}?\brequested:? ([\d,]+)/i.exec(words);
  const [most = 0, wanted = 0] = [told?.[1], told?.[2]].map((count = "") => Number(count.replaceAll(",", "")));
  return most > 0 && wanted > most;
}

/** An account that has nothing left, or is closed. */
function unpaid(words: string): FailureClass | undefined {
  if (account.test(words)) return of("setup", "account");
  return closed.test(words) ? of("setup", "access") : undefined;
}

function busy(words: string): FailureClass | undefined {
  return limit.test(words) || overload.test(words) ? held(words) : undefined;
}

function byWords(words: string): FailureClass | undefined {
  if (refuses(words)) return of("refused");
  const owed = unpaid(words);
  if (owed !== undefined) return owed;
  if (key.test(words)) return of("setup", "key");
  if (region.test(words)) return of("setup", "region");
  if (model.test(words)) return of("setup", "model");
  if (route.test(words)) return of("setup", "route");
  if (limit.test(words)) return neverFits(words) ? of("setup", "pace") : held(words);
  const room = roomTold(words);
  if (room !== undefined) return room.byCap ? { ...of("setup", "cap"), room: room.left } : of("unsupported", "shorter");
  if (cap.test(words)) return of("setup", "cap");
  if (long.test(words)) return of("unsupported", "shorter");
  if (overload.test(words)) return held(words);
  if (maybeAccount.test(words)) return of("setup", "account");
  return setting.test(words) || parameter.test(words) ? of("setup", "settings") : undefined;
}
