"use server";

import { redirect } from "next/navigation";
import { getAuth, requireFreshUser } from "@/lib/auth";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { asForm } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

/** Ends the session of another device, which needs a proof (ASVS 5.0, 7.5.2). This device logs out at /api/logout. */
export async function endDeviceAction(form: FormData): Promise<void> {
  const isEnded = await endDevice(await requireFreshUser(), String(asForm(form).get("id")));
  if (isEnded) await flash("success", "The device is logged out.");
  else await flash("info", "The device was already logged out.");
  redirect("/account/sessions");
}

export async function endOtherDevicesAction(): Promise<void> {
  const user = await requireFreshUser();
  const auth = await getAuth();
  const keep = auth.status === "user" ? auth.session.id : "";
  const ended = await endOtherDevices(user, keep);
  const devices = ended === 1 ? "One other device is" : `${ended} other devices are`;
  await flash("success", `${devices} logged out.`);
  redirect("/account/sessions");
}
