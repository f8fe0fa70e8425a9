/** Debian's packages of a C library. */
export interface DebianLibrary {
  /** With the headers, for the build. */
  readonly build: string;
  /** With the shared library, for the run. */
  readonly run: string;
}

// Names that linkers and pkg-config know a library by, and its packages: those that run it by spaces.
const ROWS: readonly (readonly [names: string, build: string, run: string])[] = [
  ["pcap", "libpcap-dev", "libpcap0.8t64"],
  ["vips vips-cpp", "libvips-dev", "libvips42t64"],
  ["rocksdb", "librocksdb-dev", "librocksdb9.10"],
  ["leveldb", "libleveldb-dev", "libleveldb1d"],
  ["zmq", "libzmq3-dev", "libzmq5"],
  ["git2", "libgit2-dev", "libgit2-1.9"],
  ["gl", "libgl-dev", "libgl1"],
  ["magic", "libmagic-dev", "libmagic1t64"],
  ["usb-1.0", "libusb-1.0-0-dev", "libusb-1.0-0"],
  ["asound alsa", "libasound2-dev", "libasound2t64"],
  ["sqlite3", "libsqlite3-dev", "libsqlite3-0"],
  ["ssl crypto openssl", "libssl-dev", "libssl3t64"],
  ["curl", "libcurl4-openssl-dev", "libcurl4t64"],
  ["odbc", "unixodbc-dev", "libodbc2"],
  ["x11", "libx11-dev", "libx11-6"],
  ["systemd", "libsystemd-dev", "libsystemd0"],
  ["seccomp", "libseccomp-dev", "libseccomp2"],
  ["gpgme", "libgpgme-dev", "libgpgme11t64"],
  ["opus", "libopus-dev", "libopus0"],
  ["tesseract", "libtesseract-dev", "libtesseract5"],
  ["lept", "libleptonica-dev", "libleptonica6"],
  ["heif", "libheif-dev", "libheif1"],
  ["webp", "libwebp-dev", "libwebp7"],
  ["olm", "libolm-dev", "libolm3"],
  ["pam", "libpam0g-dev", "libpam0g"],
  ["virt", "libvirt-dev", "libvirt0"],
  ["xml2 xml-2.0", "libxml2-dev", "libxml2"],
  ["png png16", "libpng-dev", "libpng16-16t64"],
  ["rdkafka", "librdkafka-dev", "librdkafka1"],
  ["sdl2", "libsdl2-dev", "libsdl2-2.0-0"],
  ["netfilter_queue", "libnetfilter-queue-dev", "libnetfilter-queue1"],
  ["freetype freetype2", "libfreetype-dev", "libfreetype6"],
  ["pq", "libpq-dev", "libpq5"],
  ["gtk-3 gtk+-3.0", "libgtk-3-dev", "libgtk-3-0t64"],
  ["rados", "librados-dev", "librados2"],
  ["rbd", "librbd-dev", "librbd1"],
  ["cephfs", "libcephfs-dev", "libcephfs2"],
  ["hs", "libhyperscan-dev", "libhyperscan5"],
  ["pcre2-8", "libpcre2-dev", "libpcre2-8-0"],
  ["snappy", "libsnappy-dev", "libsnappy1v5"],
  ["zstd", "libzstd-dev", "libzstd1"],
  ["lz4", "liblz4-dev", "liblz4-1"],
  ["bz2", "libbz2-dev", "libbz2-1.0"],
  ["z zlib", "zlib1g-dev", "zlib1g"],
  ["jpeg", "libjpeg62-turbo-dev", "libjpeg62-turbo"],
  ["turbojpeg", "libturbojpeg0-dev", "libturbojpeg0"],
  ["sodium", "libsodium-dev", "libsodium23"],
  ["ffi", "libffi-dev", "libffi8"],
  ["bpf", "libbpf-dev", "libbpf1"],
  ["elf", "libelf-dev", "libelf1t64"],
];

const LIBRARIES: ReadonlyMap<string, DebianLibrary> = new Map(
  ROWS.flatMap(([names, build, run]) =>
    names.split(" ").map((name) => [name, { build, run }] as const),
  ),
);

/**
 * The packages of Debian 13 that a C library is in. Checked 2026-11-25 against its package lists.
 *
 * @param name as a linker or pkg-config has it: `-lpcap`, `libpcap`
 * @returns undefined for one that is not known
 */
export function debianLibrary(name: string): DebianLibrary | undefined {
  const plain = name.replace(/^-l/, "").toLowerCase();
  return LIBRARIES.get(plain) ?? LIBRARIES.get(plain.replace(/^lib/, ""));
}

/** C libraries that verify certificates by those of the system. Checked 2026-11-25. */
export const TLS_LIBRARIES: readonly string[] = ["ssl", "openssl", "curl", "git2", "rdkafka"];
