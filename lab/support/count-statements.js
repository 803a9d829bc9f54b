import { appendFileSync } from "node:fs";
import Database from "libsql";

// Loaded by `--import` before a server's own code: writes every statement that the driver prepares to a file.
const { prepare } = Database.prototype;

Database.prototype.prepare = function (sql, ...rest) {
  appendFileSync(process.env.COUNT_STATEMENTS ?? "", `${JSON.stringify(sql)}\n`);
  return prepare.call(this, sql, ...rest);
};
