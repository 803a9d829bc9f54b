/** Nested deeper than any form's values. React's decoder is recursive. */
const MAX_DEPTH = 32;

/** Longer than any list of bound arguments. */
const MAX_LENGTH = 500;

/** More fields than any form has, and longer names. */
const MAX_FIELDS = 1000;
const MAX_NAME = 200;

/** More references than any call has. React takes 10 µs for each. */
const MAX_REFERENCES = 5000;

/** Whether React can decode a string: plain, an escaped `$`, a form or bound arguments that were sent along, or a value. */
function isSoundText(text: string, isSent: (id: number) => boolean): boolean {
  if (!text.startsWith("$")) return true;
  const reference = /^\$@([\da-f]{1,8})$/.exec(text)?.[1];
  if (reference) return isSent(parseInt(reference, 16));
  return /^\$(\$|[KuNI-]|D\d{4}-|n-?\d{1,300}$)/.test(text);
}

function isSound(value: unknown, isSent: (id: number) => boolean, depth = 0): boolean {
  if (typeof value === "string") return isSoundText(value, isSent);
  if (typeof value !== "object" || value === null) return true;
  const items = Object.values(value);
  return (
    depth < MAX_DEPTH &&
    items.length <= MAX_LENGTH &&
    items.every((item) => isSound(item, isSent, depth + 1))
  );
}

/** How many of React's references are in values that are sound. */
function countReferences(value: unknown): number {
  if (typeof value === "string") return Number(value.startsWith("$"));
  if (typeof value !== "object" || value === null) return 0;
  return Object.values(value).reduce((count: number, item) => count + countReferences(item), 0);
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

/** Such a field as browsers send it: no file, and no header or byte order mark that two parsers read differently. */
const SENT_FIELD =
  /\r\nContent-Disposition: form-data; name="(?:\$ACTION_[^"\r\n]{0,200}:)?\d{1,200}"\r\n\r\n(?!\u00EF\u00BB\u00BF)/g;

/**
 * Whether React can decode a form that calls an action. Its decoder throws for what a browser never sends, and Next
 * answers 500. Maps, sets, typed arrays and actions as arguments of an action are refused too: send JSON or a form.
 * @param body what was parsed, one character for each byte
 * @param isCall the arguments are in field `0`: sent by script
 */
export function isSoundForm(form: FormData, body: string, isCall: boolean): boolean {
  const keys = [...form.keys()];
  if (keys.length > MAX_FIELDS || keys.some((name) => name.length > MAX_NAME)) return false;
  if (isCall && !Array.isArray(parseJson(form.get("0")))) return false;
  if (isCall && !keys.every((name) => CALL_FIELD.test(name))) return false;
  const names = keys.filter((name) => REACT_FIELD.test(name));
  const sent = body.match(SENT_FIELD) ?? [];
  if (sent.length !== names.length || new Set(names).size !== names.length) return false;
  let references = 0;
  return names.every((name) => {
    const value = parseJson(form.get(name));
    const prefix = name.slice(0, name.lastIndexOf(":") + 1);
    if (value === undefined || !isSound(value, (id) => form.has(`${prefix}${id}`))) return false;
    references += countReferences(value);
    return references <= MAX_REFERENCES;
  });
}

/** The same for an action that is called with plain values: its arguments are one JSON text. */
export function isSoundCall(text: string): boolean {
  const args = parseJson(text);
  return (
    Array.isArray(args) && isSound(args, () => false) && countReferences(args) <= MAX_REFERENCES
  );
}
