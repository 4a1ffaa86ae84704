# syntax=docker/dockerfile:1

# BLIS in one image: the server with the page inside. Build: docker build -t blis .

FROM rust:1.95.0-slim-bookworm AS build
# The bundled PostgreSQL client library is compiled against OpenSSL.
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev libssl-dev pkg-config \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The image's own toolchain is the one to use; rust-toolchain.toml would fetch another.
ENV RUSTUP_TOOLCHAIN=1.95.0
RUN rustup target add wasm32-unknown-unknown
COPY . .
# Both steps in one layer, on caches that outlive it: a rebuild compiles only what changed.
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo xtask spa \
    && cargo build --release --locked --package blis --features otel \
    && cp target/release/blis /usr/local/bin/blis

FROM debian:bookworm-slim
# `blis backup` calls pg_dump, which must be of the server's release or a newer one: that of docker-compose.yml, where
# Debian has an older one. A test holds the two against each other.
ARG POSTGRES_RELEASE=16
ADD --chmod=644 https://www.postgresql.org/media/keys/ACCC4CF8.asc /usr/share/keyrings/postgresql.asc
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates curl libssl3 \
    && echo "deb [signed-by=/usr/share/keyrings/postgresql.asc] https://apt.postgresql.org/pub/repos/apt bookworm-pgdg main" \
        > /etc/apt/sources.list.d/postgresql.list \
    && apt-get update \
    && apt-get install -y --no-install-recommends "postgresql-client-${POSTGRES_RELEASE}" \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/blis --create-home blis
COPY --from=build /usr/local/bin/blis /usr/local/bin/blis
USER blis
WORKDIR /var/lib/blis
ENV BLIS_LISTEN=0.0.0.0:8080 \
    BLIS_DATA_DIR=/var/lib/blis
VOLUME /var/lib/blis
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=3 \
    CMD ["curl", "--fail", "--silent", "--output", "/dev/null", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["blis"]
CMD ["serve"]
