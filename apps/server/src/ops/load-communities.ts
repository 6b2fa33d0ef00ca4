import { SCHEMAS_PER_CHECKPOINT, writeCheckpoint } from '@kith/db/checkpoint';
import { buildSchema } from '@kith/db/communities';
import { seedCommunity } from '@kith/domains/communities';
import type { Staff } from '@kith/domains/context';
import { foundOrganization } from '@kith/domains/organizations';
import { seedRoles } from '@kith/domains/roles';
import type { Installation } from '../services.ts';
import { claimFor, ensureStaff } from './found-community.ts';

type Load = { ownerEmail: string; template: string; count: number };

/**
 * Communities per burst: DDL comes in bursts, because a trickle makes every backend drop its caches again and again.
 * A checkpoint ends each, so that a crash at any moment has few new files to write out before it is recovered.
 */
const BURST = SCHEMAS_PER_CHECKPOINT;
const WORKERS = 3;

/** The address of the n-th community that is there to carry load. */
function loadSlug(number: number): string {
	return `load-${String(number).padStart(5, '0')}`;
}

/** Makes communities until `count` of them stand at load-00001 and on; those that stand are left alone. */
export async function createMany(
	installation: Installation,
	{ ownerEmail, template, count }: Load,
	say: (line: string) => void,
): Promise<void> {
	const { services } = installation;
	const staff = await employ(installation, await ensureStaff(services, ownerEmail));
	await finishInterrupted(installation);
	const slugs = await missingSlugs(installation, count);
	say(`${count - slugs.length} of ${count} are there`);
	const started = performance.now();
	let done = 0;
	let mayCheckpoint = true;
	for (let from = 0; from < slugs.length; from += BURST) {
		const burst = slugs.slice(from, from + BURST);
		await inParallel(burst, () => buildOne(installation));
		await inParallel(burst, async (slug) => {
			const name = `Load ${slug.slice(5)}`;
			const id = await claimFor(services, staff, { name, slug, template });
			await seedCommunity(services, id);
		});
		done += burst.length;
		if (mayCheckpoint && !(await writeCheckpoint(installation.owner))) {
			mayCheckpoint = false;
			say('no checkpoints: this role is no member of pg_checkpoint');
		}
		if (done % 100 === 0) say(`${done} of ${slugs.length} (${rate(done, started)} per second)`);
	}
	say(`made ${slugs.length} communities, ${rate(slugs.length, started)} per second`);
}

async function inParallel<T>(all: readonly T[], run: (one: T) => Promise<void>): Promise<void> {
	const queue = [...all];
	const worker = async () => {
		for (let next = queue.shift(); next !== undefined; next = queue.shift()) await run(next);
	};
	await Promise.all(Array.from({ length: WORKERS }, worker));
}

async function buildOne({ owner }: Installation): Promise<void> {
	const client = await owner.connect();
	try {
		await buildSchema(client, seedRoles);
	} finally {
		client.release();
	}
}

/** One organization for all of them, not one each. */
async function employ({ services }: Installation, staff: Staff): Promise<Staff> {
	if (staff.organizations.some(({ role }) => role === 'owner' || role === 'admin')) return staff;
	const name = 'Load';
	const id = await services.platform
		.transaction()
		.execute((db) => foundOrganization(db, { staffId: staff.id, name }));
	return { ...staff, organizations: [...staff.organizations, { id, name, role: 'owner' }] };
}

async function finishInterrupted({ owner, services }: Installation): Promise<void> {
	const { rows } = await owner.query<{ id: string }>(
		`select id from platform.communities where seeded_at is null and slug like 'load-%'`,
	);
	for (const { id } of rows) await seedCommunity(services, id);
}

async function missingSlugs({ owner }: Installation, count: number): Promise<string[]> {
	const wanted = Array.from({ length: count }, (_, index) => loadSlug(index + 1));
	const { rows } = await owner.query<{ slug: string }>(
		'select slug from platform.communities where slug = any($1)',
		[wanted],
	);
	const there = new Set(rows.map(({ slug }) => slug));
	return wanted.filter((slug) => !there.has(slug));
}

function rate(done: number, started: number): string {
	return (done / Math.max(0.001, (performance.now() - started) / 1000)).toFixed(1);
}
