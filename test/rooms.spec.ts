import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { expect } from 'chai';
import { drawRooms } from '../scripts/rooms/drawing.ts';
import { placeOf, type Room, rooms } from '../scripts/rooms/rooms.ts';

const names = Object.keys(rooms);
const fileOf = (room: string) => {
  if (room === 'ormconfig.ts') return room;
  return room.endsWith('.ts') ? `src/${room}` : `src/${room}/file.ts`;
};

/** A house with one file in each room, which imports one of each room; gives the imports that the check refuses. */
function refusedImports(): Set<string> {
  const house = mkdtempSync(join(tmpdir(), 'appeal-desk-rooms-'));
  try {
    for (const room of names) {
      const file = fileOf(room);
      mkdirSync(join(house, dirname(file)), { recursive: true });
      const imports = names
        .filter((other) => other !== room)
        .map((other) => relative(dirname(file), fileOf(other)))
        .map((path) => `export * from '${path.startsWith('.') ? path : `./${path}`}';\n`);
      writeFileSync(join(house, file), [...imports, "export * from 'node:fs';\nexport * from 'pg';\n"].join(''));
    }
    for (const kept of ['scripts/rooms', 'tsconfig.json']) cpSync(kept, join(house, kept), { recursive: true });
    symlinkSync(resolve('node_modules'), join(house, 'node_modules'));
    const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
    const options = ['--config', 'scripts/rooms/dependencyCruiser.mjs', '--output-type', 'json', 'src', 'ormconfig.ts'];
    const { stdout } = spawnSync(process.execPath, ['--import=tsx', cruiser, ...options], {
      cwd: house,
      encoding: 'utf8',
    });
    const { summary } = JSON.parse(stdout) as { summary: { violations: Violation[] } };
    const refused = summary.violations.filter(({ rule }) => rule.name === 'not-in-allowed');
    return new Set(refused.map(({ from, to }) => `${from} ${to}`));
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

interface Violation {
  from: string;
  to: string;
  rule: { name: string };
}

describe('rooms — each imports what the table names, and nothing else', () => {
  let refused: Set<string>;
  before(() => {
    refused = refusedImports();
  });

  for (const room of names) {
    it(`${room}: every other room is tried`, () => {
      const { imports, core = false } = rooms[room] as Room;
      const others = names.filter((other) => other !== room);
      const letIn = others.filter((other) => !refused.has(`${fileOf(room)} ${fileOf(other)}`));
      expect(letIn.sort()).to.deep.equal([...imports].sort());
      expect(refused.has(`${fileOf(room)} fs`), 'Node’s own modules').to.equal(!core);
    });
  }

  it('nobody names a database driver but TypeORM', () => {
    const drivers = [...refused].filter((one) => /node_modules\/pg\//.test(one));
    expect(drivers).to.have.lengthOf(names.length);
  });

  it('nobody imports upwards: the table goes from the roof to the ground', () => {
    const upwards = names.flatMap((room, floor) =>
      (rooms[room] as Room).imports.filter((other) => names.indexOf(other) < floor),
    );
    // Drivers are named outside of src, where TypeORM's own commands look for them.
    expect(upwards).to.deep.equal(['db']);
  });

  it('every file of src lies in one room', () => {
    const places = names.map((room) => new RegExp(placeOf(room)));
    const { stdout } = spawnSync('git', ['ls-files', 'src', 'ormconfig.ts'], { encoding: 'utf8' });
    const lost = stdout
      .trim()
      .split('\n')
      .filter((file) => places.filter((place) => place.test(file)).length !== 1);
    expect(lost).to.deep.equal([]);
  });

  it('the architecture page shows the table', () => {
    expect(readFileSync('docs/develop/architecture.md', 'utf8')).to.contain(drawRooms());
  });
});
