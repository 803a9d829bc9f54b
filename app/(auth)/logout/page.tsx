import type { Metadata } from "next";
import { FormPage } from "../form-page";

export const metadata: Metadata = { title: "Log out" };

export default function LogoutPage() {
  return (
    <FormPage title="Log out">
      {/* A document of its own, not an action: nothing of a member's pages is left in this one for Back to bring out. */}
      <form
        action="/api/logout"
        method="post"
        className="sheet mt-8 grid gap-5 p-6 text-left sm:p-8"
      >
        <p>This ends your session here, and every copy of it.</p>
        <button className="button button-primary">Log out</button>
      </form>
    </FormPage>
  );
}
