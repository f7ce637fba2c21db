import { placeOf, rooms } from './rooms.ts';

/** An allow-list made of the table of rooms: whatever it does not name is refused, a new folder included. */
const allowed = Object.entries(rooms).flatMap(([room, { imports, packages = [], core = false }]) => {
  const from = { path: placeOf(room) };
  return [
    { from, to: { path: [placeOf(room), ...imports.map(placeOf)] } },
    ...(packages.length > 0 ? [{ from, to: { path: packages.map((name) => `^(node_modules/)?${name}(/|$)`) } }] : []),
    ...(core ? [{ from, to: { dependencyTypes: ['core'] } }] : []),
    { from, to: { path: '\\.(css|html|svg|json)$' } },
  ];
});

export default {
  forbidden: [{ name: 'no-circle', severity: 'error', from: {}, to: { circular: true } }],
  allowed,
  allowedSeverity: 'error',
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.vue'] },
  },
};
