// A process that opens the database as a server does at its first request, in the moment it is told to.
import { once } from "node:events";
import { db } from "../../lib/db/client";

process.stdout.write("ready\n");
await once(process.stdin, "data");
await db();
process.exit(0);
