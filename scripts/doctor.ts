import { examine } from './doctor/examine.ts';

/** npm run doctor: the lines of `examine`, and exit code 1 when something is bad. */
if (!(await examine(process.env, console.log))) process.exitCode = 1;
