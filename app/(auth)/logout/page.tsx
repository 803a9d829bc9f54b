import type { Metadata } from "next";
import { SubmitButton } from "@/app/_components/submit-button";
import { FormPage } from "../form-page";
import { logOutAction } from "./actions";

export const metadata: Metadata = { title: "Log out" };

export default function LogoutPage() {
  return (
    <FormPage title="Log out">
      <form action={logOutAction} className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8">
        <p>This ends your session here, and every copy of it. What is in your cart stays.</p>
        <SubmitButton>Log out</SubmitButton>
      </form>
    </FormPage>
  );
}
