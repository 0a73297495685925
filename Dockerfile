# The base can be swapped for any image with Node.js and npm: --build-arg BASE=…
ARG BASE=node:24-slim

FROM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY tsconfig.json build.js bundle.js ./
COPY src src
COPY adapters adapters
RUN npm run build

FROM ${BASE} AS dependencies
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev

FROM ${BASE}
WORKDIR /app
# In a container the server must be reachable from outside of it.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
COPY package.json LICENSE ./
# All other packages are in dist already, see bundle.js.
COPY --from=dependencies /app/node_modules/@expo-google-fonts node_modules/@expo-google-fonts
COPY --from=dependencies /app/node_modules/@photostructure node_modules/@photostructure
COPY --from=dependencies /app/node_modules/@resvg node_modules/@resvg
COPY --from=dependencies /app/node_modules/node-gyp-build node_modules/node-gyp-build
COPY --from=build /app/dist dist
# A team's own notes are mounted over these: -v ./our-notes:/app/notes:ro
COPY notes notes
# What must outlive the container: -v paperboy-data:/app/data
RUN mkdir data && chown 1000:1000 data
VOLUME /app/data
USER 1000
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/main.js"]
