import type { Metadata } from "next";
import { FormPage, formSheet } from "../form-page";

export const metadata: Metadata = { title: "Log out" };

export default function LogoutPage() {
  return (
    <FormPage title="Log out">
      {/* A document request, so that Back finds no private page in this one. */}
      <form action="/api/logout" method="post" className={formSheet}>
        <p>This ends your session in this browser.</p>
        <button className="button button-primary">Log out</button>
      </form>
    </FormPage>
  );
}
