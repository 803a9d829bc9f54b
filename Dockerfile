# docker build -t signet . && docker run -p 3000:3000 -e SESSION_SECRET=… -v signet:/app/.data signet
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY . .
RUN BUILD_STANDALONE=true npm run build

FROM node:24-slim
ENV NODE_ENV=production HOSTNAME=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=build /app/.next/standalone ./
COPY --from=build /app/.next/static ./.next/static
COPY --from=build /app/public ./public
# A database that is a file lives here, unless DATABASE_URL names a server; and Next keeps pages it makes on the way.
RUN mkdir -p .data && chown -R node:node .data .next
VOLUME /app/.data
USER node
EXPOSE 3000
HEALTHCHECK --start-period=10s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.js"]
