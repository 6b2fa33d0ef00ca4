import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import type { CommunityContext } from '../context.ts';
import { createJobContext } from '../create-context.ts';
import { communityCaller, consumers } from '../index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let founder: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	founder = await here.as(await founderOf(here));
});
afterAll(() => installation.close());

type Mentioned = { memberId: string; name: string };

const mentions = (people: readonly Mentioned[]): RichText => ({
	type: 'doc',
	content: [
		{
			type: 'bulletList',
			content: people.map(({ memberId, name }) => ({
				type: 'listItem',
				content: [
					{
						type: 'paragraph',
						content: [
							{ type: 'text', text: 'Thanks, ' },
							{ type: 'mention', attrs: { id: memberId, label: name }, marks: [{ type: 'bold' }] },
						],
					},
				],
			})),
		},
	],
});

/** A post and a comment below it that name everybody of `people`. */
async function write(people: readonly Mentioned[]) {
	const spaceId = founder.grants.spaces.postable[0] ?? '';
	const postId = newId();
	const api = communityCaller(founder);
	const body = mentions(people);
	await api.posts.publish({ id: postId, spaceId, title: 'Thanks', body });
	await api.comments.publish({ id: newId(), postId, parentId: null, body });
	const read = async () => {
		const post = await api.posts.get({ postId });
		const { items } = await api.comments.list({ postId });
		return { post, comment: items[0], text: JSON.stringify([post, items]) };
	};
	return { read };
}

/** Hands the community's latest events to whoever listens, `times` times each, as the relay may. */
async function deliver(times = 1): Promise<void> {
	const ctx = await createJobContext(installation.services, here.community, 'relay');
	const events = await eventsSince(here.db, here.id, newId(), 1000);
	for (const event of events.filter(({ type }) => /^members\.(left|removed)$/.test(type)))
		for (let time = 0; time < times; time++)
			for (const { on, handle } of consumers.values())
				if (on.includes(event.type)) await handle(ctx, event);
}
const find = async (text: string) => (await communityCaller(founder).search.find({ text })).items;

test.for(['anonymise', 'delete'] as const)(
	'who is removed with contributions to %s is named in no text of others any more',
	async (contributions) => {
		const gone = await here.member('member', `Quirin${contributions} Abendroth`);
		const stays = await here.member('member', `Stella${contributions} Bleibt`);
		const { read } = await write([gone, stays]);
		const before = await read();
		expect(before.text).toContain(gone.name);
		expect(await find(`Quirin${contributions}`)).not.toEqual([]);
		await communityCaller(founder).members.remove({ memberId: gone.memberId, contributions });
		await deliver(2);
		const after = await read();
		expect(after.text).not.toContain('Quirin');
		expect(after.post.excerpt).toBe(`Thanks, @Former member Thanks, @${stays.name}`);
		expect(after.post.body).toEqual(mentions([{ ...gone, name: 'Former member' }, stays]));
		expect(after.comment?.body).toEqual(after.post.body);
		expect(after.post.editedAt).toBeNull();
		expect(await find(`Quirin${contributions}`)).toEqual([]);
		expect(await find(`Stella${contributions}`)).not.toEqual([]);
	},
);

test('who leaves and asks to be forgotten is, who leaves their name keeps it', async () => {
	const gone = await here.member('member', 'Leander Fort');
	const kept = await here.member('member', 'Kunigunde Bleibt');
	const { read } = await write([gone, kept]);
	await communityCaller(await here.as(gone)).members.leave({ contributions: 'anonymise' });
	await communityCaller(await here.as(kept)).members.leave({ contributions: 'keep' });
	await deliver();
	const { text } = await read();
	expect(text).not.toContain('Leander');
	expect(text).toContain('Kunigunde Bleibt');
});

test('however many texts name somebody, all let go', async () => {
	const gone = await here.member('member', 'Vielgenannt');
	const { read } = await write([gone]);
	const count = 230;
	const source = (await read()).post.id;
	await installation.owner.query(
		`insert into "c_${here.id}".comments
			(id, post_id, space_id, depth, author_id, body, excerpt, status, created_at)
		select gen_random_uuid(), post_id, space_id, 0, author_id, body, excerpt, 'published', now()
		from "c_${here.id}".comments, generate_series(1, ${count}) where post_id = $1`,
		[source],
	);
	await communityCaller(founder).members.remove({
		...{ memberId: gone.memberId, contributions: 'anonymise' },
	});
	await deliver();
	const rows = await here.db
		.selectFrom('comments')
		.selectAll()
		.where('postId', '=', source)
		.execute();
	expect(rows).toHaveLength(count + 1);
	expect(rows.filter((row) => JSON.stringify(row).includes('Vielgenannt'))).toEqual([]);
});
