import { closeSync, openSync, readSync } from "node:fs";

/** e_machine of the ELF header by GOARCH, from the ELF specification's registry. */
const ELF_MACHINES: Readonly<Record<string, number>> = {
  "386": 3,
  amd64: 62,
  arm: 40,
  arm64: 183,
  loong64: 258,
  mips: 8,
  mipsle: 8,
  mips64: 8,
  mips64le: 8,
  ppc64: 21,
  ppc64le: 21,
  riscv64: 243,
  s390x: 22,
};

/** What the first bytes of an executable say: its format and, for ELF, whether the machine is the expected one. */
export function identify(path: string): {
  readonly format: string;
  readonly machine: number;
  readonly bits: number;
  readonly bigEndian: boolean;
} {
  const bytes = Buffer.alloc(64);
  const file = openSync(path, "r");
  readSync(file, bytes, 0, 64, 0);
  closeSync(file);
  const bigEndian = bytes[5] === 2;
  if (bytes.subarray(0, 4).toString("latin1") === "\x7fELF") {
    return {
      format: "elf",
      machine: bigEndian ? bytes.readUInt16BE(18) : bytes.readUInt16LE(18),
      bits: bytes[4] === 2 ? 64 : 32,
      bigEndian,
    };
  }
  const formats: Readonly<Record<string, string>> = {
    cffaedfe: "mach-o",
    "4d5a": "pe",
    "0061736d": "wasm",
    "01f7": "xcoff",
  };
  const hex = bytes.toString("hex");
  const format = Object.entries(formats).find(([magic]) => hex.startsWith(magic))?.[1] ?? "plan9";
  return { format, machine: 0, bits: 0, bigEndian };
}

export function elfMachine(arch: string): number {
  return ELF_MACHINES[arch] ?? -1;
}
