// Stands in for the prompts that no question here uses, see rolldown.config.mjs.
export default () => {
  throw new Error("this build has no such prompt");
};
