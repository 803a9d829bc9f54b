"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { findCookie, sealedCookies } from "@/lib/cookies";
import { asForm, submit, type FormState } from "@/lib/http/forms";
import { whyRefused } from "@/lib/inspect-cookie";
import { updateSession } from "@/lib/session";
import { flash } from "@/lib/session/flash";
import { accents } from "@/lib/session/schema";
import { tamperForm } from "./form";
import { changeByte, parseSeal, partAt, partTexts, sealLength } from "./seal-parts";

/**
 * Opens a changed copy of a cookie, or a copy for another purpose, and returns why it is refused. The character that was
 * changed is not in the answer: script in the page could read an HttpOnly cookie that way, byte by byte.
 */
export async function tamperAction(_: FormState, form: FormData): Promise<FormState> {
  return submit(tamperForm, form, async ({ name, byte, purpose }) => {
    const cookie = findCookie(name);
    const value = (await cookies()).get(name)?.value ?? "";
    const parts = parseSeal(value);
    if (!cookie || !parts) return { byte: "This browser no longer sends that cookie." };
    if (purpose) {
      const other = sealedCookies.find((cookie) => cookie.purpose === purpose);
      const reason = other ? await whyRefused(other, value) : "There is no such purpose.";
      return { byte: reason ? `Refused. ${reason}` : "It opened: it was sealed for this purpose." };
    }
    const part = partAt(parts, Number(byte));
    if (!part || part.name === "marker") return { byte: "The seal has no such byte." };
    const reason = await whyRefused(cookie, changeByte(value, Number(byte)));
    const where = `Byte ${Number(byte) + 1} of ${sealLength(parts)} (${partTexts[part.name][0]})`;
    return { byte: `${reason ? "Refused" : "It opened"}. ${where} was changed. ${reason ?? ""}` };
  });
}

/** Writes to the session, a guest's too. */
export async function chooseAccentAction(form: FormData): Promise<void> {
  const accent = accents.find((name) => name === asForm(form).get("accent"));
  if (accent) {
    await updateSession({ accent });
    await flash("success", `Saved: your accent colour is ${accent}.`);
  }
  redirect("/session");
}
