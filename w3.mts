import { chromium } from "playwright";
import { readFileSync } from "node:fs";
import { chromiumFlags, chromiumPath } from "./tests/support/chromium";
const b = await chromium.launch({ executablePath: chromiumPath(), args: chromiumFlags });
const m = await b.newContext(); const ck = readFileSync("/tmp/h/speed-scratch/member.txt", "utf8").trim().split("; ").map((x) => x.split(/=(.*)/s)); await m.addCookies(ck.map(([name, value]) => ({ name: name!, value: value!, domain: "localhost", path: "/", secure: true })));
const p = await m.newPage();
const want = process.argv[3]!;
p.on("response", async (r) => { const u = r.url().slice(21); if (r.url().includes("_rsc")) { const t = await r.text().catch(() => ""); console.log("##", r.status(), u.slice(0, 40), r.request().headers()["next-router-segment-prefetch"], r.request().headers()["next-router-prefetch"], t.length); if (u.startsWith(want)) console.log(t.slice(0, 5000)); } else if (u.endsWith(".js") || u.endsWith(".css")) console.log("JS", u); });
await p.goto("http://localhost:4600" + process.argv[2], { waitUntil: "load" }); console.log("-----loaded"); await p.waitForTimeout(6000); await b.close();
