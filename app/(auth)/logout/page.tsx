import type { Metadata } from "next";
import { FormPage } from "../form-page";

export const metadata: Metadata = { title: "Log out" };

export default function LogoutPage() {
  return (
    <FormPage title="Log out">
      {/* A document request, so that Back finds no private page in this one. */}
      <form
        action="/api/logout"
        method="post"
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
        <p>This ends your session in this browser.</p>
        <button className="button button-primary">Log out</button>
      </form>
    </FormPage>
  );
}
