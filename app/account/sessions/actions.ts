"use server";

import { redirect } from "next/navigation";
import { currentSession, logOut, requireFreshUser, requireUser } from "@/lib/auth";
import { endDevice, endOtherDevices } from "@/lib/auth/devices";
import { asForm } from "@/lib/http/forms";
import { flash } from "@/lib/session/flash";

export async function endDeviceAction(form: FormData): Promise<void> {
  const id = String(asForm(form).get("id"));
  if (id === (await currentSession())) {
    await requireUser();
    await logOut();
    await flash("info", "You are logged out.");
    redirect("/");
  }
  const user = await requireFreshUser();
  const ended = await endDevice(user, id);
  await flash(
    ended ? "success" : "info",
    ended ? "That device is logged out." : "That device was logged out already.",
  );
  redirect("/account/sessions");
}

export async function endOtherDevicesAction(): Promise<void> {
  const user = await requireFreshUser();
  const ended = await endOtherDevices(user);
  await flash(
    "success",
    ended === 1 ? "One other device is logged out." : `${ended} other devices are logged out.`,
  );
  redirect("/account/sessions");
}
