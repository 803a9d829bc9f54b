/** Nested deeper than any form's values. React's decoder is recursive. */
const MAX_DEPTH = 32;

/** Longer than any list of bound arguments. */
const MAX_LENGTH = 500;

/** More fields than any form has, and longer names. */
const MAX_FIELDS = 1000;
const MAX_NAME = 200;

/** More values than any call has, each item of a list and each reference included. React takes 10 µs for some. */
const MAX_VALUES = 5000;

/** Whether React can decode a string: plain, an escaped `$`, a form or bound arguments that were sent along, or a value. */
function isSoundText(text: string, isSent: (id: number) => boolean): boolean {
  if (!text.startsWith("$")) return true;
  const reference = /^\$@([\da-f]{1,8})$/.exec(text)?.[1];
  if (reference) return isSent(parseInt(reference, 16));
  return /^\$(\$|[KuNI-]|D\d{4}-|n-?\d{1,300}$)/.test(text);
}

type Check = Readonly<{ isSent: (id: number) => boolean }> & { valuesLeft: number };

/** Counts while it looks, so that a client cannot make the look itself expensive. */
function isSound(value: unknown, check: Check, depth = 0): boolean {
  if (--check.valuesLeft < 0) return false;
  if (typeof value === "string") return isSoundText(value, check.isSent);
  if (typeof value !== "object" || value === null) return true;
  if (depth >= MAX_DEPTH) return false;
  const items = Object.values(value);
  return items.length <= MAX_LENGTH && items.every((item) => isSound(item, check, depth + 1));
}

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields in which React sends values: `0`, `1`, …; without JavaScript `$ACTION_1:0`, … */
const REACT_FIELD = /^(\$ACTION_.*:)?\d+$/;

/** A field of a call: a value, or a field of a form among the values. React also takes ` 0` and `0x0` for the number 0. */
const CALL_FIELD = /^((0|[1-9]\d{0,8})$|_\d{1,9}_)/;

/** The header of a part as clients send it. Others, such as an encoding, are read differently by two parsers. */
const PART_HEADER =
  /^\r\nContent-Disposition: form-data; name="([^"\r\n]{0,200})"(?:\r\n\r\n(?!\u00EF\u00BB\u00BF)|(; filename="[^\r\n]*"\r\nContent-Type: [^\r\n]*)\r\n\r\n)/i;

/** Whether the fields begin like that and are as many. Looks where parts begin: a value can contain the text of a header. */
function hasSoundParts(body: string, boundary: string, fields: number): boolean {
  const [preamble, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  if (preamble !== "" || !end?.startsWith("--") || parts.length !== fields) return false;
  return parts.every((part) => {
    const [header, name = "", file] = PART_HEADER.exec(part) ?? [];
    return header !== undefined && !(file && REACT_FIELD.test(name));
  });
}

/** What a body was parsed as: its text with one character for each byte, and the boundary of its parts. */
type Sent = Readonly<{ body: string; boundary: string }>;

/**
 * Whether React can decode a form that calls an action. Its decoder throws for what a browser never sends, and Next
 * answers 500. Maps, sets, typed arrays and actions as arguments of an action are refused too: send JSON or a form.
 * @param isCall the arguments are in field `0`: sent by script
 */
export function isSoundForm(form: FormData, { body, boundary }: Sent, isCall: boolean): boolean {
  const keys = [...form.keys()];
  if (keys.length > MAX_FIELDS || keys.some((name) => name.length > MAX_NAME)) return false;
  if (isCall && !Array.isArray(parseJson(form.get("0")))) return false;
  if (isCall && !keys.every((name) => CALL_FIELD.test(name))) return false;
  const names = new Set(keys.filter((name) => REACT_FIELD.test(name)));
  const fields = keys.filter((name) => names.has(name));
  if (fields.length !== names.size || !hasSoundParts(body, boundary, keys.length)) return false;
  let valuesLeft = MAX_VALUES;
  return fields.every((name) => {
    const value = parseJson(form.get(name));
    const prefix = name.slice(0, name.lastIndexOf(":") + 1);
    const check: Check = { isSent: (id) => names.has(`${prefix}${id}`), valuesLeft };
    const isFine = value !== undefined && isSound(value, check);
    ({ valuesLeft } = check);
    return isFine;
  });
}

/** The same for an action that is called with plain values: its arguments are one JSON text. */
export function isSoundCall(text: string): boolean {
  const args = parseJson(text);
  return Array.isArray(args) && isSound(args, { isSent: () => false, valuesLeft: MAX_VALUES });
}
