import { appendFileSync } from "node:fs";
import Database from "libsql";

// Loaded before a server's own code (`--import`): writes down every statement that the driver prepares, a line each.
const { prepare } = Database.prototype;

Database.prototype.prepare = function (sql, ...rest) {
  appendFileSync(process.env.COUNT_STATEMENTS ?? "", `${JSON.stringify(sql)}\n`);
  return prepare.call(this, sql, ...rest);
};
