# syntax=docker/dockerfile:1
# The service with the very Node that it is pinned to: that comes as an npm package, so the final image has neither npm
# nor a Node of its own.

FROM node:26-trixie-slim AS install
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# `npm install` and not `npm ci`: some registries lack other platforms' optional packages.
RUN npm install --omit=dev --no-audit --no-fund && npm cache clean --force

FROM debian:trixie-slim
# libatomic and libstdc++ for Node, tini to hand signals on and to reap what an embedded PostgreSQL leaves behind.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends ca-certificates libatomic1 libstdc++6 tini \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --create-home --home-dir /var/lib/meldingsvakt --shell /usr/sbin/nologin meldingsvakt \
 && install --directory --owner=meldingsvakt --group=meldingsvakt --mode=0700 /data
WORKDIR /app
COPY --from=install /app/node_modules node_modules
COPY package.json ./
COPY bin bin
COPY docs/examples docs/examples
COPY schemas schemas
COPY src src
ENV PATH=/app/node_modules/.bin:$PATH \
    NODE_ENV=production \
    HOST=0.0.0.0 \
    PORT=8080 \
    MELDINGSVAKT_DATA=/data
USER meldingsvakt
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "src/main.ts"]
CMD ["serve"]
