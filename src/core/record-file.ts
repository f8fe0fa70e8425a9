/** Name of the record, in the directory of the program's module. */
export const RECORD_FILE = ".goslim.json";
