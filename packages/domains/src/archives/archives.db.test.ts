import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { communityTables, headVersion } from '@kith/db/communities';
import { columnsOf, makeSchemaAt } from '@kith/db/community-rows';
import { newCommunityId, newId } from '@kith/kernel/ids';
import { takeOn } from '@kith/testing/matrix-challenges';
import { outcomeOf, words } from '@kith/testing/test-content';
import { countAll } from '@kith/testing/test-analytics';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { uploadedBy } from '@kith/testing/test-uploads';
import { sellSeats } from '@kith/testing/test-seats';
import { asStaff } from '@kith/testing/test-staff';
import { checkLog } from '../audit/index.ts';
import type { CommunityIdentity } from '../communities/index.ts';
import type { CommunityContext, PlatformContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { seedDemo } from '../demo/index.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { seedRoles } from '../roles/index.ts';
import { readDemos } from '../templates/index.ts';
import { FIRST_SCHEMA_VERSION } from './archives.schema.ts';
import { importPrefix } from './archive-keys.ts';
import { KEPT, LEFT_OUT, LEFT_OUT_COLUMNS, LEFT_OUT_SETTINGS } from './contents.ts';
import { loadArchive, openArchive, receivePart, writeArchive } from './index.ts';
import { contextOf } from './own-archive.ts';
import { permalinks } from './permalinks-fixture.ts';
import { archivesJobs } from './archives.jobs.ts';

const TENANTS = new URL('../../../../tenants/', import.meta.url).pathname;

let installation: TestInstallation;
let source: CommunityIdentity;
let owner: PlatformContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	const { services } = installation;
	const [demo] = await readDemos(join(TENANTS, 'demo'), services.templates);
	if (!demo) throw new Error('no demo');
	await seedDemo(services, demo, 'a long enough password');
	const found = await services.directory.bySlug(demo.community.slug);
	if (!found) throw new Error('no demo community');
	source = found;
	const staff = services.platform.selectFrom('authUsers').select('id');
	const { id } = await staff.where('email', '=', demo.owner.email).executeTakeFirstOrThrow();
	owner = await asStaff(installation, id);
	await liveIn(await contextOf(owner, source.id));
}, 60_000);
afterAll(() => installation.close());

async function tagDocument(ctx: CommunityContext): Promise<void> {
	const { library, tags } = communityCaller(ctx);
	const row = ctx.db.selectFrom('documents').select(['id', 'title', 'version']).limit(1);
	const { id: documentId, ...words } = await row.executeTakeFirstOrThrow();
	await library.edit({ ...words, documentId, description: '', tags: ['On paper'] });
	expect(await tags.get({ slug: 'on-paper' })).toMatchObject({ documentCount: 1 });
}

const PAID_UNTIL = new Date('2100-01-01');

/** What the demo has none of. */
async function liveIn(ctx: CommunityContext): Promise<void> {
	await tagDocument(ctx);
	const { analytics, posts, polls, comments, bookmarks, design, drafts } = communityCaller(ctx);
	await analytics.start();
	const somebody = (await communityCaller(ctx).roster.list({ limit: 1 })).items[0]?.id ?? '';
	await communityCaller(ctx).roster.changeLabels({ memberId: somebody, add: ['Board', 'Driver'] });
	const spaceId = ctx.snapshot.spaces.find(({ slug }) => slug !== '')?.id ?? '';
	const id = newId();
	const text = { title: 'Which way?', body: words('Say it') };
	await posts.publish({
		...{ id, spaceId, ...text },
		poll: {
			...{ method: 'single', maxChoices: 1, choices: ['Left', 'Right'], openDays: null },
			...{ isAnonymous: false, results: 'always' },
		},
	});
	await polls.vote({ postId: id, choices: [1] });
	await bookmarks.save({ postId: id });
	await comments.publish({ id: newId(), postId: id, parentId: null, body: words('Left!') });
	await drafts.save({ key: `post:${newId()}`, body: text.body, fields: {} });
	const { draft, versions, stamp } = await design.get();
	await design.saveDraft({
		...{ section: 'css', basedOn: versions.css, value: { source: '.x { color: red }' } },
	});
	await design.publish({ stamp: (await design.get()).stamp, note: stamp + draft.look.brand });
	await uploadedBy(ctx);
	const paid = ctx.db.updateTable('memberships').where('source', '=', 'purchase');
	await paid.set({ externalSubscriptionId: sql<string>`id::text` }).execute();
	await takeOn(ctx);
	await sellSeats(ctx, PAID_UNTIL);
	await leaveTraps(ctx);
}

/** A tier that would sell the community itself, and an entry that nobody there could take back. */
async function leaveTraps({ db, snapshot }: CommunityContext): Promise<void> {
	const roleId = snapshot.roles.find(({ key }) => key === 'owner')?.id ?? '';
	const entitlements = JSON.stringify([{ kind: 'role', roleId }]);
	await db.updateTable('tiers').set({ entitlements }).where('slug', '=', 'supporter').execute();
	await db
		.insertInto('spaceMembers')
		.columns(['memberId', 'spaceId', 'source'])
		.expression((eb) =>
			eb
				.selectFrom(['members', 'spaces'])
				.select(['members.id', 'spaces.id as spaceId', sql.lit(`sso:${newId()}`).as('source')])
				.where('members.handle', '=', 'yuki')
				.where('spaces.slug', '=', 'first-class'),
		)
		.execute();
}

const api = (ctx: PlatformContext) => platformCaller(ctx).archives;
const bytesOf = async (body: ReadableStream<Uint8Array>) => new Response(body).bytes();

/** Asks for an archive and lets its job run. */
async function exported(): Promise<{ archiveId: string; bytes: Uint8Array }> {
	const { archiveId } = await api(owner).requestExport({ communityId: source.id });
	await archivesJobs['write-archive'].run(installation.services, { archiveId });
	return { archiveId, bytes: await bytesOf((await openArchive(owner, { archiveId })).body) };
}

/** Sends an archive in two parts and lets it be looked into. */
async function sent(bytes: Uint8Array): Promise<string> {
	const { organizationId } = source;
	const about = { organizationId, name: 'slow-rail.tar.gz', bytes: bytes.byteLength };
	const { archiveId } = await api(owner).beginImport(about);
	const middle = Math.floor(bytes.byteLength / 2);
	await receivePart(owner, { archiveId, offset: 0, bytes: bytes.subarray(0, middle) });
	await receivePart(owner, { archiveId, offset: middle, bytes: bytes.subarray(middle) });
	await archivesJobs['check-archive'].run(installation.services, { archiveId });
	return archiveId;
}

async function counts(communityId: string): Promise<Record<string, number>> {
	const { rows } = await installation.owner.query<{ name: string; count: number }>(
		`select relname::text as name, (xpath('/row/c/text()', query_to_xml(format(
			'select count(*) as c from %I.%I', relnamespace::regnamespace::text, relname), false, true, '')))[1]::text::int as count
		from pg_class where relkind = 'r' and relnamespace = ('c_' || $1)::regnamespace`,
		[communityId],
	);
	return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
}

test('every table and column of a community is either kept in an archive or left out by name', async () => {
	const there = await installation.services.asOwner((client) => columnsOf(client, source.id));
	expect([...KEPT.keys(), ...Object.keys(LEFT_OUT)].toSorted()).toEqual(
		[...there.keys()].toSorted(),
	);
	for (const [table, columns] of KEPT)
		expect([...columns, ...(LEFT_OUT_COLUMNS[table] ?? [])].toSorted()).toEqual(there.get(table));
});

test('a community goes into a file and comes out of it as a new one, row for row and at the same paths', async () => {
	const { services } = installation;
	const due = services.communityDb(source).updateTable('bookmarks');
	await due.set({ remindAt: installation.clock.now() }).execute();
	const { archiveId, bytes } = await exported();
	const [listed] = await api(owner).exports({ communityId: source.id });
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	expect(listed).toMatchObject({ id: archiveId, state: 'done', progress: 1, sha256 });

	const importId = await sent(bytes);
	const checked = await api(owner).import({ archiveId: importId });
	expect(checked).toMatchObject({ state: 'checked', report: { name: source.name } });
	// A setting that nobody decided on would stay behind.
	for (const left of checked.report?.leftOut ?? [])
		if (left.startsWith('settings.')) expect(LEFT_OUT_SETTINGS).toContain(left.slice(9));
	expect(
		await outcomeOf(api(owner).load({ archiveId: importId, name: 'Twin', slug: source.slug })),
	).toBe('slug.taken');
	const { communityId } = await api(owner).load({
		archiveId: importId,
		name: 'Twin',
		slug: 'twin-of-it',
	});
	await archivesJobs['load-archive'].run(services, { archiveId: importId });
	// Once more, as after a crash between its last statement and its end.
	await archivesJobs['load-archive'].run(services, { archiveId: importId });
	expect(await api(owner).import({ archiveId: importId })).toMatchObject({ state: 'done' });
	expect(await services.blobs.list(importPrefix(importId), { limit: 1 })).toEqual([]);
	const { rows: dressing } = await installation.owner.query(
		`select 1 from streams.outbox where type = 'jobs.requested' and payload->>'key' = $1`,
		[`dress-pictures:${communityId}`],
	);
	expect(dressing).toHaveLength(1);

	const [before, after] = [await counts(source.id), await counts(communityId)];
	for (const table of Object.keys(LEFT_OUT)) delete before[table];
	for (const table of Object.keys(LEFT_OUT)) delete after[table];
	for (const table of FILLED) expect([table, before[table]]).not.toEqual([table, 0]);
	// The log of the new one ends with who brought it here.
	expect(after).toEqual({ ...before, audit_entries: (before['audit_entries'] ?? 0) + 1 });

	const twin = await services.directory.byId(communityId);
	if (!twin) throw new Error('the twin is not there');
	const reminders = services.communityDb(twin).selectFrom('bookmarks').select('remindAt');
	expect((await reminders.execute()).filter(({ remindAt }) => remindAt !== null)).toEqual([]);
	const there = await createJobContext(services, twin, 'test');
	expect(there.snapshot.modules.toSorted()).toEqual(['analytics', 'gamification', 'memberships']);
	// What was counted is made anew from what came along.
	await countAll(there);
	const counted = there.db.selectFrom('analyticsCounts').select('metric').distinct();
	expect((await counted.execute()).map(({ metric }) => metric)).toContain('post');
	const sold = there.db.selectFrom('memberships').select('externalSubscriptionId').distinct();
	expect(await sold.execute()).toEqual([{ externalSubscriptionId: null }]);
	const seats = there.db.selectFrom('memberships').select('endsAt').where('source', '=', 'seat');
	expect(await seats.execute()).toEqual([{ endsAt: PAID_UNTIL }]);
	const offered = there.db.selectFrom('tiers').select(['slug', 'status']).orderBy('position');
	expect(await offered.execute()).toEqual([
		...[
			{ slug: 'supporter', status: 'archived' },
			{ slug: 'member', status: 'published' },
		],
		{ slug: 'patron', status: 'published' },
	]);
	expect(there.snapshot.offers.map(({ slug }) => slug)).toEqual(['member', 'patron']);
	const entries = there.db.selectFrom('spaceMembers').select('source').distinct();
	expect((await entries.execute()).map(({ source }) => source).toSorted()).toEqual([
		...['manual', 'membership'],
	]);
	const [linked, asLinked] = [
		await permalinks(await contextOf(owner, source.id)),
		await permalinks(await contextOf(owner, twin.id)),
	];
	expect(asLinked).toEqual(linked);
	for (const [kind, answers] of Object.entries(linked))
		expect(answers.filter((answer) => typeof answer === 'object').length, kind).toBeGreaterThan(0);
	expect(await blobsOf(twin.id)).toEqual(await blobsOf(source.id));
	const log = { db: services.communityDb(twin), communityId: twin.id, secret: services.secret };
	expect((await checkLog(log)).fault).toBeNull();
}, 60_000);

const FILLED = [
	...(['posts', 'comments', 'polls', 'votes', 'files', 'file_uses', 'tags'] as const),
	...(['post_tags', 'members', 'member_roles', 'roles', 'guidelines', 'audit_entries'] as const),
	...(['ballots', 'bookmarks', 'drafts', 'look_versions'] as const),
	...(['documents', 'settings', 'reactions', 'spaces'] as const),
	...(['tiers', 'prices', 'memberships'] as const),
	...(['challenges', 'challenge_parties', 'challenge_members', 'challenge_evidence'] as const),
];

async function blobsOf(communityId: string): Promise<Map<string, string>> {
	const { blobs } = installation.services;
	const sums = new Map<string, string>();
	for (const { key } of await blobs.list(`${communityId}/files/`, { limit: 1000 })) {
		const blob = await blobs.get(key);
		if (!blob || key.endsWith('.avif')) continue;
		const sum = createHash('sha256').update(await bytesOf(blob.body));
		sums.set(key.slice(communityId.length), sum.digest('hex'));
	}
	return sums;
}

test('an archive of an older schema is loaded as it was and brought up to date', async () => {
	const { services, owner: pool } = installation;
	const [oldId, freshId] = [newCommunityId(), newCommunityId()];
	const version = headVersion;
	await services.asOwner(async (client) => {
		await makeSchemaAt(client, oldId, FIRST_SCHEMA_VERSION);
		for (const statement of seedRoles(`c_${oldId}`)) await client.query(statement);
	});
	const community = {
		...{ id: oldId, slug: 'old', name: 'Old one', locale: 'en', template: 'gaming' },
		schemaVersion: FIRST_SCHEMA_VERSION,
	};
	const { blobs } = services;
	const bytes = await services.asOwner((client) =>
		bytesOf(writeArchive({ client, blobs, community, at: services.clock.now() }).body),
	);
	await loadArchive(loadingOf(bytes, freshId, { name: 'Old one', slug: 'old-one' }));
	const { rows } = await pool.query<{ version: number }>(
		'select version from platform.community_schemas where id = $1',
		[freshId],
	);
	expect(rows).toEqual([{ version }]);
	const [there, fresh] = await services.asOwner(async (client) => [
		await columnsOf(client, freshId),
		await columnsOf(client, source.id),
	]);
	expect(there).toEqual(new Map([...fresh].filter(([table]) => communityTables.includes(table))));
	await pool.query(`drop schema c_${oldId} cascade`);
});

const IMPORTER = { staffId: newId(), email: 'importer@example.org', name: 'Ines Importer' };

function loadingOf(
	bytes: Uint8Array,
	communityId: string,
	as: { name: string; slug: string } | null,
) {
	return {
		...{ services: installation.services, body: streamOf(bytes), communityId, as },
		...{ organizationId: source.organizationId, importer: IMPORTER },
	};
}

const streamOf = (bytes: Uint8Array) => new Blob([bytes as BlobPart]).stream();
