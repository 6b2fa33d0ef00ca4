import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { atOnce, tagFields } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { documentBy, openLibrary } from '@kith/testing/test-library';
import { uploadedBy } from '@kith/testing/test-uploads';
import { createTag } from '@kith/testing/test-verbs';
import { createJobContext } from '../create-context.ts';
import type { CommunityContext } from '../context.ts';
import { communityCaller as api } from '../index.ts';
import { libraryConsumers } from './library.consumers.ts';

let installation: TestInstallation;
let here: TestCommunity;
let spaceId: string;
let owner: CommunityContext;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	spaceId = await openLibrary(await here.as(await founderOf(here)));
	owner = await here.as(await founderOf(here));
});
afterAll(() => installation.close());

const add = (title: string, tags: string[]) => documentBy(owner, { spaceId, title, tags });
const make = async (name: string, change: object = {}) => {
	const id = newId();
	await createTag(owner, { id, ...tagFields(name), ...change });
	return id;
};
const found = async (text: string) =>
	(await api(owner).search.find({ text, kind: 'documents' })).documents
		.map(({ title }) => title)
		.toSorted();
const tagsOf = async (documentId: string) =>
	(await api(owner).library.get({ documentId })).document.tags.map(({ name }) => name);
const rename = async (slug: string, name: string, synonyms: string[] = []) => {
	const { items } = await api(owner).tags.manage({ search: slug });
	const { id: tagId, version } = items.find((one) => one.slug === slug) ?? {};
	const fields = { ...tagFields(name), synonyms };
	await api(owner).tags.update({ ...fields, tagId: tagId ?? '', version: version ?? 0 });
};
const countOf = async (slug: string) => (await api(owner).tags.get({ slug })).documentCount;

/** What happened to tags lately reaches the library, twice, as the relay may bring it. */
async function deliver(): Promise<void> {
	const { on, handle } = libraryConsumers['reword-tagged-documents'];
	const ctx = await createJobContext(installation.services, here.community, 'relay');
	for (const event of await eventsSince(here.db, here.id, newId(), 1000))
		if (on.includes(event.type)) for (let time = 0; time < 2; time++) await handle(ctx, event);
}

test('another name or synonym is what documents are found by, the old one no longer', async () => {
	await make('Lantern', { synonyms: ['Torch'] });
	const documentId = await add('Inventory', ['Lantern']);
	await add('Torch care', []);
	expect(await found('lanterns')).toEqual(['Inventory']);
	expect(await found('torch')).toEqual(['Inventory', 'Torch care']);
	expect(await found('inventory torch tag:lantern')).toEqual(['Inventory']);
	const away = await add('Old lamps', ['Lantern']);
	await api(owner).library.delete({ documentId: away });
	await rename('lantern', 'Beacon', ['Semaphore']);
	await deliver();
	expect(await tagsOf(documentId)).toEqual(['Beacon']);
	expect([await found('beacon'), await found('semaphore')]).toEqual([['Inventory'], ['Inventory']]);
	expect([await found('lantern'), await found('torch')]).toEqual([[], ['Torch care']]);
	// The address of before goes on leading to it.
	expect(await found('tag:lantern')).toEqual(['Inventory']);
	await api(owner).library.restore({ documentId: away });
	expect([await found('beacon'), await found('lantern')]).toEqual([['Inventory', 'Old lamps'], []]);
});

test('after a merge documents have the other tag at once, and are found by all its names', async () => {
	const from = await make('Bike', { synonyms: ['Velo'] });
	const into = await make('Bicycle');
	const both = await add('Both', ['Bike', 'Bicycle']);
	const moved = await add('Moved', ['Bike', 'Wheels']);
	await add('Other', ['Bicycle']);
	const deleted = await add('Deleted', ['Bike']);
	await api(owner).library.delete({ documentId: deleted });
	const plan = await api(owner).tags.planMerge({ tagId: from, intoTagId: into });
	expect(plan).toMatchObject({ moved: 0, documents: 2 });
	await api(owner).tags.merge({ tagId: from, intoTagId: into });
	expect([await tagsOf(both), await tagsOf(moved)]).toEqual([['Bicycle'], ['Bicycle', 'Wheels']]);
	expect(await countOf('bicycle')).toBe(3);
	expect(await found('tag:bicycle')).toEqual(['Both', 'Moved', 'Other']);
	expect(await found('tag:velo tag:wheels')).toEqual(['Moved']);
	await api(owner).library.restore({ documentId: deleted });
	expect([await tagsOf(deleted), await countOf('bicycle')]).toEqual([['Bicycle'], 4]);
	await deliver();
	const all = ['Both', 'Deleted', 'Moved', 'Other'];
	for (const text of ['bicycle', 'velo', 'bike', 'tag:bike'])
		expect(await found(text)).toEqual(all);
});

test('what is tagged while its tag is merged away, renamed or deleted is counted and found as it is in the end', async () => {
	const from = await make('Ferry');
	const into = await make('Boat', { synonyms: ['Ship'] });
	const doomed = await make('Doomed');
	const ids = await Promise.all(
		Array.from({ length: 6 }, (_, index) => add(`Voyage ${index}`, ['Ferry', 'Doomed'])),
	);
	const edit = async (index: number) => {
		const { document } = await api(owner).library.get({ documentId: ids[index] ?? '' });
		const { id: documentId, version, title } = document;
		await api(owner).library.edit({
			...{ documentId, version, title, description: 'Changed' },
			tags: index % 2 ? ['Ferry', 'Doomed'] : ['Boat'],
		});
	};
	const done = await atOnce(15, async (index) => {
		if (index < 6) return edit(index);
		if (index === 8) return api(owner).tags.merge({ tagId: from, intoTagId: into });
		if (index === 10) return api(owner).tags.delete({ tagId: doomed });
		return void (await add(`Voyage ${index}`, ['Ferry']));
	});
	expect(done).toEqual({ done: 15 });
	await deliver();
	const rows = await here.db
		.selectFrom('documents')
		.select(['id', 'tagIds', 'deletedAt'])
		.where('title', 'like', 'Voyage %')
		.execute();
	const withBoat = rows.filter(({ tagIds }) => tagIds.includes(into));
	expect(withBoat).toHaveLength(13);
	expect(rows.flatMap(({ tagIds }) => tagIds)).not.toContain(from);
	expect(rows.flatMap(({ tagIds }) => tagIds)).not.toContain(doomed);
	expect(await countOf('boat')).toBe(13);
	for (const text of ['voyage tag:boat', 'voyage ship', 'voyage ferry'])
		expect(await found(text), text).toHaveLength(13);
	// Introduced again by who saved after it was gone, it is another tag.
	const again = await found('voyage doomed');
	expect(again).toEqual(await found('voyage tag:doomed'));
});

test('a deleted tag is on no document and finds none, also one that comes back later', async () => {
	const tagId = await make('Ghost');
	const documentId = await add('Haunted house', ['Ghost', 'Old walls']);
	const deleted = await add('Cellar', ['Ghost', 'Old walls']);
	await api(owner).library.delete({ documentId: deleted });
	expect(await api(owner).tags.planDelete({ tagId })).toEqual({
		...{ posts: 0, documents: 1, followers: 0 },
	});
	await api(owner).tags.delete({ tagId });
	expect(await tagsOf(documentId)).toEqual(['Old walls']);
	await api(owner).library.restore({ documentId: deleted });
	await deliver();
	expect(await found('ghost')).toEqual([]);
	expect([await found('walls'), await countOf('old-walls')]).toEqual([
		['Cellar', 'Haunted house'],
		2,
	]);
	const rows = here.db
		.selectFrom('documents')
		.select('tagIds')
		.where('title', '=', 'Haunted house');
	expect((await rows.executeTakeFirstOrThrow()).tagIds).toHaveLength(1);
	// Nor does it come to an edit.
	const { version } = (await api(owner).library.get({ documentId })).document;
	const change = { documentId, version, title: 'Haunted house', description: '', tags: ['Ghost'] };
	await api(owner).library.edit(change);
	expect([await tagsOf(documentId), await countOf('ghost')]).toEqual([['Ghost'], 1]);
});

test('what the studio lists of a tag is how many documents have it, beside posts', async () => {
	await make('Listed');
	await add('One', ['Listed']);
	await add('Two', ['Listed']);
	const { items } = await api(owner).tags.manage({ search: 'listed' });
	expect(items).toMatchObject([{ name: 'Listed', postCount: 0, documentCount: 2 }]);
});

test('a new file and an older one keep the tags among the words', async () => {
	const documentId = await add('Chart', ['Depths']);
	const second = await uploadedBy(owner, { name: 'second.txt' });
	await api(owner).library.addVersion({ documentId, ...second });
	expect([await found('depths'), await found('second')]).toEqual([['Chart'], ['Chart']]);
	await api(owner).library.restoreVersion({ documentId, number: 1 });
	expect([await found('tag:depths'), await found('second')]).toEqual([['Chart'], []]);
});
