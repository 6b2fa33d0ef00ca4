import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { words } from '../scene.ts';
import type { Stage } from './content.ts';
import { partsOf, withEach, withPages } from './sheet.ts';

/** As many drafts as a minute takes. */
const DRAFTS = 50;
const FOLDERS = 40;

/** What one keeps for oneself: drafts with all that a post is published with, bookmarks, folders of them. */
export async function kept({ api, member, reader, sheet, site, space }: Stage): Promise<void> {
	const titles = sheet.put('the title of a draft', 200);
	const warnings = sheet.put('the warning of a draft', 200);
	const choices = partsOf(sheet.put('a choice of a poll in a draft', 120), 10);
	const tags = partsOf(sheet.putEach('a tag of a draft', 60), 20);
	await withEach(titles, async (title, at) => {
		const who = at < DRAFTS ? { api, reader } : member;
		const poll = {
			...{ choices: choices[at] ?? [], method: 'single' as const, results: 'always' as const },
			...{ days: '7', endsOn: '', maxChoices: '1', isAnonymous: false },
		};
		const options = {
			...{ kind: 'discussion' as const, tags: tags[at] ?? [], when: '', announcement: null },
			...{ contentWarning: warnings[at] ?? '', poll: choices[at] ? poll : null },
		};
		const id = randomUUID();
		const fields = { title, spaceId: null, postId: null, options };
		await who.api.drafts.save({ key: `post:${id}`, fields, body: words('Quiet') });
		await who.reader.open(`${site}/new?draft=${id}`);
	});
	await reader.open(`${site}/drafts`);
	await member.reader.open(`${site}/drafts`);

	const notes = sheet.put('a note on a bookmark', 500);
	await withEach(notes, async (note) => {
		const id = randomUUID();
		await api.posts.publish({ id, spaceId: space.id, title: 'Quiet', body: words('Quiet') });
		await api.bookmarks.save({ postId: id, note });
	});
	await withPages(api.bookmarks.list, (cursor) =>
		reader.read(`${site}/bookmarks?after=${encodeURIComponent(cursor)}`),
	);
	const folders = partsOf(sheet.put('the name of a folder of bookmarks', 60), FOLDERS);
	for (const names of folders) {
		const ids: string[] = [];
		for (const name of names) ids.push((await api.bookmarks.createFolder({ name })).folderId);
		await reader.read(`${site}/bookmarks`);
		if (names === folders[0]) await reader.open(`${site}/bookmarks`);
		await withEach(ids, (folderId) => api.bookmarks.deleteFolder({ folderId }));
	}
}

/** Documents of a space's library and the folders they lie in. */
export async function library({ api, page, reader, sheet, site }: Stage): Promise<void> {
	const titles = sheet.put('the title of a document', 200);
	const descriptions = sheet.put('what a document is about', 1000);
	const folders = sheet.put('the name of a folder', 80);
	const slug = `files-${randomUUID().slice(0, 8)}`;
	const { groups } = await api.spaces.navigation();
	const { spaceId } = await api.spaces.create({
		...{ name: 'Files', slug, icon: '🗂', description: '', groupId: groups[0]?.id ?? null },
		...{ visibility: 'public', posting: 'everyone', library: 'everyone' },
	});
	await withEach(titles, async (title, at) => {
		const fileId = await uploaded(page);
		const [id, description] = [randomUUID(), descriptions[at] ?? ''];
		await api.library.add({ id, spaceId, folderId: null, fileId, title, description });
		if (description !== '') await reader.read(`${site}/s/${slug}/files/${id}`);
		if (at === 0) await reader.open(`${site}/s/${slug}/files/${id}`);
	});
	await withEach(folders, (name) =>
		api.library.createFolder({ id: randomUUID(), spaceId, folderId: null, name }),
	);
	await reader.open(`${site}/s/${slug}/files`);
	const first = await withPages(
		(page) => api.library.list({ spaceId, folderId: null, ...page }),
		(cursor) => reader.read(`${site}/s/${slug}/files?after=${encodeURIComponent(cursor)}`),
	);
	await api.library.delete({ documentId: first?.id ?? '' });
	await reader.open(`${site}/s/${slug}/files/deleted`);
}

/** A small text, uploaded as who is signed in. */
const uploaded = (page: Page): Promise<string> =>
	page.evaluate(async () => {
		const bytes = new TextEncoder().encode('A plan');
		const tus = { 'Tus-Resumable': '1.0.0' };
		const begun = await fetch('/api/uploads', {
			method: 'POST',
			headers: {
				...tus,
				'Upload-Length': String(bytes.length),
				'Upload-Metadata': `filename ${btoa('plan.txt')}`,
			},
		});
		const address = begun.headers.get('location') ?? '';
		await fetch(address, {
			method: 'PATCH',
			headers: { ...tus, 'Upload-Offset': '0', 'content-type': 'application/offset+octet-stream' },
			body: bytes,
		});
		return address.split('/').at(-1) ?? '';
	});
