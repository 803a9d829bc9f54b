import Link from "next/link";
import { formatDuration, timeAgo, nowInSeconds } from "@/lib/duration";
import type { Inspection } from "@/lib/inspect-cookie";
import { SealedCookie } from "@/lib/session/sealed-cookie";
import { describe } from "./descriptions";
import type { SentCookie } from "./sent-cookies";

/** Every sealed cookie of the request: purpose, size, age, expiry and content. */
export function CookieList({ cookies, chosen }: { cookies: SentCookie[]; chosen: SentCookie }) {
  return (
    <ul className="sheet divide-y divide-line">
      {cookies.map((sent) => (
        <CookieItem key={sent.name} sent={sent} isChosen={sent === chosen} />
      ))}
    </ul>
  );
}

function CookieItem({ sent, isChosen }: { sent: SentCookie; isChosen: boolean }) {
  const { cookie, name, parts, inspection } = sent;
  const [title, text] = describe(cookie);
  const { bytes, refused, opened } = inspection;
  return (
    <li data-cookie={name} className="grid gap-x-10 gap-y-4 p-5 sm:p-6 lg:grid-cols-2">
      <div>
        <h3 className="flex flex-wrap items-baseline gap-x-3">
          {title}
          <code className="text-sm wrap-anywhere text-muted-foreground">{name}</code>
        </h3>
        <p className="mt-1 text-muted-foreground">{text}</p>
        <Verdict {...inspection} />
        {parts && !isChosen && (
          <Link
            href={`/session?seal=${encodeURIComponent(name)}#seal`}
            prefetch={false}
            className="link mt-1 inline-flex min-h-11 items-center"
          >
            Show its seal
          </Link>
        )}
      </div>
      <div className="grid content-start gap-2">
        <p className="text-sm tabular-nums">
          {bytes.toLocaleString("en")} of {SealedCookie.MAX_BYTES.toLocaleString("en")} bytes
        </p>
        <progress
          value={bytes}
          max={SealedCookie.MAX_BYTES}
          className="w-full"
          aria-label={title}
        />
        {!refused && (
          <pre className="rounded-sm bg-sunken px-4 py-3 text-xs wrap-anywhere whitespace-pre-wrap">
            {JSON.stringify(opened?.data, readable, 1)}
          </pre>
        )}
      </div>
    </li>
  );
}

/** Shortens ids, shows seconds since 1970 as dates, and hides what was typed into a form. */
function readable(key: string, value: unknown): unknown {
  if (key === "values") return "…";
  if (typeof value === "string" && /^[\w-]{16,}$/.test(value)) return `${value.slice(0, 4)}…`;
  return typeof value === "number" && /At$/.test(key)
    ? new Date(value * 1000).toUTCString()
    : value;
}

function Verdict({ refused, opened }: Inspection) {
  const now = nowInSeconds();
  return (
    <p className={`mt-3 border-l-3 py-0.5 pl-3 ${refused ? "border-bad" : "border-good"}`}>
      <strong className="font-medium">{refused ? "Refused." : "Valid."}</strong> {refused}
      {!refused &&
        opened &&
        `Sealed ${timeAgo(opened.sealedAt, now)} with ${opened.secret}, expires in ${formatDuration(Math.min(...Object.values(opened.expiry)) - now)}.`}
    </p>
  );
}
