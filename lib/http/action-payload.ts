/** Nested deeper than any form's values. React's decoder is recursive. */
const MAX_DEPTH = 32;

/** Longer than any list of bound arguments. */
const MAX_LENGTH = 500;

/** More fields than any form has. */
const MAX_FIELDS = 1000;

/** More references than any call has. React takes 10 µs for each. */
const MAX_REFERENCES = 5000;

const hasTooManyReferences = (text: string): boolean => text.split('"$').length > MAX_REFERENCES;

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

function parseJson(text: unknown): unknown {
  try {
    return typeof text === "string" ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

/** The fields in which React sends values: `0`, `1`, …; without JavaScript `$ACTION_1:0`, … */
const REACT_FIELD = /^(\$ACTION_.*:)?\d+$/;

/** Such a field as browsers send it: no file, and no header or byte order mark that two parsers read differently. */
const SENT_FIELD =
  /\r\nContent-Disposition: form-data; name="(?:\$ACTION_[^"\r\n]*:)?\d+"\r\n\r\n(?!\u00EF\u00BB\u00BF)/g;

/**
 * Whether React can decode a form that calls an action. Its decoder throws for what a browser never sends, and Next
 * answers 500. Maps, sets, typed arrays and actions as arguments of an action are refused too: send JSON or a form.
 * @param body what was parsed, one character for each byte
 * @param isCall the arguments are in field `0`: sent by script
 */
export function isSoundForm(form: FormData, body: string, isCall: boolean): boolean {
  const keys = [...form.keys()];
  if (keys.length > MAX_FIELDS || hasTooManyReferences(body)) return false;
  if (isCall && !Array.isArray(parseJson(form.get("0")))) return false;
  const names = keys.filter((name) => REACT_FIELD.test(name));
  const sent = body.match(SENT_FIELD) ?? [];
  if (sent.length !== names.length || new Set(names).size !== names.length) return false;
  return [...form].every(([name, value]) => {
    if (!REACT_FIELD.test(name) || typeof value !== "string") return true;
    const parsed = parseJson(value);
    const prefix = name.replace(/\d+$/, "");
    return parsed !== undefined && isSound(parsed, (id) => form.has(`${prefix}${id}`));
  });
}

/** The same for an action that is called with plain values: its arguments are one JSON text. */
export function isSoundCall(text: string): boolean {
  if (hasTooManyReferences(text)) return false;
  const args = parseJson(text);
  return Array.isArray(args) && isSound(args, () => false);
}
