import Link from "next/link";
import { SignedIn } from "@/app/_components/session/signed-in";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { site } from "@/app/site";
import { sayHelloAction } from "./actions";

export default function HomePage() {
  return (
    <div className="grid justify-items-start gap-6">
      <div className="text-lg" data-section="greeting">
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
      <h1 className="max-w-3xl text-hero">{site.description}</h1>
      <p className="max-w-xl text-lg text-muted-foreground">
        This page is prerendered, and the line at the top streams in. Start in{" "}
        <code className="text-ink">app/page.tsx</code>.
      </p>
      <form action={sayHelloAction}>
        <SubmitButton>Say hello</SubmitButton>
      </form>
    </div>
  );
}
