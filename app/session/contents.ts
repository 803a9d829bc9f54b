import type { FlashCategory } from "@/lib/session/flash-cookie";
import type { FormState } from "@/lib/http/form-cookie";
import type { SessionRecord } from "@/lib/session/schema";
import { moment } from "./words";

/** What is inside a seal, to be read by people. */
export type Contents = Readonly<Record<string, unknown>>;

/** Enough of an id to tell it from another one, and too little to be of use. */
const beginning = (id: string): string => `${id.slice(0, 4)}… (${id.length} characters)`;

export function sessionContents({ createdAt, identity, fields }: SessionRecord): Contents {
  const began = { began: moment(createdAt) };
  if (!identity) return { who: "a guest", ...began, ...fields };
  return {
    who: `member ${beginning(identity.userId)}`,
    "session id": beginning(identity.id),
    "logged in": began.began,
    "password given": moment(identity.provenAt),
    "remember me": identity.permanent ? "yes" : "no",
    ...fields,
  };
}

export const deviceContents = ([id, users]: readonly [
  id: string,
  users: readonly string[],
]): Contents => ({
  "device id": beginning(id),
  "members known here": users.length,
});

export const flashContents = ({
  category,
  text,
}: {
  category: FlashCategory;
  text: string;
}): Contents => ({ [category]: text });

export const formContents = ({ page, errors, values }: FormState & { page: string }): Contents => ({
  "shown by": page,
  ...values,
  ...errors,
});
