import { afterAll, beforeAll, expect, test } from 'vitest';
import { MODULES } from '@kith/db/modules';
import { schemaOf } from '@kith/db/schema-name';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { outcomeOf, words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff } from '@kith/testing/test-staff';
import type { CommunityContext } from '../context.ts';
import { communityCaller, platformCaller } from '../index.ts';
import { startModule } from '../modules/index.ts';
import { RULES } from './rules.ts';

let installation: TestInstallation;
beforeAll(async () => {
	installation = await createTestInstallation();
});
afterAll(() => installation.close());

/** Numbers that look thrown and are the same in every run. */
function dice(seed: number) {
	let state = seed;
	return (sides: number): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return Math.floor((state / 2 ** 32) * sides);
	};
}

type Roll = ReturnType<typeof dice>;
const pick = <T>(roll: Roll, list: readonly T[]): T => list[roll(list.length)] as T;
const EMOJI = ['👍', '🎉'] as const;
const METHODS = ['single', 'multiple', 'ranked'] as const;

type Place = { here: TestCommunity; spaceId: string; people: readonly CommunityContext[] };
type Things = { postIds: string[]; ideaIds: string[]; polls: string[]; commentIds: string[] };

async function write({ spaceId, people }: Place, roll: Roll): Promise<Things> {
	const things: Things = { postIds: [], ideaIds: [], polls: [], commentIds: [] };
	for (let at = 0; at < 6; at++) {
		const kind = at % 3 === 0 ? ('idea' as const) : ('discussion' as const);
		// Nobody votes for an idea of their own: somebody writes them who is not merged.
		const api = communityCaller(pick(roll, kind === 'idea' ? people.slice(-1) : people));
		const id = newId();
		const text = { id, spaceId, title: `Post ${at}`, body: words('Text') };
		const isPoll = at % 3 === 1;
		const method = pick(roll, METHODS);
		const terms = { method, results: 'always' as const, openDays: null };
		const poll = {
			...{ ...terms, maxChoices: method === 'single' ? 1 : 2, isAnonymous: at % 2 === 0 },
			choices: ['One', 'Two', 'Three'],
		};
		await api.posts.publish({ ...text, kind, ...(isPoll && { poll }) });
		things.postIds.push(id);
		if (kind === 'idea') things.ideaIds.push(id);
		if (isPoll) things.polls.push(id);
	}
	return things;
}

async function act({ people }: Place, things: Things, roll: Roll): Promise<void> {
	const ctx = pick(roll, people);
	const api = communityCaller(ctx);
	const postId = pick(roll, things.postIds);
	const other = pick(roll, people).grants.memberId;
	const doings: (() => Promise<unknown>)[] = [
		async () => {
			const id = newId();
			await api.comments.publish({ id, postId, parentId: null, body: words('Reply') });
			things.commentIds.push(id);
		},
		() => react(api, 'post', postId, roll),
		() => react(api, 'comment', pick(roll, [...things.commentIds, '']), roll),
		() => vote(api, pick(roll, things.ideaIds), roll(5) > 0),
		() => api.polls.vote({ postId: pick(roll, things.polls), choices: [roll(3)] }),
		() => api.bookmarks.save({ postId }),
		() =>
			api.relations[pick(roll, ['follow', 'mute', 'block'] as const)]({
				memberId: other,
				on: true,
			}),
		() => api.feeds.hide({ postId, on: true }),
	];
	// What a member is refused, such as answering whom they blocked, is no matter here.
	await pick(roll, doings)().catch(() => {});
}

type Api = ReturnType<typeof communityCaller>;

async function react(api: Api, subjectKind: 'post' | 'comment', subjectId: string, roll: Roll) {
	if (subjectId === '') return;
	const reaction = { subjectKind, subjectId, emoji: pick(roll, EMOJI), on: true };
	expect(['done', 'reactions.own']).toContain(await outcomeOf(api.reactions.set(reaction)));
}

async function vote(api: Api, postId: string, on: boolean) {
	expect(['done', 'ideas.own']).toContain(await outcomeOf(api.ideas.vote({ postId, on })));
}

/** Every count that is kept beside the rows it counts, where the two differ. */
const DIFFERENT = (at: string) => `
	select 'reactions of post' as what, p.id::text from ${at}.posts p where p.reaction_count <>
		(select count(*) from ${at}.reactions r where r.subject_id = p.id)
	union all select 'reactions of comment', c.id::text from ${at}.comments c where c.reaction_count <>
		(select count(*) from ${at}.reactions r where r.subject_id = c.id)
	union all select 'own reaction', r.subject_id::text from ${at}.reactions r where exists (
		select from ${at}.posts p where p.id = r.subject_id and r.member_id = any(p.author_id || p.co_author_ids)
		union all select from ${at}.comments c where c.id = r.subject_id and c.author_id = r.member_id)
	union all select 'comments', p.id::text from ${at}.posts p where p.comment_count <>
		(select count(*) from ${at}.comments c where c.post_id = p.id and c.status = 'published')
	union all select 'votes', p.id::text from ${at}.posts p where p.vote_count <>
		(select count(*) from ${at}.votes v where v.post_id = p.id)
	union all select 'voters', p.post_id::text from ${at}.polls p where p.voter_count <>
		(select count(*) from ${at}.ballots b where b.post_id = p.post_id)
	union all select 'tally', p.post_id::text from ${at}.polls p where p.tally <>
		(select jsonb_agg((select count(*) from ${at}.ballots b where b.post_id = p.post_id and case
			when p.method = 'ranked' then b.choices -> 0 = to_jsonb(n) else b.choices @> to_jsonb(n) end) order by n)
		from generate_series(0, jsonb_array_length(p.choices) - 1) n)
	union all select 'score', s.post_id::text from ${at}.post_scores s join ${at}.posts p on p.id = s.post_id
		where s.score <> 2 * p.comment_count + p.reaction_count
	union all select 'posts of space', s.id::text from ${at}.spaces s where s.post_count <>
		(select count(*) from ${at}.posts p where p.space_id = s.id and p.status = 'published')
	union all select 'usage', u.owner_id::text from ${at}.storage_usage u
		where u.owner_id <> '00000000-0000-0000-0000-000000000000'
		and u.files <> (select count(*) from ${at}.files f where f.owner_id = u.owner_id)`;

/** Who is followed beside a block, or follows, of those whom a member blocks or is blocked by. */
const followedBesideBlock = async (at: string, memberId: string) => {
	const { rows } = await installation.owner.query(
		`select f.* from ${at}.relations f join ${at}.relations b on b.kind = 'block'
			and (f.member_id, f.target_id) in ((b.member_id, b.target_id), (b.target_id, b.member_id))
		where f.kind = 'follow' and $1 in (f.member_id, f.target_id)`,
		[memberId],
	);
	return rows;
};

/** Columns of any table that still hold a member's id. */
async function naming(communityId: string, memberId: string): Promise<string[]> {
	const { rows } = await installation.owner.query<{ place: string }>(
		`select cl.relname || '.' || a.attname as place
		from pg_attribute a join pg_class cl on cl.oid = a.attrelid join pg_type t on t.oid = a.atttypid,
			lateral (select (xpath('/row/c/text()', query_to_xml(format(
				'select count(*) as c from %s.%I where %I::text like %L', $1::text, cl.relname, a.attname,
				'%' || $2 || '%'), false, true, '')))[1]::text::int as found) counted
		where cl.relnamespace = $1::regnamespace and cl.relkind = 'r' and a.attnum > 0
			and not a.attisdropped and t.typname in ('uuid', '_uuid', 'jsonb', 'varchar', 'text')
			and counted.found > 0`,
		[schemaOf(communityId), memberId],
	);
	return rows.map(({ place }) => place).toSorted();
}

const RULED = `select cl.relname::text as table, a.attname::text as column,
		exists (select from pg_index i where i.indrelid = cl.oid and i.indisunique
			and a.attnum = any(i.indkey)) as unique
	from pg_attribute a join pg_class cl on cl.oid = a.attrelid join pg_type t on t.oid = a.atttypid
	where cl.relnamespace = $1::regnamespace and cl.relkind = 'r' and a.attnum > 0 and not a.attisdropped
		and t.typname in ('uuid', '_uuid', 'jsonb') and a.attname <> 'id'
		and not exists (select from pg_constraint k where k.conrelid = cl.oid and k.contype = 'f'
			and a.attnum = any(k.conkey) and k.confrelid <> ($1 || '.members')::regclass)`;

const camel = (name: string) =>
	name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

test('every column that could name a member has a rule, and none moves where two may meet', async () => {
	const here = await createTestCommunity(installation);
	for (const module of MODULES) await startModule(await here.as(await founderOf(here)), module);
	type Column = { table: string; column: string; unique: boolean };
	const { rows } = await installation.owner.query<Column>(RULED, [schemaOf(here.id)]);
	const named = rows.map((row) => ({ ...row, name: `${camel(row.table)}.${camel(row.column)}` }));
	expect(Object.keys(RULES).toSorted()).toEqual(named.map(({ name }) => name).toSorted());
	const clashing = named.filter(({ name, unique }) => unique && RULES[name]?.how === 'move');
	expect(clashing).toEqual([]);
});

test.for([1, 2])(
	'after merging what was thrown at random, all counts are right (%i)',
	async (seed) => {
		const roll = dice(seed * 7919);
		const here = await createTestCommunity(installation);
		const members = [];
		for (const name of ['Gone', 'Stays', 'Ann', 'Bo', 'Cy'])
			members.push(await here.member('member', name));
		const people: CommunityContext[] = [];
		for (const member of members) people.push(await here.as(member));
		const founder = await here.as(await founderOf(here));
		const place = { here, people, spaceId: founder.grants.spaces.postable[0] ?? '' };
		const things = await write(place, roll);
		// Whatever is thrown, both do some of the same; every second poll is by name.
		for (const ctx of people.slice(0, 2)) {
			const api = communityCaller(ctx);
			const [subjectId = ''] = things.postIds;
			await react(api, 'post', subjectId, () => 0);
			await api.ideas.vote({ postId: things.ideaIds[0] ?? '', on: true });
			for (const postId of things.polls) await api.polls.vote({ postId, choices: [roll(3)] });
		}
		for (let at = 0; at < 150; at++) await act(place, things, roll);
		const at = schemaOf(here.id);
		const [gone, stays] = [members[0]?.memberId ?? '', members[1]?.memberId ?? ''];
		const usage = { bytes: 10, files: 0 };
		for (const ownerId of [gone, stays])
			await here.db
				.insertInto('storageUsage')
				.values({ ownerId, ...usage })
				.execute();
		expect((await installation.owner.query(DIFFERENT(at))).rows).toEqual([]);
		const { merging } = communityCaller(founder);
		const { dropped } = await merging.preview({ memberId: gone, intoId: stays });
		expect(Math.min(dropped.reactions, dropped.votes, dropped.ballots)).toBeGreaterThan(0);
		const owner = platformCaller(await asStaff(installation, here.staffId));
		await owner.merging.merge({
			communityId: here.id,
			memberId: gone,
			intoId: stays,
			handle: 'gone',
		});
		expect((await installation.owner.query(DIFFERENT(at))).rows).toEqual([]);
		expect(await followedBesideBlock(at, stays)).toEqual([]);
		expect(await naming(here.id, gone)).toEqual(['members.id', 'members.merged_ids']);
		const used = here.db.selectFrom('storageUsage').select('bytes').where('ownerId', '=', stays);
		expect(await used.executeTakeFirst()).toEqual({ bytes: 20 });
	},
);
