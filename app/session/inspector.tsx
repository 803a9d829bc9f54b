import { randomInt } from "node:crypto";
import type { ReactNode } from "react";
import { AccentChoice } from "@/app/_components/session/accent-choice";
import { timeLeft } from "@/app/_components/session/time-left-of";
import { SubmitButton } from "@/app/_components/ui/submit-button";
import { getAuth, type Auth } from "@/lib/auth";
import type { FormState } from "@/lib/http/forms";
import { formState } from "@/lib/http/kept-forms";
import { flashCookie, sessionCookie } from "@/lib/session/cookies";
import { chooseAccentAction } from "./actions";
import { CookieList } from "./cookie-list";
import { describe } from "./descriptions";
import { tamperForm } from "./form";
import { sealLength } from "./seal-parts";
import { SealView } from "./seal-view";
import { getSentCookies, type SentCookie } from "./sent-cookies";
import { SessionCheck } from "./session-check";
import { SessionFaq } from "./session-faq";
import { Timeline } from "./timeline";

/**
 * Everything that depends on the browser's cookies, and what is below it. Awaits all data first: without JavaScript,
 * anything that streams later would be at the end of the page.
 */
export async function Inspector({ searchParams }: Pick<PageProps<"/session">, "searchParams">) {
  const [cookies, { seal }, state, auth] = await Promise.all([
    getSentCookies(),
    searchParams,
    formState(tamperForm),
    getAuth(),
  ]);
  const valid = cookies.find(({ inspection }) => !inspection.refused);
  const chosen = cookies.find(({ name }) => name === seal) ?? valid ?? cookies[0];
  const session = cookies.find(({ cookie }) => cookie === sessionCookie);
  return (
    <div className="grid grid-cols-1 gap-14 sm:gap-20">
      <Section id="cookies" title={`Sealed cookies: ${cookies.length}`}>
        {chosen && <CookieList cookies={cookies} chosen={chosen} />}
        <form action={chooseAccentAction} className="grid justify-items-start gap-4">
          <p>Store a colour in your session, and look at the cookie that the server sends back.</p>
          <AccentChoice />
          <SubmitButton className="button button-quiet">Store in the session</SubmitButton>
        </form>
      </Section>
      {chosen && <SealSection sent={chosen} state={state} />}
      {session && <LifeSection sent={session} auth={auth} />}
      <SessionFaq />
    </div>
  );
}

function SealSection({ sent, state }: { sent: SentCookie; state: FormState }) {
  const { name, cookie, parts, inspection } = sent;
  if (!parts) return null;
  const length = sealLength(parts);
  const kept = Number(state.values.byte ?? NaN);
  const other = cookie === sessionCookie ? flashCookie : sessionCookie;
  return (
    <Section id="seal" title={`${describe(cookie)[0]}: the seal, byte by byte`}>
      <SealView
        key={name}
        {...{ name, parts, initial: state }}
        firstByte={kept < length ? kept : randomInt(length)}
        other={inspection.refused ? null : { purpose: other.purpose, title: describe(other)[0] }}
      />
    </Section>
  );
}

function LifeSection({ sent: { inspection }, auth }: { sent: SentCookie; auth: Auth }) {
  const session = inspection.opened?.session;
  if (inspection.refused || !session) return null;
  const { record, ...times } = session;
  return (
    <Section id="life" title="How long the session lives">
      <Timeline life={{ ...times, createdAt: record.createdAt }} left={timeLeft(times)} />
      <SessionCheck isUser={record.identity !== null} auth={auth} />
    </Section>
  );
}

function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="grid grid-cols-1 gap-6">
      <h2 id={id} className="scroll-mt-8">
        {title}
      </h2>
      {children}
    </section>
  );
}
