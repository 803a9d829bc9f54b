import "server-only";
import { site } from "@/app/site";
import { mailOrigin } from "./origin";

/** A mail to one address. */
export type Mail = Readonly<{ to: string; subject: string; text: string; html: string }>;

/** What a mail says. Every text is plain: `composeMail()` escapes it. */
export type MailContent = Readonly<{
  subject: string;
  paragraphs: readonly string[];
  link?: Readonly<{ label: string; url: string }>;
}>;

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text: string): string => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

/** Both parts of a mail: plain text, and HTML that adapts to narrow and dark mail clients. */
export function composeMail(to: string, { subject, paragraphs, link }: MailContent): Mail {
  const footer = `${site.name} · ${mailOrigin()}`;
  const linkText = link ? [`${link.label}:\n${link.url}`] : [];
  const text = [...paragraphs, ...linkText, `-- \n${footer}`].join("\n\n");
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escape(subject)}</title>
<style>
body { margin: 0; padding: 24px; background: #faf6ee; color: #2b2620; font: 16px/1.5 Georgia, serif }
main { max-width: 480px; margin: 0 auto; overflow-wrap: anywhere }
h1 { font-size: 22px; line-height: 1.3 }
.button { display: inline-block; padding: 12px 20px; border-radius: 6px; background: #a3341f; color: #fff; text-decoration: none }
.small { color: #6b6257; font-size: 14px }
@media (prefers-color-scheme: dark) {
  body { background: #16130f; color: #ece5d8 }
  .small { color: #a89d8c }
}
</style>
</head>
<body>
<main>
<h1>${escape(subject)}</h1>
${paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`).join("\n")}
${link ? `<p><a class="button" href="${escape(link.url)}">${escape(link.label)}</a></p>` : ""}
<p class="small">${escape(footer)}</p>
</main>
</body>
</html>
`;
  return { to, subject, text, html };
}
