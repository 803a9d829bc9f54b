import Link from "next/link";
import type { ReactNode } from "react";
import { SealMark } from "@/app/_components/ui/seal-mark";
import { SignedIn } from "@/app/_components/session/signed-in";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { sayHello } from "./actions";

export default function HomePage() {
  return (
    <>
      <section className="relative grid gap-6 pb-14 sm:pb-20">
        <div className="text-lg" data-hole="greeting">
          <SignedIn
            fallback={<span data-waiting aria-hidden className="skeleton block h-7 w-64" />}
            otherwise={
              <p>
                You are not logged in.{" "}
                <Link href="/login" className="link">
                  Log in
                </Link>
              </p>
            }
          >
            {({ name }) => <p>Hello, {name}!</p>}
          </SignedIn>
        </div>
        <h1 className="max-w-3xl text-hero">A page that knows who is looking.</h1>
        <p className="once-followed max-w-xl text-lg text-muted">
          It was prerendered; the line above streamed in, because it depends on you. Begin in{" "}
          <code className="text-ink">app/page.tsx</code>.
        </p>
        <SealMark className="absolute right-0 bottom-14 size-52 -rotate-12 text-vermilion max-lg:hidden" />
      </section>
      <section aria-label="To begin with" className="grid gap-4 sm:gap-6 md:grid-cols-3">
        <Card
          title="A message, once"
          text="Say something that the next page shows, and no page after it."
        >
          <form action={sayHello}>
            <SubmitButton className="button button-quiet">Say hello</SubmitButton>
          </form>
        </Card>
        <Card
          title="A member’s page"
          text="A guest who wants to see it logs in first, and comes back to it."
        >
          <Link href="/account" className="button button-quiet">
            Your account
          </Link>
        </Card>
        <Card title="Your session" text="What this browser’s sealed cookies hold, byte by byte.">
          <Link href="/session" className="button button-quiet">
            Look inside
          </Link>
        </Card>
      </section>
    </>
  );
}

function Card({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <div className="sheet grid content-start gap-3 p-6 sm:p-8">
      <h2>{title}</h2>
      <p className="text-muted">{text}</p>
      <div className="mt-2">{children}</div>
    </div>
  );
}
