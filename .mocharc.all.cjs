/** `npm run test:all`: everything in one run, so that no core waits for the last file of a part. */
module.exports = require('./.mocharc.cjs').all;
