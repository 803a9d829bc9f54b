"use server";

import { redirect } from "next/navigation";
import { logOut } from "@/lib/auth";
import { flash } from "@/lib/session/flash";

export async function logOutAction(): Promise<void> {
  await logOut();
  await flash("info", "You are logged out.");
  redirect("/");
}
