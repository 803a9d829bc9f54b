import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../../tests/support/port";

const configuration = (folder: string, port: number, ports: readonly number[]): string => `
  daemon off; worker_processes 1; pid ${folder}/pid; error_log ${folder}/error.log;
  events { worker_connections 1024; }
  http {
    access_log off;
    ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
    proxy_buffers 16 32k; proxy_buffer_size 32k;
    upstream signet {
      ${ports.map((upstream) => `server 127.0.0.1:${upstream} max_fails=0;`).join(" ")}
      keepalive 32;
    }
    server {
      listen 127.0.0.1:${port};
      location / {
        proxy_pass http://signet;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        # Repeats POST requests too. See docs/reliability.md for the cost.
        proxy_next_upstream error timeout non_idempotent;
      }
    }
  }`;

/** Starts nginx as a round-robin proxy in front of the servers on these ports. */
export async function startNginx(path: string, folder: string, ports: readonly number[]) {
  const root = resolve(folder);
  mkdirSync(root, { recursive: true });
  const port = await freePort();
  const file = join(root, "nginx.conf");
  writeFileSync(file, configuration(root, port, ports));
  const child = spawn(path, ["-p", root, "-e", join(root, "error.log"), "-c", file], {
    stdio: ["ignore", "ignore", "inherit"],
  });
  const origin = `http://localhost:${port}`;
  while (!(await fetch(origin).catch(() => null))) {
    if (child.exitCode !== null) throw new Error(`nginx exited with ${child.exitCode}`);
  }
  return {
    origin,
    stop: async () => {
      child.kill("SIGTERM");
      await once(child, "exit");
      rmSync(root, { recursive: true, force: true });
    },
  };
}
