import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '@kith/kernel/ids';
import { founderOf } from '@kith/testing/test-actors';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { words } from '@kith/testing/test-content';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { openLibrary } from '@kith/testing/test-library';
import { readEverything, readShown, testDocx, testPdf } from '@kith/testing/test-texts';
import { uploadedBy } from '@kith/testing/test-uploads';
import { editPost, publishComment, publishPost } from '@kith/testing/test-verbs';
import type { CommunityContext } from '../context.ts';
import { communityCaller } from '../index.ts';
import type { RichText } from '../rich-text/rich-text.schema.ts';

let installation: TestInstallation;
let here: TestCommunity;
let ann: CommunityContext;
let libraryId: string;
let vaultId: string;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
	libraryId = await openLibrary(await here.as(await founderOf(here)), { slug: 'archive' });
	vaultId = await openLibrary(await here.as(await founderOf(here)), {
		...{ slug: 'vault', visibility: 'private' },
	});
	ann = await here.as(await here.member('member', 'Ann'));
});
afterAll(() => installation.close());

const holding = (fileId: string, name = 'thing.pdf'): RichText => ({
	type: 'doc',
	content: [
		...words('Nothing of it here').content,
		{ type: 'file', attrs: { fileId, name, bytes: 10, mime: 'application/pdf' } },
	],
});

async function post(bytes: Uint8Array, name = 'thing.pdf', ctx = ann): Promise<string> {
	const { fileId } = await uploadedBy(ctx, { name, bytes: Buffer.from(bytes) });
	const id = newId();
	const spaceId = ctx.grants.spaces.postable[0] ?? '';
	await publishPost(ctx, { id, spaceId, title: 'Attached', body: holding(fileId, name) });
	await readShown(installation, here, 'posts.published', { postId: id });
	return id;
}
async function add(bytes: Uint8Array, name: string, spaceId = libraryId, ctx = ann) {
	const { fileId } = await uploadedBy(ctx, { name, bytes: Buffer.from(bytes) });
	const id = newId();
	await communityCaller(ctx).library.add({ id, spaceId, folderId: null, fileId, title: name });
	await readShown(installation, here, 'library.document_added', { documentId: id });
	return id;
}

const find = async (text: string, ctx = ann) => communityCaller(ctx).search.find({ text });
const marked = (snippet: readonly { text: string; isHit: boolean }[] = []) =>
	snippet.map(({ text, isHit }) => (isHit ? `[${text}]` : text)).join('');

test('a post is found by what its file says, and shows the place', async () => {
	const long = `${'before it all '.repeat(400)} the narwhals, sang and ${'then went on '.repeat(400)}`;
	const postId = await post(testDocx([long]), 'Songs.docx');
	const { items } = await find('narwhal');
	expect(items.map(({ id }) => id)).toEqual([postId]);
	expect(items[0]?.inFile?.name).toBe('Songs.docx');
	expect(marked(items[0]?.inFile?.snippet)).toContain('the [narwhals], sang');
	expect(marked(items[0]?.inFile?.snippet).length).toBeLessThan(300);
	expect((await find('nothing')).items.find(({ id }) => id === postId)?.inFile).toBeNull();
});

test('so is a comment, a document by its text and by its phrases, and words of both together', async () => {
	const postId = await post(testPdf(['Plain thing']));
	const { fileId } = await uploadedBy(ann, { name: 'b.txt', bytes: Buffer.from('wombats dig') });
	const { commentId } = await publishComment(ann, {
		...{ id: newId(), postId, parentId: null, body: holding(fileId, 'b.txt') },
	});
	await readShown(installation, here, 'comments.published', { commentId, postId });
	expect((await find('wombat')).items.map(({ id }) => id)).toEqual([commentId]);
	const documentId = await add(testDocx(['Über die Brücke', 'quokka parade']), 'Bridges.docx');
	for (const asked of ['quokka', '"quokka parade"', 'bridges quokka', 'uber parade']) {
		const { documents } = await find(asked);
		expect(
			documents.map(({ id }) => id),
			asked,
		).toEqual([documentId]);
	}
	expect(marked((await find('quokka')).documents[0]?.snippet)).toContain('[quokka] parade');
	expect((await find('"parade quokka"')).documents).toEqual([]);
	expect((await find('quokka -parade')).documents).toEqual([]);
	// What is being typed is completed by titles, not by pages of text.
	const typed = await communityCaller(ann).search.suggest({ text: 'quokk' });
	expect(typed.documents).toEqual([]);
});

test('a file is read once, however often it is shown, and again by no night', async () => {
	const postId = await post(testPdf(['Only once']));
	const payload = { postId };
	expect(await readShown(installation, here, 'posts.edited', payload)).toEqual([]);
	await readEverything(installation, here);
	expect(await readEverything(installation, here)).toEqual([]);
});

test('what was there before is read by the night, in steps', async () => {
	const { fileId } = await uploadedBy(ann, { name: 'old.md', bytes: Buffer.from('# Axolotl') });
	const id = newId();
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	await publishPost(ann, { id, spaceId, title: 'Old', body: holding(fileId, 'old.md') });
	expect((await find('axolotl')).items).toEqual([]);
	await readEverything(installation, here);
	expect((await find('axolotl')).items.map((one) => one.id)).toEqual([id]);
});

test('another version has other words; one that holds again has its own', async () => {
	const documentId = await add(Buffer.from('the first says pangolin'), 'a.txt');
	const { library } = communityCaller(ann);
	const { fileId } = await uploadedBy(ann, { name: 'b.txt', bytes: Buffer.from('okapi now') });
	await library.addVersion({ documentId, fileId });
	expect((await find('pangolin')).documents).toEqual([]);
	await readShown(installation, here, 'library.document_added', { documentId });
	expect((await find('okapi')).documents).toHaveLength(1);
	await library.restoreVersion({ documentId, number: 1 });
	expect((await find('okapi')).documents).toEqual([]);
	expect((await find('pangolin')).documents).toHaveLength(1);
	const { version } = (await library.get({ documentId })).document;
	await library.edit({ documentId, version, title: 'Other words', description: '' });
	expect((await find('pangolin')).documents).toHaveLength(1);
	await library.delete({ documentId });
	expect((await find('pangolin')).documents).toEqual([]);
});

test('a file that is taken out of a post takes its words along', async () => {
	const postId = await post(Buffer.from('a kakapo walks'), 'k.txt');
	expect((await find('kakapo')).items).toHaveLength(1);
	await editPost(ann, { postId, version: 1, title: 'Attached', body: words('Without it') });
	expect((await find('kakapo')).items).toEqual([]);
});

test('nobody finds what they may not open, and no other community does', async () => {
	const founder = await here.as(await founderOf(here));
	await add(Buffer.from('the secret is a tardigrade'), 'secret.txt', vaultId, founder);
	expect((await find('tardigrade', founder)).documents).toHaveLength(1);
	expect((await find('tardigrade')).documents).toEqual([]);
	const elsewhere = await createTestCommunity(installation);
	const owner = await elsewhere.as(await founderOf(elsewhere));
	expect((await find('tardigrade', owner)).documents).toEqual([]);
	expect((await find('narwhal', owner)).items).toEqual([]);
	const removed = await post(Buffer.from('a blobfish sulks'), 'b.txt');
	await communityCaller(founder).posts.remove({ postId: removed });
	expect((await find('blobfish')).items).toEqual([]);
});

test('behind a warning nothing of a file is shown', async () => {
	const { fileId } = await uploadedBy(ann, { name: 'w.txt', bytes: Buffer.from('an aye-aye') });
	const id = newId();
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	const body = holding(fileId, 'w.txt');
	await publishPost(ann, { id, spaceId, title: 'Warned', body, contentWarning: 'Beasts' });
	await readShown(installation, here, 'posts.published', { postId: id });
	const { items } = await find('aye-aye');
	expect(items.map((one) => [one.id, one.inFile])).toEqual([[id, null]]);
});

const unreadOf = async (documentId: string) =>
	here.db
		.selectFrom('files')
		.innerJoin('documentVersions', 'documentVersions.fileId', 'files.id')
		.select(['files.unread', 'files.words'])
		.where('documentVersions.documentId', '=', documentId)
		.executeTakeFirst();

test.for([
	['none', 'program.exe', Buffer.from('MZ and some words')],
	['none', 'notes.txt', Buffer.from('with\0zero')],
	['broken', 'half.pdf', testPdf(['Hello there']).slice(0, 60)],
] as const)(
	'what cannot be read is put aside as %s, once, and found by its name',
	async ([why, name, bytes]) => {
		const documentId = await add(bytes, name);
		expect(await unreadOf(documentId)).toEqual({ unread: why, words: null });
		expect(await readShown(installation, here, 'library.document_added', { documentId })).toEqual(
			[],
		);
		expect((await find(name)).documents.some(({ id }) => id === documentId)).toBe(true);
	},
);

test('files of nothing but different words, beside a text as long as one may be, are kept and found', async () => {
	const word = (at: number) => at.toString(36).padStart(4, 'q');
	const latin = Array.from({ length: 40_000 }, (_, at) => word(at)).join(' ');
	const han = Array.from({ length: 60_000 }, (_, at) =>
		String.fromCodePoint(0x4e00 + ((at * 7919) % 20_000)),
	).join('');
	const urls = Array.from({ length: 9000 }, (_, at) => `a${at}.example/b${at}-c${at}`).join(' ');
	const files = await Promise.all(
		[latin, han, urls].map(async (text, at) => {
			const bytes = Buffer.from(text);
			return { name: `${at}.txt`, ...(await uploadedBy(ann, { name: `${at}.txt`, bytes })) };
		}),
	);
	const spaceId = ann.grants.spaces.postable[0] ?? '';
	for (const length of [12_000, 55_000]) {
		const said = [han.slice(0, length / 3), han.slice(-length / 3)];
		const id = newId();
		const body: RichText = {
			type: 'doc',
			content: [
				...said.flatMap((part) => words(part.slice(0, 19_000)).content),
				...files.map(({ fileId, name }) => ({
					type: 'file' as const,
					attrs: { fileId, name, bytes: 10, mime: 'text/plain' },
				})),
			],
		};
		await publishPost(ann, { id, spaceId, title: `Long ${length}`, body });
		await readShown(installation, here, 'posts.published', { postId: id });
		expect((await find(word(77))).items.some((one) => one.id === id)).toBe(length < 20_000);
	}
}, 60_000);
