import { sql, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { createTestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { rowsTouched } from '@kith/testing/test-plans';
import { publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { threadPage, threadStart } from './threads.queries.ts';
import { listComments, listReplies } from './list-comments.ts';
import { markRead } from './mark-read.ts';
import { readPosition } from './read-position.ts';
import { readingOf } from './reading.queries.ts';

const LENGTH = 2000;
const MOST_SHOWN = 60;

let installation: TestInstallation;
let author: CommunityContext;
let reader: CommunityContext;
const threads = new Map<Shape, Thread>();

type Shape = 'flat' | 'wide' | 'deep';
type Thread = { postId: string; ids: string[] };

/** Whom the comment number `index` answers: the post, the first comment, or the one before. */
const PARENTS: Readonly<Record<Shape, (index: number) => number | null>> = {
	flat: () => null,
	wide: (index) => (index === 0 ? null : 0),
	deep: (index) => (index === 0 ? null : index - 1),
};

beforeAll(async () => {
	installation = await createTestInstallation();
	const here = await createTestCommunity(installation);
	author = await here.as(await here.member('member', 'Mia'));
	reader = await here.as(await here.member('member', 'Rea'));
	for (const shape of ['flat', 'wide', 'deep'] as const) threads.set(shape, await write(shape));
	await fill(`c_${here.community.id}`);
}, 60_000);
afterAll(() => installation.close());

/** Comments below other posts, so that the plan is one for a community that has grown. */
async function fill(schema: string): Promise<void> {
	const { postId } = await write('flat');
	const { owner } = installation;
	await owner.query(
		`insert into ${schema}.comments
			(id, post_id, space_id, depth, author_id, body, excerpt, search, status, created_at)
		select gen_random_uuid(), post_id, space_id, 0, author_id, body, excerpt, search, status, created_at
		from ${schema}.comments, generate_series(1, 10) where post_id = $1`,
		[postId],
	);
	await owner.query(`analyze ${schema}.comments`);
}

/** A post with a long thread, a second between its comments. */
async function write(shape: Shape): Promise<Thread> {
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	await publishPost(author, { id: postId, spaceId, title: shape, body: words('Long') });
	const ids = Array.from({ length: LENGTH }, () => newId());
	const start = installation.clock.now().getTime();
	const rows = ids.map((id, index) => {
		const parent = PARENTS[shape](index);
		return {
			...{ id, postId, spaceId, authorId: author.grants.memberId, status: 'published' },
			parentId: parent === null ? null : (ids[parent] ?? null),
			rootId: parent === null ? null : (ids[0] ?? null),
			depth: shape === 'deep' ? index : Number(parent !== null),
			...{ body: JSON.stringify(words('Yes')), excerpt: 'Yes', search: sql<string>`''::tsvector` },
			createdAt: new Date(start + index * 1000),
		};
	});
	for (let from = 0; from < LENGTH; from += 500)
		await author.db
			.insertInto('comments')
			.values(rows.slice(from, from + 500))
			.execute();
	return { postId, ids };
}

const thread = (shape: Shape) => threads.get(shape) ?? { postId: '', ids: [] };

/** The same context, counting its statements. */
function counted(ctx: CommunityContext): { ctx: CommunityContext; statements: () => number } {
	let count = 0;
	const counter: KyselyPlugin = {
		transformQuery: ({ node }) => {
			count += 1;
			return node;
		},
		transformResult: ({ result }) => Promise.resolve(result),
	};
	return { ctx: { ...ctx, db: ctx.db.withPlugin(counter) }, statements: () => count };
}

test.for(['flat', 'wide', 'deep'] as const)(
	'a %s thread of two thousand is answered from the place of its reader, a bounded part at a time',
	async (shape) => {
		const { postId, ids } = thread(shape);
		const [last = '', next = ''] = ids.slice(1200);
		const asOf = installation.clock.now();
		await markRead(reader, { postId, commentId: last, asOf });
		const { ctx, statements } = counted(reader);
		const place = await readPosition(ctx, { postId });
		expect(place).toMatchObject({ lastReadId: last, firstNewId: next, newCount: 99 });
		const page = await listComments(ctx, { postId, limit: 20, around: next });
		expect(page.items.map(({ id }) => id)).toContain(next);
		expect(page.items.length).toBeLessThanOrEqual(MOST_SHOWN);
		expect(statements()).toBeLessThanOrEqual(5);
	},
);

test.for(['flat', 'wide', 'deep'] as const)(
	'opening a %s thread of two thousand in the middle touches few rows',
	async (shape) => {
		const { postId, ids } = thread(shape);
		const { db, ability } = reader;
		const meant = ids[1200] ?? '';
		await markRead(reader, { postId, commentId: meant, asOf: installation.clock.now() });
		const start = threadStart(db, postId, meant);
		const { id, createdAt, fromId, fromAt } = await start.executeTakeFirstOrThrow();
		const after = { at: createdAt.toISOString(), id };
		const from = fromId && fromAt ? ([fromAt.toISOString(), fromId] as const) : null;
		const { memberId } = reader.grants;
		const page = threadPage(db, { ability, memberId, postId, after, from, limit: 20 });
		const place = readingOf(db, ability, { memberId, postId });
		for (const [query, most] of [
			[start, 60],
			[page, 900],
			[place, 500],
		] as const)
			expect(await rowsTouched(query)).toBeLessThanOrEqual(most);
	},
);

test.for(['oldest', 'newest', 'liked'] as const)(
	'a page of two thousand threads in the order %s touches few rows',
	async (order) => {
		const { postId } = thread('flat');
		const { db, ability } = reader;
		const { memberId } = reader.grants;
		const first = { ability, memberId, postId, order, from: null, limit: 20 };
		expect(await rowsTouched(threadPage(db, { ...first, after: null }))).toBeLessThanOrEqual(900);
		const after = { at: new Date(1).toISOString(), id: newId(), likes: 0 };
		expect(await rowsTouched(threadPage(db, { ...first, after }))).toBeLessThanOrEqual(900);
	},
);

test.for(['flat', 'wide', 'deep'] as const)(
	'every comment of a %s thread of two thousand is reached once',
	{ timeout: 60_000 },
	async (shape) => {
		const { postId, ids } = thread(shape);
		const seen: string[] = [];
		let cursor: string | null = null;
		do {
			const page: Awaited<ReturnType<typeof listComments>> = await listComments(reader, {
				...{ postId, limit: 20, cursor },
			});
			seen.push(...page.items.map(({ id }) => id));
			let [more] = page.more;
			while (more) {
				const rest = await listReplies(reader, { postId, ...more });
				seen.push(...rest.items.map(({ id }) => id));
				[more] = rest.more;
			}
			cursor = page.nextCursor;
		} while (cursor);
		expect(seen.toSorted()).toEqual(ids.toSorted());
		expect(new Set(seen).size).toBe(LENGTH);
	},
);
