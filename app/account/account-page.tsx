import type { ReactNode } from "react";
import { AccountNav } from "./account-nav";

type Props = { title: string; text?: string; children: ReactNode };

/** The frame of every account page. */
export function AccountPage({ title, text, children }: Props) {
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <hgroup>
        <h1>{title}</h1>
        {text && <p className="mt-3 wrap-anywhere text-muted-foreground">{text}</p>}
      </hgroup>
      <AccountNav />
      {children}
    </div>
  );
}
