// Opens the database, as a server does at its first request, when it receives a line on stdin.
import { once } from "node:events";
import { db } from "../../lib/db/client";

process.stdout.write("ready\n");
await once(process.stdin, "data");
await db();
process.exit(0);
