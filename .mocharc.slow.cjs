/** `npm run test:slow`: what stands in the list of .mocharc.cjs. */
module.exports = require('./.mocharc.cjs').slow;
