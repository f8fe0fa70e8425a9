// Stands in for vscode-languageserver-types, see rolldown.config.mjs.
export const Position = { create: (line, character) => ({ line, character }) };
export const Range = { create: (start, end) => ({ start, end }) };
