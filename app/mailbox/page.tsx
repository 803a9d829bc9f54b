import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { Suspense } from "react";
import { listMails } from "@/lib/mail/mailbox";

export const metadata: Metadata = { title: "Mailbox" };

/** The mails of a development server without `SMTP_URL`. In production this page does not exist. */
export default function MailboxPage() {
  if (process.env.NODE_ENV === "production") notFound();
  return (
    <div className="mx-auto max-w-2xl">
      <h1>Mailbox</h1>
      <p className="mt-3 text-muted-foreground">
        Mails of this development server, newest first. The files are in .data/mail.
      </p>
      <Suspense>
        <Mails />
      </Suspense>
    </div>
  );
}

async function Mails() {
  await connection();
  const mails = await listMails();
  if (!mails.length) return <p className="mt-8">No mails yet. Sign up, or reset a password.</p>;
  return (
    <ol className="mt-8 grid gap-6">
      {mails.map(({ id, to, subject, text }) => (
        <li key={id} className="sheet p-6">
          <h2>{subject}</h2>
          <p className="text-muted-foreground">To {to}</p>
          <p className="mt-4 wrap-anywhere whitespace-pre-line">
            {text.split(/(https?:\S+)/).map((part, index) =>
              index % 2 ? (
                // A document request, as from a mail client.
                <a key={index} href={part} className="link">
                  {part}
                </a>
              ) : (
                part
              ),
            )}
          </p>
        </li>
      ))}
    </ol>
  );
}
