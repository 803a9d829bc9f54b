"use server";

import { redirect } from "next/navigation";
import * as z from "zod";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { updateSession } from "@/lib/session";
import {
  anatomy,
  partAt,
  sealedLength,
  withByteChanged,
  type SealPart,
} from "@/app/session/seal-anatomy";
import { flash } from "@/lib/session/flash";
import { whyRefused } from "@/lib/inspect-cookie";
import { getCookieValue } from "@/lib/session/cookie-store";
import { accents } from "@/lib/session/schema";
import { kindOf, sealedCookies, type Kind } from "./cookies";
import { partWords } from "./parts";

const trialForm = {
  id: "trial",
  fields: z.object({
    name: z.string(),
    /** Which byte to change, counted from 0. */
    at: z
      .string()
      .regex(/^\d{1,4}$/, "Choose a byte of the seal.")
      .transform(Number),
    /** The purpose to open the copy for; empty to change a byte of it. */
    as: z.string(),
  }),
  page: (form: FormData) =>
    `/session?seal=${encodeURIComponent(String(form.get("name")).slice(0, 100))}#try`,
};

/**
 * Tries a copy of a seal that this browser sent, changed or as something else, and says how it was refused. The cookie
 * stays as it is. Which letter the byte was is never told: a script in the page could ask for one after the other.
 */
export async function tryCopyAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(trialForm, form, async ({ name, at, as }) => {
    const kind = kindOf(name);
    const value = kind && (await getCookieValue({ name }));
    const parts = value && anatomy(value);
    if (!kind || !parts) return { form: "This browser no longer sends that cookie." };
    return as ? { form: await opened(value, as) } : flipped(kind, value, parts, at);
  });
}

async function flipped(kind: Kind, value: string, parts: readonly SealPart[], at: number) {
  const part = partAt(parts, at);
  const length = sealedLength(parts);
  if (!part || at >= length) return { at: "The seal has no such byte." };
  const why = await whyRefused(kind.cookie, withByteChanged(value, at));
  const where = `Byte ${at + 1} of ${length}, in the part “${partWords[part.name].title}”, was changed.`;
  return { form: why ? `Refused. ${where} ${why}` : `It opened. ${where}` };
}

async function opened(value: string, purpose: string): Promise<string> {
  const other = sealedCookies.find(({ cookie }) => cookie.purpose === purpose);
  const why = other ? await whyRefused(other.cookie, value) : "This site knows no such purpose.";
  return why ? `Refused. ${why}` : "It opened: this is what it was made for.";
}

/** Gives a browser something to seal, a guest's too. */
export async function sealWaxAction(form: FormData): Promise<void> {
  const wax = accents.find((name) => name === asForm(form).get("wax"));
  if (wax) {
    await updateSession({ wax });
    await flash("success", `Sealed: your wax is ${wax}.`);
  }
  redirect("/session");
}
