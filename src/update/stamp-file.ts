/** Name of the stamp, in the directory of the program's module. */
export const STAMP_FILE = ".goslim.json";
