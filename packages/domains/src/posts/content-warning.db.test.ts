import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { announcementById } from '../announcements/index.ts';
import { communityCaller } from '../index.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const api = communityCaller;

test('a content warning folds the text everywhere a list would have told it', async () => {
	const author = await here.as(await founderOf(here));
	const contentWarning = 'Spiders';
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const postId = newId();
	const text = { title: 'Title', body: words('Eight legs'), contentWarning };
	await api(author).posts.publish({ id: postId, spaceId, ...text });
	const listed = (await api(author).posts.list({ spaceId })).items.find(({ id }) => id === postId);
	expect(listed).toMatchObject({ contentWarning, excerpt: '', cover: null });
	expect(await api(author).posts.get({ postId })).toMatchObject({ contentWarning, excerpt: '' });
	const edit = { postId, version: 1, title: 'Title', body: words('Eight legs') };
	await api(author).posts.edit(edit);
	expect((await api(author).posts.get({ postId })).contentWarning).toBe(contentWarning);
	await api(author).posts.edit({ ...edit, version: 2, contentWarning: '' });
	expect((await api(author).posts.get({ postId })).excerpt).toBe('Eight legs');
});

test('words below a warning, and words that are hidden, are not told by search, mails and banners', async () => {
	const author = await here.as(await founderOf(here));
	const spaceId = author.grants.spaces.postable[0] ?? '';
	const hidden = { type: 'text' as const, text: 'butler', marks: [{ type: 'spoiler' as const }] };
	const body = {
		type: 'doc' as const,
		content: [
			{
				type: 'paragraph' as const,
				content: [{ type: 'text' as const, text: 'Whodunnit: the ' }, hidden],
			},
		],
	};
	const warned = { id: newId(), spaceId, title: 'Warned Zeppelin', body: words('Tarantulas') };
	const kind = 'announcement' as const;
	await api(author).posts.publish({ ...warned, kind, contentWarning: 'Spiders' });
	await api(author).posts.publish({ id: newId(), spaceId, title: 'Open Zeppelin', body });
	const found = await api(author).search.find({ text: 'Zeppelin' });
	const told = found.items.map(({ snippet }) => snippet.map(({ text }) => text).join(''));
	expect(told.toSorted()).toEqual(['', 'Whodunnit: the …']);
	const reader = await here.as(await here.member('member', 'Reader'));
	const banners = await api(reader).announcements.current();
	expect(banners).toMatchObject([{ title: 'Warned Zeppelin', excerpt: '' }]);
	const row = await announcementById(here.db, warned.id).executeTakeFirst();
	expect(row?.excerpt).toBe('');
});
