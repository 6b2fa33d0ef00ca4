import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { publishComment } from './comments/publish-comment.ts';
import { communityCaller } from './index.ts';
import type { CommunityContext } from './context.ts';
import { publishPost } from './posts/publish-post.ts';

let installation: TestInstallation;
let communities: { canary: string; community: TestCommunity; ctx: CommunityContext }[];

/** Two communities that differ in nothing but their address and the canary in all they say. */
async function twin(canary: string) {
	const community = await createTestCommunity(installation, { name: 'Twins' });
	const { db } = community;
	const userId = newId();
	const email = 'same@example.org';
	await db
		.insertInto('authUsers')
		.values({ id: userId, email, name: canary, emailVerified: true })
		.execute();
	const member = { id: newId(), userId, handle: 'same', name: canary, status: 'active' };
	await db.insertInto('members').values(member).execute();
	await db.updateTable('spaces').set({ description: canary }).execute();
	await db
		.updateTable('posts')
		.set({ title: `${canary} example`, excerpt: canary })
		.execute();
	installation.services.snapshots.drop(community.id);
	return { canary, community, ctx: await community.as(await founderOf(community)) };
}

beforeAll(async () => {
	installation = await createTestInstallation();
	communities = [await twin('canary-one'), await twin('canary-two')];
});
afterAll(() => installation.close());

const otherCanary = (canary: string) => (canary === 'canary-one' ? 'canary-two' : 'canary-one');
const spaceOf = (ctx: CommunityContext) => ctx.grants.spaces.postable[0] ?? '';

/** Everything that the lists of a community show to its owner. */
async function everything(ctx: CommunityContext): Promise<string> {
	const api = communityCaller(ctx);
	const posts = await api.posts.list({ limit: 100 });
	return JSON.stringify([
		posts,
		await Promise.all(posts.items.slice(0, 5).map(({ id }) => api.comments.list({ postId: id }))),
		...[await api.members.list({ limit: 100 }), await api.members.counts()],
		...[await api.spaces.tree(), await api.spaces.navigation(), await api.roles.list()],
		...[await api.members.invitations({}), await api.communities.face()],
		...[await api.communities.checklist(), await api.identity.sessions().catch(() => [])],
	]);
}

test('two thousand interleaved reads and writes, some aborted, never cross over', async () => {
	const aborted = await Promise.all(
		Array.from({ length: 20 }, async (_, worker) => {
			let count = 0;
			for (let step = 0; step < 100; step++) {
				const { ctx, canary } = communities[(worker + step) % 2] ?? communities[0] ?? fail();
				const kind = (worker * 7 + step * 3) % 5;
				if (kind === 0) await write(ctx, canary);
				else if (kind > 1) await read(ctx, canary);
				else if (await isAborted(ctx, canary, step % 4 === 0)) count += 1;
			}
			return count;
		}),
	);
	expect(aborted.reduce((sum, count) => sum + count, 0)).toBe(400);
}, 60_000);

const fail = (): never => {
	throw new Error('no community');
};
async function write(ctx: CommunityContext, canary: string): Promise<void> {
	const post = { id: newId(), spaceId: spaceOf(ctx), title: `${canary} post`, body: words(canary) };
	await publishPost(ctx, post);
	const comment = { id: newId(), postId: post.id, parentId: null, body: words(canary) };
	await publishComment(ctx, comment);
}
async function isAborted(ctx: CommunityContext, canary: string, byDatabase: boolean) {
	const outcome = await outcomeOf(
		ctx.transaction(async (tx) => {
			await tx.db
				.updateTable('posts')
				.set({ title: `${canary} aborted` })
				.execute();
			if (byDatabase) await sql`select 1 / 0`.execute(tx.db);
			throw new Error('changed our mind');
		}),
	);
	return outcome === (byDatabase ? 'division by zero' : 'changed our mind');
}
async function read(ctx: CommunityContext, canary: string): Promise<void> {
	const rows = await ctx.db.selectFrom('posts').select(['title', 'excerpt']).limit(50).execute();
	for (const { title } of rows) expect(title.startsWith(canary)).toBe(true);
	expect(JSON.stringify(rows)).not.toMatch(/aborted/);
}

test('the lists of one community hold everything of it and nothing of its twin', async () => {
	for (const { ctx, canary, community } of communities) {
		const shown = await everything(await community.as(await founderOf(community)));
		expect(shown).toContain(canary);
		expect(shown).not.toContain(otherCanary(canary));
		const theirs = communities.find((one) => one.canary !== canary);
		expect(shown).not.toContain(theirs?.ctx.grants.memberId);
		expect(ctx.community.id).not.toBe(theirs?.community.id);
	}
});

test('no row of any table of one schema carries the canary of the other', async () => {
	for (const { canary, community } of communities) {
		const { rows } = await installation.owner.query<{ dump: string }>(
			`select schema_to_xml($1, true, false, '')::text as dump`,
			[`c_${community.id}`],
		);
		expect(rows[0]?.dump).toContain(canary);
		expect(rows[0]?.dump).not.toContain(otherCanary(canary));
	}
});

test('a handle reaches no other schema, however it is named', async () => {
	const [here, there] = communities;
	if (!here || !there) throw new Error('no communities');
	const schema = `c_${there.community.id}`;
	const { db } = here.community;
	const named = [`${schema}.posts`, 'platform.authUsers', 'streams.outbox'];
	for (const table of named) {
		expect(() =>
			db
				.selectFrom(table as 'posts')
				.selectAll()
				.compile(),
		).toThrow('names schema');
		expect(() => sql`select * from ${sql.table(table)}`.compile(db)).toThrow('names schema');
	}
	expect(() => db.withSchema(schema).selectFrom('posts').selectAll().compile()).toThrow(
		'names schema',
	);
});

test('a statement that names no schema fails: the app finds no table by its bare name', async () => {
	const [here] = communities;
	if (!here) throw new Error('no community');
	for (const table of ['posts', 'members', 'auth_users', 'communities', 'outbox'])
		expect(await outcomeOf(sql.raw(`select * from ${table}`).execute(here.community.db))).toBe(
			`relation "${table}" does not exist`,
		);
	const { platform } = installation.services;
	expect(await outcomeOf(sql.raw('select * from communities').execute(platform))).toBe(
		'relation "communities" does not exist',
	);
});
