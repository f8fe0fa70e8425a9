// Stands in for @inquirer/external-editor, see rolldown.config.mjs.
export function editAsync() {
  throw new Error("this build has no editor prompt");
}
