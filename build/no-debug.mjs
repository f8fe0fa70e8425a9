// Stands in for debug, see rolldown.config.mjs.
export default () => Object.assign(() => {}, { enabled: false });
