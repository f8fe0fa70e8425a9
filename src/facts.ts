// Everything here ages. Each entry says when it was last checked, and against what.

/** Supported Go releases, newest first: the last two majors (go.dev/doc/devel/release). Checked 2026-11-23. */
export const GO_RELEASES = ["1.27", "1.26"] as const;

/** Suites of the official golang image that both supported releases have. Checked 2026-08-21, docker-library/official-images. */
export const BUILDER_SUITES = { debian: "trixie", alpine: "alpine3.24" } as const;

export interface BaseFacts {
  /** Image reference for FROM; undefined is `scratch`. */
  readonly image?: string;
  /** GOARCH, or GOARCH/variant, for which the image exists; undefined means every one. */
  readonly architectures?: readonly string[];
  readonly caCertificates: boolean;
  readonly timeZones: boolean;
  /** A /tmp that everyone may write to. */
  readonly tmp: boolean;
  readonly shell: boolean;
}

/** Checked 2026-08-21: distroless at cd080764, chainguard images at cd7edd2, docker-library/official-images at 37079fb. */
export const BASES = {
  scratch: { caCertificates: false, timeZones: false, tmp: false, shell: false },
  distroless: {
    image: "gcr.io/distroless/static-debian13:nonroot",
    architectures: ["amd64", "arm64", "arm/v7", "ppc64le", "riscv64", "s390x"],
    caCertificates: true,
    timeZones: true,
    tmp: true,
    shell: false,
  },
  // The free tier has no version tags, only latest.
  chainguard: {
    image: "cgr.dev/chainguard/static:latest",
    architectures: ["amd64", "arm64"],
    caCertificates: true,
    timeZones: true,
    tmp: true,
    shell: false,
  },
  alpine: {
    image: "alpine:3.24",
    architectures: ["386", "amd64", "arm/v6", "arm/v7", "arm64", "ppc64le", "riscv64", "s390x"],
    caCertificates: true,
    timeZones: false,
    tmp: true,
    shell: true,
  },
  busybox: {
    image: "busybox:1.37-musl",
    architectures: ["386", "amd64", "arm/v6", "arm/v7", "arm64", "ppc64le", "riscv64", "s390x"],
    caCertificates: false,
    timeZones: false,
    tmp: true,
    shell: true,
  },
} as const satisfies Readonly<Record<string, BaseFacts>>;

/** What a choice adds to the compressed image, as measured with Go 1.27.4. Checked 2026-11-23. */
export const COSTS = {
  caCertificates: "129 kB",
  timeZonesEmbedded: "97 kB",
  timeZonesCopied: "97 kB",
  symbolsKept: "about twice the program",
  distroless: "0.8 MB",
  chainguard: "0.7 MB",
  alpine: "4 MB",
  busybox: "0.9 MB",
} as const;

/** A GitHub Action pinned to a commit; `version` is the tag that names it. Checked 2026-10-09 at the latest. */
export interface ActionPin {
  readonly uses: string;
  readonly version: string;
}

export const ACTIONS = {
  checkout: { uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1", version: "v7.0.1" },
  setupGo: { uses: "actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e", version: "v7.0.0" },
  uploadArtifact: { uses: "actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9", version: "v7.0.2" },
  golangciLint: { uses: "golangci/golangci-lint-action@ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a", version: "v9.3.0" },
  setupBuildx: { uses: "docker/setup-buildx-action@f87e5991a6d7451dcb8d9637bfbc97413f497069", version: "v4.4.1" },
  login: { uses: "docker/login-action@dbcb813823bdd20940b903addbd779551569679f", version: "v4.6.0" },
  metadata: { uses: "docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302", version: "v6.2.0" },
  buildPush: { uses: "docker/build-push-action@c3c9e263c25d99ce0380d002d59b67737d91b0dc", version: "v7.4.0" },
} as const satisfies Readonly<Record<string, ActionPin>>;

/** The newest golangci-lint, built with the newest Go. Checked 2026-11-24, Go module proxy. */
export const GOLANGCI_LINT = "v2.15.0";

/** GitHub's runner images. Checked 2026-11-23. */
export const RUNNER = "ubuntu-24.04";
