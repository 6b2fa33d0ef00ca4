import { abilityOf } from '../packages/domains/src/permissions/compile.ts';
import type { Words } from '../packages/domains/src/permissions/permission.ts';
import {
	permissionCatalogue,
	permissionFacts,
} from '../packages/domains/src/permissions/permissions.schema.ts';
import {
	community,
	role,
	space,
	who,
} from '../packages/domains/src/permissions/resolve-fixture.ts';
import { MOST_ROLES } from '../packages/domains/src/roles/roles.schema.ts';
import { printTable, quantile, row, timeEach, type Row } from './measure.ts';

const RUNS = 400;
const IN_SPACES = permissionCatalogue.filter((name) => permissionFacts[name] === 'space');

/** What an actor's ability costs to work out: the first time after a change, and from then on. */
export function bench(): Promise<void> {
	const small = coldOf(5, 5, 3);
	const rows: Row[] = [row('5 roles, 5 spaces, 3 held, first time (the baseline)', small, 'ms')];
	for (const held of [3, 10, 50]) {
		const cold = coldOf(50, 200, held);
		const what = `50 roles, 200 spaces, ${held} held, first time`;
		rows.push(row(what, cold, 'ms', { ratio: [cold / small, 'baseline'], most: 5 }));
	}
	const most = coldOf(MOST_ROLES, 200, 50);
	const crowd = `${MOST_ROLES} roles, which is the most, 200 spaces, 50 held, first time`;
	rows.push(row(crowd, most, 'ms', { ratio: [most / small, 'baseline'], most: 5 }));
	return warmRow().then((warm) => printTable('Permissions', [...rows, warm]));
}

/** Milliseconds of CPU, the mean of many after some to warm up; every space says something of every role. */
function coldOf(roles: number, spaces: number, held: number): number {
	const places = Array.from({ length: RUNS }, () => crowded(roles, spaces));
	const me = who(idsOf(roles).slice(0, held));
	for (const place of places.splice(0, RUNS / 4)) abilityOf(place, me);
	const before = process.threadCpuUsage();
	for (const place of places) abilityOf(place, me);
	const { user, system } = process.threadCpuUsage(before);
	return (user + system) / 1000 / places.length;
}

async function warmRow(): Promise<Row> {
	const snapshot = crowded(50, 200);
	const me = who(idsOf(50));
	abilityOf(snapshot, me);
	const took = await timeEach(RUNS, async () => abilityOf(snapshot, me));
	return row('50 roles, 200 spaces, 50 held, again', quantile(took, 0.5), 'ms', { most: 1 });
}

function crowded(roles: number, spaces: number) {
	const everything: Words = Object.fromEntries(permissionCatalogue.map((name) => [name, 'allow']));
	return community({
		roles: [
			role('member', { rank: 20, permissions: everything }),
			...idsOf(roles).map((id, index) => role(id, { permissions: wordsAt(index) })),
		],
		spaces: Array.from({ length: spaces }, (_, at) =>
			space(`space ${at}`, {
				overrides: Object.fromEntries(idsOf(roles).map((id, index) => [id, wordsAt(index + at)])),
			}),
		),
	});
}

const idsOf = (count: number) => Array.from({ length: count }, (_, index) => `role ${index}`);

/** A third of what can be said of a space, allowances and denials in turn. */
function wordsAt(offset: number): Words {
	const said = IN_SPACES.filter((_, index) => (index + offset) % 3 === 0);
	return Object.fromEntries(said.map((name, index) => [name, index % 2 ? 'allow' : 'deny']));
}
