"use server";

import { redirect } from "next/navigation";
import { flash } from "@/lib/session/flash";

export async function sayHelloAction(): Promise<void> {
  await flash("success", "Hello. This message is shown once.");
  redirect("/");
}
