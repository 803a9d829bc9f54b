"use server";

import { redirect } from "next/navigation";
import { flash } from "@/lib/session/flash";

export async function sayHello(): Promise<void> {
  await flash("success", "Hello. You see this once.");
  redirect("/");
}
