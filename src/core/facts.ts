// Everything here ages. Each entry says when it was last checked, and against what.

/** Supported Go releases, newest first: the last two majors (go.dev/doc/devel/release). Checked 2026-11-23. */
export const GO_RELEASES = ["1.27", "1.26"] as const;

/** Suites of the official golang image that both supported releases have. Checked 2026-08-21, docker-library/official-images. */
export const BUILDER_SUITES = { debian: "trixie", alpine: "alpine3.24" } as const;

/**
 * Days on which public security support of a distribution ended, or will: Debian's with its long-term support, by the names
 * that image tags give them. Checked 2026-11-24 against published release tables; of alpine 3.24 no day is known yet.
 * Distroless leaves a release of Debian long before Debian does: its images on Debian 12 got their last update in September
 * 2026, of which the day is not told.
 */
export const END_OF_LIFE: Readonly<Record<string, string>> = {
  "alpine3.20": "2026-04-01",
  "alpine3.21": "2026-11-01",
  "alpine3.22": "2027-05-01",
  "alpine3.23": "2027-11-01",
  buster: "2024-06-30",
  bullseye: "2026-08-31",
  bookworm: "2028-06-30",
  trixie: "2030-06-30",
  debian10: "2024-06-30",
  debian11: "2026-08-31",
  debian12: "2028-06-30",
  debian13: "2030-06-30",
  "distroless-debian12": "2026-09-30",
};

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
  /** Whether it holds the C library that Debian's compilers link to. */
  readonly glibc?: boolean;
}

const DISTROLESS = {
  architectures: ["amd64", "arm64", "arm/v7", "ppc64le", "riscv64", "s390x"],
  caCertificates: true,
  timeZones: true,
  tmp: true,
  shell: false,
} as const;

/** Checked 2026-08-21: distroless at cd080764, chainguard images at cd7edd2, docker-library/official-images at 37079fb. */
export const BASES = {
  scratch: { caCertificates: false, timeZones: false, tmp: false, shell: false },
  distroless: {
    image: "gcr.io/distroless/static-debian13:nonroot",
    ...DISTROLESS,
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
  "distroless-base": {
    image: "gcr.io/distroless/base-debian13:nonroot",
    ...DISTROLESS,
    glibc: true,
  },
  "distroless-cc": {
    image: "gcr.io/distroless/cc-debian13:nonroot",
    ...DISTROLESS,
    glibc: true,
  },
} as const satisfies Readonly<Record<string, BaseFacts>>;

export interface CrossCompiler {
  /** GNU triplet, the prefix of the compilers' names. */
  readonly triplet: string;
  /** Debian's name of the architecture. */
  readonly debian: string;
}

/** C compilers of Debian 13 that run on amd64 and arm64, by image platform: gcc-<triplet>, libc6-dev-<debian>-cross. Checked 2026-11-24. */
export const CROSS_COMPILERS: Readonly<Record<string, CrossCompiler>> = {
  "linux/386": { triplet: "i686-linux-gnu", debian: "i386" },
  "linux/amd64": { triplet: "x86_64-linux-gnu", debian: "amd64" },
  "linux/arm/v7": { triplet: "arm-linux-gnueabihf", debian: "armhf" },
  "linux/arm64": { triplet: "aarch64-linux-gnu", debian: "arm64" },
  "linux/ppc64le": { triplet: "powerpc64le-linux-gnu", debian: "ppc64el" },
  "linux/riscv64": { triplet: "riscv64-linux-gnu", debian: "riscv64" },
  "linux/s390x": { triplet: "s390x-linux-gnu", debian: "s390x" },
};

/**
 * Packages that others depend on, and that no image needs: the base image has the C library, and the rest serves only the
 * scripts by which packages are installed. Checked 2026-11-25 against Debian 13.
 */
export const UNNEEDED_PACKAGES: readonly string[] = [
  "libc6",
  "gcc-14-base",
  "base-files",
  "debconf",
  "dpkg",
  "init-system-helpers",
  "perl-base",
  "tar",
  "ucf",
];

/**
 * Packages of other modules that work only with cgo, for when their sources are not here to tell; `library` is what they
 * link to beyond what they bring along. Checked 2026-11-24.
 */
export const CGO_PACKAGES: Readonly<
  Record<
    string,
    {
      readonly cxx?: boolean;
      readonly library?: string;
      /** Whether its C code opens connections that are verified by the system's certificates. */
      readonly tls?: boolean;
    }
  >
> = {
  "github.com/mattn/go-sqlite3": {},
  "gorm.io/driver/sqlite": {},
  "github.com/mutecomm/go-sqlcipher": {},
  "github.com/confluentinc/confluent-kafka-go": { tls: true },
  "github.com/DataDog/zstd": {},
  "github.com/valyala/gozstd": {},
  "github.com/marcboeker/go-duckdb": { cxx: true },
  "github.com/duckdb/duckdb-go": { cxx: true },
  "github.com/google/gopacket/pcap": { library: "libpcap" },
  "github.com/gopacket/gopacket/pcap": { library: "libpcap" },
  "github.com/h2non/bimg": { library: "libvips" },
  "github.com/davidbyttow/govips": { library: "libvips" },
  "github.com/linxGnu/grocksdb": { library: "librocksdb" },
  "github.com/pebbe/zmq4": { library: "libzmq" },
  "github.com/libgit2/git2go": { library: "libgit2", tls: true },
  "github.com/godror/godror": {},
  "github.com/go-gl/gl": { library: "libGL" },
  "github.com/go-gl/glfw": { library: "libGL" },
};

/** Packages that look up time zones on behalf of every program that uses them: SQL drivers. Checked 2026-11-24. */
export const ZONE_PACKAGES: readonly string[] = [
  "github.com/lib/pq",
  "github.com/jackc/pgx",
  "github.com/go-sql-driver/mysql",
  "gorm.io/driver/postgres",
  "gorm.io/driver/mysql",
  "github.com/microsoft/go-mssqldb",
];

/** The image that builds a front end. Checked 2026-08-21, docker-library/official-images. */
export const NODE_IMAGE = "node:24-trixie-slim";

/** The image that builds a front end of bun. Its releases of one major version share a tag. Checked 2026-11-25. */
export const BUN_IMAGE = "oven/bun:1-slim";

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
  checkout: {
    uses: "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
    version: "v7.0.1",
  },
  setupGo: { uses: "actions/setup-go@b7ad1dad31e06c5925ef5d2fc7ad053ef454303e", version: "v7.0.0" },
  uploadArtifact: {
    uses: "actions/upload-artifact@cf430e030ddbb5b0abf93d22962f4752f3646cd9",
    version: "v7.0.2",
  },
  golangciLint: {
    uses: "golangci/golangci-lint-action@ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a",
    version: "v9.3.0",
  },
  setupBuildx: {
    uses: "docker/setup-buildx-action@f87e5991a6d7451dcb8d9637bfbc97413f497069",
    version: "v4.4.1",
  },
  login: {
    uses: "docker/login-action@dbcb813823bdd20940b903addbd779551569679f",
    version: "v4.6.0",
  },
  metadata: {
    uses: "docker/metadata-action@dc802804100637a589fabce1cb79ff13a1411302",
    version: "v6.2.0",
  },
  buildPush: {
    uses: "docker/build-push-action@c3c9e263c25d99ce0380d002d59b67737d91b0dc",
    version: "v7.4.0",
  },
} as const satisfies Readonly<Record<string, ActionPin>>;

/** The newest golangci-lint, built with the newest Go. Checked 2026-11-24, Go module proxy. */
export const GOLANGCI_LINT = "v2.15.0";

/** GitHub's runner images. Checked 2026-11-23. */
export const RUNNER = "ubuntu-24.04";
